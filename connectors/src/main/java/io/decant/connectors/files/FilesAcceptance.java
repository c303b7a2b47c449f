package io.decant.connectors.files;

import io.decant.connectors.documents.Layout;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes every table as it is. What a database would enforce or build, the manifest remembers, so
 * that it comes home; each such thing is said.
 */
final class FilesAcceptance {
  private FilesAcceptance() {}

  static Acceptance of(Table table) {
    // Where columns stand in documents is remembered too: so documents can be made of them again.
    List<Column> columns =
        Layout.isIn(table)
            ? table.columns()
            : table.columns().stream()
                .map(column -> column.withNativeType(column.type().toString()))
                .toList();
    List<Remark> remarks = new ArrayList<>();
    for (ObjectRef object : objects(table)) {
      switch (object.kind()) {
        case PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY, CHECK ->
            remarks.add(remembered(object, "NOT_ENFORCED", "files enforce nothing"));
        case INDEX -> remarks.add(remembered(object, "NOT_BUILT", "files have no indexes"));
        default -> {
          // columns, defaults and comments are words in any case
        }
      }
    }
    return new Acceptance(table.withColumns(columns), remarks);
  }

  private static Remark remembered(ObjectRef object, String code, String why) {
    return new Remark(
        object, Outcome.CHANGED, code, why + ": the manifest remembers it for a way back");
  }

  /** Everything that the manifest tells of a table. */
  static List<ObjectRef> objects(Table table) {
    List<ObjectRef> objects = new ArrayList<>();
    add(objects, table, ObjectKind.TABLE, table.name().name());
    for (Column column : table.columns()) {
      add(objects, table, ObjectKind.COLUMN, column.name());
      column
          .defaultValue()
          .ifPresent(value -> add(objects, table, ObjectKind.DEFAULT, column.name()));
      column
          .identity()
          .ifPresent(identity -> add(objects, table, ObjectKind.IDENTITY, column.name()));
      column
          .generated()
          .ifPresent(value -> add(objects, table, ObjectKind.GENERATED_COLUMN, column.name()));
    }
    table.primaryKey().ifPresent(key -> add(objects, table, ObjectKind.PRIMARY_KEY, name(key)));
    table.uniqueKeys().forEach(key -> add(objects, table, ObjectKind.UNIQUE_KEY, name(key)));
    table.indexes().forEach(index -> add(objects, table, ObjectKind.INDEX, index.name()));
    for (ForeignKey key : table.foreignKeys()) {
      add(objects, table, ObjectKind.FOREIGN_KEY, named(key.name(), key.columns()));
    }
    table.checks().forEach(check -> add(objects, table, ObjectKind.CHECK, check.name()));
    return objects;
  }

  private static void add(List<ObjectRef> objects, Table table, ObjectKind kind, String name) {
    objects.add(new ObjectRef(kind, table.name(), name));
  }

  private static String name(Key key) {
    return named(key.name(), key.columns());
  }

  /** A key without a name is called by its columns. */
  private static String named(String name, List<String> columns) {
    return name.isEmpty() ? String.join(",", columns) : name;
  }
}
