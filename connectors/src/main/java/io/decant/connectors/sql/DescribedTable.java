package io.decant.connectors.sql;

import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A table that was just read, each of its expressions with its neutral spelling. */
public final class DescribedTable {
  private final Grammar own;
  private final Scope scope;

  private DescribedTable(Grammar own, Scope scope) {
    this.own = own;
    this.scope = scope;
  }

  /**
   * @param types what is certain of a column's values
   */
  public static Table of(Table table, Grammar own, Function<Column, ValueType> types) {
    DescribedTable described = new DescribedTable(own, Scope.of(table, types));
    return table
        .withColumns(table.columns().stream().map(described::column).toList())
        .withChecks(
            table.checks().stream()
                .map(check -> new Check(check.name(), described.with(check.expression())))
                .toList())
        .withIndexes(table.indexes().stream().map(described::index).toList());
  }

  /** A default names no columns. */
  private Computed constant(Computed computed) {
    Expression by = computed.expression();
    Scope none = new Scope(List.of(), Optional.empty());
    return new Computed(Expressions.described(own, by.engine(), by.text(), none));
  }

  private Expression with(Expression expression) {
    return expression.standard().isPresent()
        ? expression
        : Expressions.described(own, expression.engine(), expression.text(), scope);
  }

  private Column column(Column column) {
    Column described =
        column.withGenerated(
            column.generated().map(by -> new Generated(with(by.expression()), by.stored())));
    return column.defaultValue().isPresent()
            && column.defaultValue().get() instanceof Computed computed
        ? described.withDefaultValue(Optional.of(constant(computed)))
        : described;
  }

  private Index index(Index index) {
    return new Index(
        index.name(),
        index.parts().stream()
            .map(
                part ->
                    new Index.Part(
                        part.column(),
                        part.expression().map(this::with),
                        part.descending(),
                        part.prefixLength()))
            .toList(),
        index.unique(),
        index.method(),
        index.predicate().map(this::with),
        index.engine(),
        index.definition());
  }
}
