package io.decant.connectors.sqlite;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that make an accepted table. Keys, checks and foreign keys stand in CREATE TABLE,
 * because SQLite cannot add them later; it checks foreign keys only when asked, so a step after the
 * data asks.
 */
final class SqliteDdl {
  private static final SqliteDialect DIALECT = SqliteDialect.INSTANCE;

  private final Table table;
  private final String quoted;
  private final Optional<OwnStatement> own;

  private SqliteDdl(Table table) {
    this.table = table;
    this.quoted = DIALECT.table(table.name());
    this.own = OwnStatement.of(table);
  }

  static List<SchemaStep> steps(Table table) {
    SqliteDdl ddl = new SqliteDdl(table);
    List<SchemaStep> steps = new ArrayList<>();
    steps.add(ddl.step(Stage.TABLE, ddl.tableObjects(), ddl.createTable()));
    for (Index index : table.indexes()) {
      ObjectRef object = ddl.object(ObjectKind.INDEX, index.name());
      steps.add(ddl.step(Stage.INDEX, List.of(object), ddl.createIndex(index)));
    }
    steps.addAll(ddl.counters());
    if (!table.foreignKeys().isEmpty()) {
      List<ObjectRef> keys =
          table.foreignKeys().stream()
              .map(key -> ddl.object(ObjectKind.FOREIGN_KEY, key.name()))
              .toList();
      steps.add(ddl.step(Stage.FOREIGN_KEY, keys, "PRAGMA foreign_key_check(" + ddl.quoted + ")"));
    }
    return steps;
  }

  private SchemaStep step(Stage stage, List<ObjectRef> objects, String statement) {
    return new SchemaStep(stage, table.name(), objects, statement);
  }

  private ObjectRef object(ObjectKind kind, String name) {
    return new ObjectRef(kind, table.name(), name);
  }

  private List<ObjectRef> tableObjects() {
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(object(ObjectKind.TABLE, table.name().name()));
    for (Column column : table.columns()) {
      objects.add(object(ObjectKind.COLUMN, column.name()));
      column
          .defaultValue()
          .ifPresent(value -> objects.add(object(ObjectKind.DEFAULT, column.name())));
      column
          .generated()
          .ifPresent(value -> objects.add(object(ObjectKind.GENERATED_COLUMN, column.name())));
      if (column.identity().isPresent() && !countsOn()) {
        objects.add(object(ObjectKind.IDENTITY, column.name()));
      }
    }
    table.primaryKey().ifPresent(key -> objects.add(object(ObjectKind.PRIMARY_KEY, key.name())));
    table.uniqueKeys().forEach(key -> objects.add(object(ObjectKind.UNIQUE_KEY, key.name())));
    table.checks().forEach(check -> objects.add(object(ObjectKind.CHECK, check.name())));
    return objects;
  }

  private boolean own() {
    return table.options().contains(TableDescription.SQLITE);
  }

  /** AUTOINCREMENT: numbers are never used again. Other engines' counters all are like that. */
  private boolean countsOn() {
    return !own() || table.options().contains(TableDescription.AUTOINCREMENT);
  }

  private String createTable() {
    return own.flatMap(statement -> statement.statement(table)).orElseGet(this::madeTable);
  }

  private String madeTable() {
    List<String> parts = new ArrayList<>();
    table.columns().forEach(column -> parts.add(columnDefinition(column)));
    table
        .primaryKey()
        .filter(key -> table.columns().stream().noneMatch(c -> c.identity().isPresent()))
        .ifPresent(key -> parts.add(named(key.name()) + "PRIMARY KEY " + columns(key.columns())));
    for (Key key : table.uniqueKeys()) {
      parts.add(named(key.name()) + "UNIQUE " + columns(key.columns()));
    }
    for (Check check : table.checks()) {
      parts.add(named(check.name()) + "CHECK (" + check.expression() + ")");
    }
    table.foreignKeys().forEach(key -> parts.add(foreignKey(key)));
    List<String> options = new ArrayList<>();
    if (own() && table.options().contains(TableDescription.WITHOUT_ROWID)) {
      options.add("WITHOUT ROWID");
    }
    boolean strict = own() && table.options().contains(TableDescription.STRICT);
    if (strict && isStrict(table.columns())) {
      options.add("STRICT");
    }
    String tail = options.isEmpty() ? "" : " " + String.join(", ", options);
    return "CREATE TABLE " + quoted + " (\n  " + String.join(",\n  ", parts) + "\n)" + tail;
  }

  /** All declared types are among those that a STRICT table knows. */
  static boolean isStrict(List<Column> columns) {
    return columns.stream()
        .map(column -> column.nativeType().toUpperCase(Locale.ROOT))
        .allMatch(Set.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY")::contains);
  }

  private static String named(String name) {
    return name.isEmpty() ? "" : "CONSTRAINT " + DIALECT.quote(name) + " ";
  }

  private static String columns(List<String> names) {
    return names.stream().map(DIALECT::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  private String columnDefinition(Column column) {
    StringBuilder text = new StringBuilder(DIALECT.quote(column.name()));
    if (!column.nativeType().isEmpty()) {
      text.append(' ').append(declared(column.nativeType()));
    }
    if (column.identity().isPresent()) {
      String name = table.primaryKey().map(Key::name).orElse("");
      text.append(' ').append(named(name)).append("PRIMARY KEY");
      text.append(countsOn() ? " AUTOINCREMENT" : "");
    }
    text.append(column.nullable() || column.identity().isPresent() ? "" : " NOT NULL");
    defaultText(column).ifPresent(value -> text.append(" DEFAULT ").append(value));
    Collation collation = SqliteTypes.collationOf(column.type());
    if (!collation.name().isEmpty()) {
      text.append(" COLLATE ").append(DIALECT.quote(collation.name()));
    }
    column
        .generated()
        .ifPresent(
            each ->
                text.append(" GENERATED ALWAYS AS (")
                    .append(each.expression())
                    .append(") ")
                    .append(each.stored() ? "STORED" : "VIRTUAL"));
    if (column.type() instanceof Enumerated type) {
      String labels =
          type.labels().stream().map(DIALECT::literal).collect(Collectors.joining(", "));
      text.append(" CHECK (").append(DIALECT.quote(column.name()));
      text.append(" IN (").append(labels).append("))");
    }
    return text.toString();
  }

  /** A type's name that is more than words and numbers goes in quotes; its affinity is the same. */
  private static String declared(String type) {
    boolean plain =
        type.matches("[A-Za-z_][A-Za-z0-9_]*( [A-Za-z0-9_]+)*( ?\\([0-9 ,+-]*\\))?( [A-Za-z_]+)*");
    return plain ? type : DIALECT.quote(type);
  }

  private Optional<String> defaultText(Column column) {
    return own.isPresent()
        ? own.get().defaultText(column.name())
        : column.defaultValue().map(value -> defaultValue(value, column));
  }

  private static String defaultValue(DefaultValue value, Column column) {
    if (value instanceof Literal literal) {
      return literal(literal.text(), column);
    }
    if (value instanceof CurrentTimestamp now) {
      return switch (column.type().kind()) {
        case DATE -> "CURRENT_DATE";
        case TIME -> "CURRENT_TIME";
        case TIMESTAMP_TZ ->
            now.precision() == 0
                ? "(strftime('%Y-%m-%d %H:%M:%S+00:00', 'now'))"
                : "(strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'))";
        default ->
            now.precision() == 0
                ? "CURRENT_TIMESTAMP"
                : "(strftime('%Y-%m-%d %H:%M:%f', 'now'))"; // milliseconds are its finest
      };
    }
    return value instanceof Computed by ? "(" + by.expression() + ")" : RANDOM_UUID;
  }

  /** Version 4, as RFC 9562 lays it out. */
  private static final String RANDOM_UUID =
      "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)),"
          + " 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2)"
          + " || '-' || hex(randomblob(6))))";

  private static String literal(String text, Column column) {
    return switch (column.type().kind()) {
      case BOOLEAN -> text.equals("true") ? "1" : text.equals("false") ? "0" : text;
      case BYTES, GEOMETRY -> "x'" + text + "'";
      case INT,
          DECIMAL,
          REAL,
          CHAR,
          VARCHAR,
          TEXT,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          isNumber(text, column) ? text : DIALECT.literal(text);
    };
  }

  /** Where SQLite would make a number of the text anyway, it is written as one. */
  private static boolean isNumber(String text, Column column) {
    return switch (DeclaredType.of(column.nativeType()).affinity()) {
      case INTEGER, REAL, NUMERIC -> text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
      case TEXT, BLOB -> false;
    };
  }

  private static String foreignKey(ForeignKey key) {
    StringBuilder text = new StringBuilder(named(key.name()));
    text.append("FOREIGN KEY ").append(columns(key.columns()));
    text.append(" REFERENCES ").append(DIALECT.table(key.target()));
    text.append(' ').append(columns(key.targetColumns()));
    text.append(action(" ON DELETE ", key.onDelete()))
        .append(action(" ON UPDATE ", key.onUpdate()));
    if (key.deferrable()) {
      text.append(" DEFERRABLE INITIALLY ");
      text.append(key.initiallyDeferred() ? "DEFERRED" : "IMMEDIATE");
    }
    return text.toString();
  }

  private static String action(String when, ForeignKey.Action action) {
    return action == ForeignKey.Action.NO_ACTION ? "" : when + action.name().replace('_', ' ');
  }

  private String createIndex(Index index) {
    String parts =
        index.parts().stream()
            .map(
                part ->
                    part.expression().map(Expression::text).orElse(DIALECT.quote(part.column()))
                        + (part.descending() ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    return "CREATE "
        + (index.unique() ? "UNIQUE " : "")
        + "INDEX "
        + DIALECT.quote(index.name())
        + " ON "
        + quoted
        + " ("
        + parts
        + ")"
        + index.predicate().map(predicate -> " WHERE " + predicate).orElse("");
  }

  /** Sets the next number where SQLite keeps one, never below what the rows need. */
  private List<SchemaStep> counters() {
    List<SchemaStep> steps = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.identity().isPresent() && countsOn()) {
        long last = column.identity().get().next() - 1;
        String name = DIALECT.literal(table.name().name());
        steps.add(
            step(
                Stage.COUNTER,
                List.of(),
                "UPDATE sqlite_sequence SET seq = max(seq, " + last + ") WHERE name = " + name));
        steps.add(
            step(
                Stage.COUNTER,
                List.of(object(ObjectKind.IDENTITY, column.name())),
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %d WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)"
                    .formatted(name, last, name)));
      }
    }
    return steps;
  }
}
