package io.decant.connectors.mongodb;

import static java.util.Objects.requireNonNull;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nearest collection to a table. A table that came from MongoDB once has its old layout, which
 * its native types and options tell; any other gets a field for each column.
 */
final class MongoAcceptance {
  /** Source: manual, "MongoDB Limits and Thresholds": of database, dot and collection. */
  private static final int LONGEST_NAMESPACE = 255;

  private final Table table;
  private final boolean own;

  /** Its rows are elements, which have no indexes of their own. */
  private final boolean inArrays;

  private final int longestName;
  private final List<Remark> remarks = new ArrayList<>();

  private MongoAcceptance(Table table, String database, boolean embedded) {
    this.table = table;
    this.inArrays = embedded || Layouts.isChild(table);
    this.own = table.options().stream().anyMatch(Layouts::isLayout);
    this.longestName = LONGEST_NAMESPACE - database.getBytes(StandardCharsets.UTF_8).length - 1;
  }

  /**
   * @param embedded its rows are to lie in the documents of another table
   */
  static Acceptance of(Table table, String database, boolean embedded) {
    MongoAcceptance acceptance = new MongoAcceptance(table, database, embedded);
    return new Acceptance(acceptance.accept(), acceptance.remarks);
  }

  private Table accept() {
    requireHoldable();
    Map<String, String> paths = Paths.ofRows(table);
    List<Column> columns =
        table.columns().stream()
            .map(column -> column(column, requireNonNull(paths.get(column.name()))))
            .toList();
    table.indexes().forEach(this::index);
    table.uniqueKeys().forEach(this::uniqueKey);
    table
        .foreignKeys()
        .forEach(key -> kept(ObjectKind.FOREIGN_KEY, named(key.name(), key.columns())));
    table
        .checks()
        .forEach(
            check ->
                kept(
                    ObjectKind.CHECK,
                    check.name().isEmpty() ? check.expression().text() : check.name()));
    if (!table.comment().isEmpty()) {
      kept(ObjectKind.COMMENT, table.name().name());
    }
    return table.withOptions(options()).withColumns(columns);
  }

  private static String named(String name, List<String> columns) {
    return name.isEmpty() ? String.join(",", columns) : name;
  }

  /** Source: manual, "Naming Restrictions". */
  private Set<String> options() {
    Set<String> options = new HashSet<>(table.options());
    if (Layouts.isChild(table)) {
      return options;
    }
    options.removeIf(Layouts::isLayout);
    String name = table.name().name();
    String held = name.replace('$', '_');
    options.add(Layouts.inCollection(held));
    if (!held.equals(name)) {
      String reason = "in the collection " + held + ": a collection's name has no $";
      remark(ObjectKind.TABLE, name, Outcome.CHANGED, "COLLECTION_NAME", reason);
    }
    return options;
  }

  private void requireHoldable() {
    String name = table.name().name();
    List<String> problems = new ArrayList<>();
    if (name.startsWith("system.") || name.startsWith(Own.PREFIX)) {
      problems.add(table.name() + ": names that begin so belong to MongoDB or to Decant");
    }
    if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > longestName) {
      problems.add(table.name() + ": a collection's name has 1 to " + longestName + " bytes here");
    }
    if (!Layouts.isNameable(Layouts.path(table)) && Layouts.isChild(table)) {
      problems.add(table.name() + ": no update can name the place " + Layouts.path(table));
    }
    if (table.columns().isEmpty()) {
      problems.add(table.name() + " has no columns");
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema(
          "target mongodb:", problems, "Leave the table out with --exclude-tables, or rename it.");
    }
  }

  private Column column(Column column, String path) {
    boolean kept = own && Layouts.isBson(column);
    Column held = column;
    if (!kept) {
      AcceptedType accepted = AcceptedType.of(column.type(), isInKey(column.name()));
      held = column.withType(accepted.type()).withNativeType(word(column, accepted) + " " + path);
      renamed(column, path);
    }
    left(column);
    if (held.type().kind() == Kind.JSON && !Layouts.isText(held) && !Layouts.isPlainJson(held)) {
      // A value of BSON, and no text: the spaces between its parts are nobody's.
      held = held.withType(new LogicalType.Json(true));
    }
    return held.withGenerated(Optional.empty());
  }

  /** A NULL is a null, and no missing field: so every document shows what it could have. */
  private static String word(Column column, AcceptedType accepted) {
    return column.nullable() ? accepted.word() + "|null" : accepted.word();
  }

  private void renamed(Column column, String path) {
    if (!Paths.isInId(path) && !path.equals(column.name())) {
      String reason = "the field is called " + path + ", which is no path and no operator";
      remark(ObjectKind.COLUMN, column.name(), Outcome.CHANGED, "FIELD_NAME", reason);
    }
  }

  private void left(Column column) {
    if (column.defaultValue().isPresent()) {
      kept(ObjectKind.DEFAULT, column.name());
    }
    if (column.identity().isPresent()) {
      kept(ObjectKind.IDENTITY, column.name());
    }
    if (column.generated().isPresent()) {
      remark(
          ObjectKind.GENERATED_COLUMN,
          column.name(),
          Outcome.CHANGED,
          "GENERATED_COLUMN",
          "a plain field that keeps the values");
    }
    if (column.onUpdateNow()) {
      String reason = "MongoDB does not set a field at every update by itself";
      remark(ObjectKind.COLUMN, column.name(), Outcome.CHANGED, "ON_UPDATE_NOW", reason);
    }
    if (!column.comment().isEmpty()) {
      kept(ObjectKind.COMMENT, column.name());
    }
  }

  private boolean isInKey(String column) {
    return table.primaryKey().filter(key -> key.columns().contains(column)).isPresent()
        || table.uniqueKeys().stream().anyMatch(key -> key.columns().contains(column))
        || table.indexes().stream()
            .filter(Index::unique)
            .flatMap(index -> index.parts().stream())
            .anyMatch(part -> part.column().equals(column));
  }

  private void index(Index index) {
    IndexFit fit = IndexFit.of(index);
    if (inArrays) {
      String reason = "its rows are elements of arrays: index the array's field if queries need it";
      remark(ObjectKind.INDEX, index.name(), Outcome.SKIPPED, "EMBEDDED", reason);
      return;
    }
    if (!fit.made()) {
      remark(ObjectKind.INDEX, index.name(), Outcome.SKIPPED, "INDEX_METHOD", fit.reason());
    } else if (!fit.reason().isEmpty()) {
      remark(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "INDEX_DEFINITION", fit.reason());
    }
  }

  private void uniqueKey(Key key) {
    if (inArrays) {
      kept(ObjectKind.UNIQUE_KEY, named(key.name(), key.columns()));
      return;
    }
    if (key.deferrable()) {
      remark(
          ObjectKind.UNIQUE_KEY,
          named(key.name(), key.columns()),
          Outcome.CHANGED,
          "DEFERRABLE",
          "MongoDB checks keys at once");
    }
  }

  /** It is in the table that is remembered, and nowhere else. */
  private void kept(ObjectKind kind, String name) {
    String reason = "MongoDB has no such thing: it is remembered for a way back";
    remark(kind, name, Outcome.CHANGED, "NOT_ENFORCED", reason);
  }

  private void remark(ObjectKind kind, String name, Outcome outcome, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, table.name(), name), outcome, code, reason));
  }
}
