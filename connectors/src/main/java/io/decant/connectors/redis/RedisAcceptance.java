package io.decant.connectors.redis;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a table Redis can hold: rows and their key. Values of every type have a spelling, and the
 * schema is remembered beside them; nothing in the server watches over constraints.
 */
final class RedisAcceptance {
  private final Table table;
  private final List<Remark> remarks = new ArrayList<>();

  private RedisAcceptance(Table table) {
    this.table = table;
  }

  static Acceptance of(Table table) {
    return new RedisAcceptance(table).answer();
  }

  private Acceptance answer() {
    if (table.name().name().isEmpty() || table.columns().isEmpty()) {
      throw new UnsupportedSchema(
          "target redis:", List.of(table.name() + " has no name or no columns"), "Leave it out.");
    }
    List<Column> columns = table.columns().stream().map(this::column).toList();
    table
        .uniqueKeys()
        .forEach(key -> skip(ObjectKind.UNIQUE_KEY, label(key), "Redis has no unique keys"));
    table.indexes().forEach(index -> skip(ObjectKind.INDEX, index.name(), "Redis has no indexes"));
    table
        .foreignKeys()
        .forEach(
            key ->
                skip(
                    ObjectKind.FOREIGN_KEY,
                    key.name().isEmpty() ? String.join(", ", key.columns()) : key.name(),
                    "Redis has no foreign keys"));
    table
        .checks()
        .forEach(
            check ->
                skip(
                    ObjectKind.CHECK,
                    check.name().isEmpty() ? check.expression().text() : check.name(),
                    "Redis has no checks"));
    Table accepted =
        table
            .withColumns(columns)
            .withPrimaryKey(table.primaryKey().map(key -> Key.of("", key.columns())))
            .withUniqueKeys(List.of())
            .withIndexes(List.of())
            .withForeignKeys(List.of())
            .withChecks(List.of())
            .withOptions(Set.of());
    return new Acceptance(accepted, remarks);
  }

  private static String label(Key key) {
    return key.name().isEmpty() ? String.join(", ", key.columns()) : key.name();
  }

  private Column column(Column column) {
    if (column.defaultValue().isPresent()) {
      skip(ObjectKind.DEFAULT, column.name(), "Redis has no defaults");
    }
    if (column.identity().isPresent()) {
      skip(ObjectKind.IDENTITY, column.name(), "Redis numbers no rows by itself");
    }
    if (column.generated().isPresent()) {
      remarks.add(
          new Remark(
              new ObjectRef(ObjectKind.GENERATED_COLUMN, table.name(), column.name()),
              Outcome.CHANGED,
              "STORED_VALUE",
              "holds the values that it had; Redis computes none"));
    }
    return column
        .withNativeType(column.type().toString())
        .withDefaultValue(Optional.empty())
        .withIdentity(Optional.empty())
        .withGenerated(Optional.empty())
        .withOnUpdateNow(false);
  }

  private void skip(ObjectKind kind, String name, String reason) {
    remarks.add(
        new Remark(
            new ObjectRef(kind, table.name(), name), Outcome.SKIPPED, "NOT_IN_REDIS", reason));
  }
}
