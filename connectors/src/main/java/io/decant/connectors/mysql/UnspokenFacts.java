package io.decant.connectors.mysql;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a MySQL table is that no other database's table is, told as remarks. */
final class UnspokenFacts {
  static final String PARTITIONED = "partitioned";
  static final String VERSIONED = "system-versioned";
  static final String HIDDEN_INDEX = "invisible-index=";
  static final String STORAGE = "engine=";
  static final String PERIOD = "period=";
  static final String WITHOUT_OVERLAPS = "without-overlaps=";
  static final String INVISIBLE_COLUMN = "an invisible column";

  /** Storage engines whose tables take part in a transaction's view. */
  private static final Set<String> GUARDED = Set.of("InnoDB", "ROCKSDB", "TokuDB", "ndbcluster");

  private final Table table;
  private final List<Remark> remarks = new ArrayList<>();

  private UnspokenFacts(Table table) {
    this.table = table;
  }

  /** Whether an option names a storage engine without transactions. */
  static boolean isUnguarded(String option) {
    return option.startsWith(STORAGE) && !GUARDED.contains(option.substring(STORAGE.length()));
  }

  static List<Remark> of(Table table) {
    UnspokenFacts facts = new UnspokenFacts(table);
    facts.table();
    table.columns().forEach(facts::column);
    return List.copyOf(facts.remarks);
  }

  private void table() {
    String name = table.name().name();
    if (table.options().contains(PARTITIONED)) {
      changed(ObjectKind.TABLE, name, "PARTITIONS", "all rows in one table without partitions");
    }
    if (table.options().contains(VERSIONED)) {
      changed(ObjectKind.TABLE, name, "SYSTEM_VERSIONED", "the rows of now, without their history");
    }
    each(
        HIDDEN_INDEX,
        index ->
            changed(
                ObjectKind.INDEX,
                index,
                "INVISIBLE_INDEX",
                "used by the target, which knows no invisible indexes"));
    each(
        PERIOD,
        period ->
            changed(
                ObjectKind.CHECK,
                period,
                "PERIOD",
                "a check that it begins before it ends; changes FOR PORTION OF it have no meaning"));
    each(WITHOUT_OVERLAPS, this::key);
  }

  private void key(String name) {
    changed(
        name.equals("PRIMARY") ? ObjectKind.PRIMARY_KEY : ObjectKind.UNIQUE_KEY,
        name,
        "WITHOUT_OVERLAPS",
        "a unique key of the bounds, which lets periods overlap");
  }

  /** What stands behind the sign in the options that begin with it. */
  private void each(String sign, Consumer<String> told) {
    table.options().stream()
        .filter(option -> option.startsWith(sign))
        .map(option -> option.substring(sign.length()))
        .sorted()
        .forEach(told);
  }

  private void column(Column column) {
    if (NativeType.parse(column.nativeType()).zerofill()) {
      changed(
          ObjectKind.COLUMN,
          column.name(),
          "ZEROFILL",
          "the number alone; the zeros shown in front of it are no part of it");
    }
    if (column.nativeType().equals("tinyint(1)")
        && column.type() instanceof Int
        && !column.evidence().isEmpty()) {
      changed(ObjectKind.COLUMN, column.name(), "TINYINT1_NOT_BOOLEAN", column.evidence());
    }
    if (column.evidence().equals(CatalogGaps.UNKNOWN_LABELS)) {
      changed(ObjectKind.COLUMN, column.name(), "ENUM_LABEL_UNKNOWN", column.evidence());
    }
    if (column.evidence().equals(INVISIBLE_COLUMN)) {
      changed(
          ObjectKind.COLUMN,
          column.name(),
          "INVISIBLE_COLUMN",
          "a visible column: SELECT * shows it now");
    }
  }

  private void changed(ObjectKind kind, String name, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, table.name(), name), Outcome.CHANGED, code, reason));
  }
}
