package io.decant.engine.assess;

import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Conversions;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the plan as it is tried out: with the same columns, keys and indexes, and with nothing
 * that would be made outside of the table itself (types of its own, counters, references).
 *
 * @param conversions one for each of the plan's read columns
 */
record TrialTable(TablePlan plan, Table target, List<ColumnConversion> conversions) {
  TrialTable {
    conversions = List.copyOf(conversions);
  }

  /**
   * @param limits of the target's values
   * @throws UnsupportedSchema there is no such table without them
   */
  static TrialTable of(TablePlan plan, TableName name, TargetSchema schema, TargetLimits limits) {
    List<Column> columns = plan.writtenColumns().stream().map(TrialTable::plain).toList();
    List<String> names = columns.stream().map(Column::name).toList();
    Table wanted =
        new Table(
            name,
            columns,
            plan.target()
                .primaryKey()
                .filter(key -> names.containsAll(key.columns()))
                .map(TrialTable::unnamed),
            plan.target().uniqueKeys().stream()
                .filter(key -> names.containsAll(key.columns()))
                .map(TrialTable::unnamed)
                .toList(),
            indexes(plan.target(), name, Set.copyOf(names)),
            List.of(),
            List.of(),
            "",
            plan.source().statistics(),
            plan.target().options());
    Table target = schema.accept(wanted).table();
    List<ColumnConversion> conversions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      LogicalType to = target.storedColumns().get(i).type();
      conversions.add(
          to.equals(plan.writtenColumns().get(i).type())
              ? plan.conversions().get(i)
              : Conversions.between(
                      plan.readColumns().get(i).type(), to, limits, ValuePolicies.DEFAULTS, true)
                  .orElseThrow(
                      () -> new UnsupportedSchema(name.toString(), List.of(to.toString()), "")));
    }
    return new TrialTable(plan, target, conversions);
  }

  private static Column plain(Column column) {
    Column plain =
        column
            .withDefaultValue(Optional.empty())
            .withIdentity(Optional.empty())
            .withGenerated(Optional.empty())
            .withOnUpdateNow(false)
            .withComment("");
    boolean ownType =
        column.type() instanceof Enumerated
            || (column.type() instanceof ArrayOf array && array.element() instanceof Enumerated);
    return ownType
        ? Column.of(column.name(), Text.UNLIMITED).withNullable(column.nullable())
        : plain;
  }

  private static Key unnamed(Key key) {
    return Key.of("", key.columns());
  }

  /** Where tables share the names of indexes, these may not be those that will be made. */
  private static List<Index> indexes(Table table, TableName name, Set<String> columns) {
    List<Index> indexes = new ArrayList<>();
    for (Index index : table.indexes()) {
      boolean plain =
          index.parts().stream()
              .allMatch(part -> !part.isExpression() && columns.contains(part.column()));
      if (plain && index.predicate().isEmpty()) {
        indexes.add(
            new Index(
                name.name() + "_" + indexes.size(),
                index.parts(),
                index.unique(),
                index.method(),
                index.predicate(),
                index.engine(),
                index.definition()));
      }
    }
    return indexes;
  }
}
