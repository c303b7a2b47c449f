package io.decant.engine.plan;

import io.decant.converter.convert.Conversions;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.engine.discover.Discovered;
import io.decant.engine.discover.Homecoming;
import io.decant.engine.discover.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Wants the types that columns had in the engine they go back to, where neither the user nor the
 * source has changed them since.
 */
final class OldTypes {
  private OldTypes() {}

  /**
   * @param chosen the tables found, in their order, as the user wants them
   */
  static List<Table> of(Discovered found, List<Table> chosen, ValuePolicies policies) {
    List<Table> wanted = new ArrayList<>();
    for (Table table : chosen) {
      Origin origin = found.origins().get(table.name());
      wanted.add(
          origin == null
              ? table
              : table.withColumns(
                  table.columns().stream()
                      .map(column -> column(column, origin, policies))
                      .toList()));
    }
    return wanted;
  }

  private static Column column(Column column, Origin origin, ValuePolicies policies) {
    if (column.nativeType().equals(Column.AS_ASKED)) {
      return column;
    }
    Optional<LogicalType> before =
        Homecoming.typeBefore(column, origin)
            .filter(
                type ->
                    Conversions.between(
                            column.type(), type, TargetLimits.NONE, policies, column.nullable())
                        .isPresent());
    String words = Homecoming.nativeTypeBefore(column, origin);
    boolean same = before.filter(column.type()::equals).isPresent();
    if (before.isEmpty() || (same && words.equalsIgnoreCase(column.nativeType()))) {
      return column;
    }
    return column
        .withType(before.get())
        .withNativeType(words)
        .withDefaultValue(
            column.defaultValue().map(value -> TypeChoices.inWords(value, before.get())))
        .withEvidence("was " + words + " in the database that it came from");
  }
}
