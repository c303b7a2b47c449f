package io.decant.connectors.redis;

import io.decant.connectors.redis.Layout.Part;
import io.decant.connectors.redis.Layout.Slot;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a table Redis can hold: rows and their key. Values of every type have a spelling, and the
 * schema is remembered beside them with all that belongs to it, so that it comes home; each thing
 * that nothing in the server watches over is said.
 */
final class RedisAcceptance {
  private final Table table;

  /** Whether the rows were values of Redis once, and become what they were. */
  private final boolean home;

  private final List<Remark> remarks = new ArrayList<>();

  private RedisAcceptance(Table table, boolean home) {
    this.home = home;
    this.table = table;
  }

  /**
   * @param json whether rows are to be JSON; empty where the table itself may say
   * @param numbered whether the target has several databases, so that one may be told
   */
  static Acceptance of(Table table, Optional<Boolean> json, boolean numbered) {
    Optional<Keys> keys = Layout.of(table).keys();
    Set<String> options =
        keys.map(k -> numbered ? k : k.anywhere())
            .map(Keys::options)
            .orElseGet(() -> json.orElse(JsonRow.is(table)) ? Set.of(JsonRow.OPTION) : Set.of());
    return new RedisAcceptance(table, keys.isPresent()).answer(options);
  }

  private Acceptance answer(Set<String> options) {
    if (table.name().name().isEmpty() || table.columns().isEmpty()) {
      throw new UnsupportedSchema(
          "target redis:", List.of(table.name() + " has no name or no columns"), "Leave it out.");
    }
    List<Column> columns = table.columns().stream().map(this::column).toList();
    table
        .uniqueKeys()
        .forEach(key -> remembered(ObjectKind.UNIQUE_KEY, named(key.name(), key.columns())));
    table.indexes().forEach(index -> remembered(ObjectKind.INDEX, index.name()));
    table
        .foreignKeys()
        .forEach(key -> remembered(ObjectKind.FOREIGN_KEY, named(key.name(), key.columns())));
    table.checks().forEach(check -> remembered(ObjectKind.CHECK, check.name()));
    Table accepted = table.withColumns(columns).withOptions(options);
    return new Acceptance(accepted, remarks);
  }

  private static String named(String name, List<String> columns) {
    return name.isEmpty() ? String.join(",", columns) : name;
  }

  private Column column(Column column) {
    column.defaultValue().ifPresent(unused -> remembered(ObjectKind.DEFAULT, column.name()));
    column.identity().ifPresent(unused -> remembered(ObjectKind.IDENTITY, column.name()));
    if (column.generated().isPresent()) {
      changed(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          "STORED_VALUE",
          "holds the values that it had; Redis computes none");
    }
    Column plain = column.withGenerated(Optional.empty());
    if (home && column.type().kind() == LogicalType.Kind.JSON && isMadeOfParts(column)) {
      // Pairs of a name and a value, and no text: the spaces between them are nobody's.
      return plain.withType(new LogicalType.Json(true));
    }
    return home ? plain : plain.withNativeType(column.type().toString());
  }

  private static boolean isMadeOfParts(Column column) {
    return Slot.parse(column.nativeType())
        .filter(slot -> slot.part() == Part.ENTRY_FIELDS || slot.part() == Part.EXTRA)
        .isPresent();
  }

  private void remembered(ObjectKind kind, String name) {
    if (home && kind == ObjectKind.UNIQUE_KEY) {
      return; // what tells the elements of a value apart, and Redis sees to that
    }
    changed(
        kind,
        name,
        "NOT_ENFORCED",
        "Redis enforces and builds nothing: it is remembered for a way back");
  }

  private void changed(ObjectKind kind, String name, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, table.name(), name), Outcome.CHANGED, code, reason));
  }
}
