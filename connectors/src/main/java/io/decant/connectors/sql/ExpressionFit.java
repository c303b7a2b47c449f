package io.decant.connectors.sql;

import io.decant.connectors.sql.Expressions.Rendering;
import io.decant.connectors.sql.ValueType.Kind;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The expressions of a table that a sink is asked for, in the sink's own words. */
public final class ExpressionFit {
  private final Grammar own;
  private final String engine;
  private final Table asked;
  private final List<Column> accepted;
  private final Function<LogicalType, ValueType> types;

  /**
   * @param accepted the columns as they will be, in the order of those asked for
   * @param types what is certain of the values of a column here
   */
  public ExpressionFit(
      Grammar own,
      String engine,
      Table asked,
      List<Column> accepted,
      Function<LogicalType, ValueType> types) {
    this.own = own;
    this.engine = engine;
    this.asked = asked;
    this.accepted = List.copyOf(accepted);
    this.types = types;
  }

  /**
   * An answer.
   *
   * @param expression empty when it is not certain that it would mean the same
   * @param reason why it is empty; else empty itself
   * @param doubts what is otherwise all the same, in words for the report
   */
  public record Fitted(Optional<Expression> expression, String reason, Set<String> doubts) {}

  /** A default for a column, which names no columns. */
  public static Optional<Expression> constant(
      Grammar own, String engine, Expression expression, ValueType type) {
    Scope none = new Scope(List.of(), Optional.empty());
    return expression.isOf(engine)
        ? Optional.of(expression)
        : Expressions.rendered(own, expression, none, Optional.of(type.kind()))
            .text()
            .map(text -> Expression.of(engine, text));
  }

  /** A condition. */
  public Fitted condition(Expression expression) {
    return fit(expression, Optional.of(Kind.BOOLEAN));
  }

  /** A value of any kind. */
  public Fitted value(Expression expression) {
    return fit(expression, Optional.empty());
  }

  /** A value for a column. */
  public Fitted value(Expression expression, LogicalType type) {
    return fit(expression, Optional.of(types.apply(type).kind()));
  }

  /** Whether the fitted expression speaks of one of these columns of the target. */
  public boolean names(Expression fitted, Collection<String> columns) {
    return Expressions.names(own, fitted.text()).stream()
        .anyMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
  }

  private Fitted fit(Expression expression, Optional<Kind> kind) {
    Rendering rendering =
        expression.isOf(engine)
            ? Expressions.renamed(own, expression.text(), names(expression))
            : Expressions.rendered(own, expression, scope(expression), kind);
    boolean same = rendering.text().equals(Optional.of(expression.text()));
    return new Fitted(
        rendering
            .text()
            .map(
                text ->
                    same && expression.isOf(engine) && expression.renames().isEmpty()
                        ? expression
                        : Expression.of(engine, text)),
        rendering.reason(),
        rendering.doubts());
  }

  /** From the names that the expression uses to those of the target. */
  private Map<String, String> names(Expression expression) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < accepted.size(); i++) {
      String name = asked.columns().get(i).name();
      names.put(used(expression, name), accepted.get(i).name());
    }
    return names;
  }

  private static String used(Expression expression, String name) {
    return expression.renames().entrySet().stream()
        .filter(each -> each.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  private Scope scope(Expression expression) {
    List<Column> used =
        asked.columns().stream()
            .map(column -> column.withName(used(expression, column.name())))
            .toList();
    return Scope.of(asked.withColumns(used), accepted, types);
  }
}
