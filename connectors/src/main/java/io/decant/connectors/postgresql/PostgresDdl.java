package io.decant.connectors.postgresql;

import static io.decant.connectors.spi.SchemaStep.Stage;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make an accepted table. */
final class PostgresDdl {
  private static final PostgresDialect DIALECT = PostgresDialect.INSTANCE;

  private final Table table;
  private final String name;
  private final List<SchemaStep> steps = new ArrayList<>();

  private PostgresDdl(Table table) {
    this.table = table;
    this.name = DIALECT.table(table.name());
  }

  static List<SchemaStep> steps(Table accepted) {
    PostgresDdl ddl = new PostgresDdl(accepted);
    ddl.namespace();
    ddl.types();
    ddl.table();
    ddl.keys();
    ddl.indexes();
    ddl.checks();
    ddl.counters();
    ddl.foreignKeys();
    ddl.comments();
    return ddl.steps;
  }

  private void namespace() {
    String schema = PostgresDialect.schema(table.name());
    if (!schema.equals(PostgresDialect.DEFAULT_SCHEMA)) {
      step(Stage.NAMESPACE, "CREATE SCHEMA IF NOT EXISTS " + DIALECT.quote(schema));
    }
  }

  /** The quoted and qualified name of the enum that a type is or is an array of; else empty. */
  static String enumName(TableName table, LogicalType type) {
    LogicalType element = type instanceof ArrayOf array ? array.element() : type;
    return element instanceof Enumerated labels
        ? DIALECT.quote(PostgresDialect.schema(table)) + "." + DIALECT.quote(labels.name())
        : "";
  }

  private void types() {
    for (Column column : table.columns()) {
      String type = enumName(table.name(), column.type());
      LogicalType element =
          column.type() instanceof ArrayOf array ? array.element() : column.type();
      if (element instanceof Enumerated labels) {
        step(Stage.TYPE, createEnum(type, labels.labels()));
      }
    }
  }

  static String createEnum(String quotedName, List<String> labels) {
    return "CREATE TYPE "
        + quotedName
        + " AS ENUM ("
        + labels.stream().map(DIALECT::literal).collect(Collectors.joining(", "))
        + ")";
  }

  private void table() {
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
    }
    String columns =
        table.columns().stream().map(this::definition).collect(Collectors.joining(",\n  "));
    String body = columns.isEmpty() ? " ()" : " (\n  " + columns + "\n)";
    steps.add(new SchemaStep(Stage.TABLE, table.name(), objects, "CREATE TABLE " + name + body));
  }

  private String definition(Column column) {
    StringBuilder sql = new StringBuilder(DIALECT.quote(column.name())).append(' ');
    sql.append(
        column.nativeType().equals(PostgresTypes.OID)
            ? PostgresTypes.OID
            : PostgresTypes.toNative(column.type(), enumName(table.name(), column.type())));
    column
        .generated()
        .ifPresent(
            by -> sql.append(" GENERATED ALWAYS AS (").append(by.expression()).append(") STORED"));
    column
        .defaultValue()
        .flatMap(value -> AcceptedDefault.sql(value, column.type()))
        .ifPresent(value -> sql.append(" DEFAULT ").append(value));
    if (!column.nullable()) {
      sql.append(" NOT NULL");
    }
    column.identity().ifPresent(identity -> sql.append(identity(identity)));
    return sql.toString();
  }

  private static String identity(Identity identity) {
    String kind = identity.always() ? "ALWAYS" : "BY DEFAULT";
    String increment =
        identity.increment() == 1
            ? ""
            : " (INCREMENT BY " + identity.increment() + downwards(identity) + ")";
    return " GENERATED " + kind + " AS IDENTITY" + increment;
  }

  /** By itself a descending sequence would begin at -1 and never be above. */
  private static String downwards(Identity identity) {
    return identity.increment() > 0
        ? ""
        : " MAXVALUE "
            + Math.max(-1, identity.next())
            + " START WITH "
            + Math.max(-1, identity.next());
  }

  private void keys() {
    table.primaryKey().ifPresent(key -> key(ObjectKind.PRIMARY_KEY, "PRIMARY KEY", key));
    for (Key key : table.uniqueKeys()) {
      key(ObjectKind.UNIQUE_KEY, key.nullsEqual() ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE", key);
    }
  }

  private void key(ObjectKind kind, String words, Key key) {
    constraint(
        Stage.KEY,
        kind,
        key.name(),
        words
            + " ("
            + DIALECT.quoteAll(key.columns())
            + ")"
            + (key.deferrable() ? " DEFERRABLE" : "")
            + (key.initiallyDeferred() ? " INITIALLY DEFERRED" : ""));
  }

  private void indexes() {
    for (Index index : table.indexes()) {
      step(
          Stage.INDEX,
          "CREATE "
              + (index.unique() ? "UNIQUE " : "")
              + "INDEX "
              + DIALECT.quote(index.name())
              + " ON "
              + name
              + " "
              + (index.definition().isEmpty() ? definition(index) : index.definition()),
          object(ObjectKind.INDEX, index.name()));
    }
  }

  private static String definition(Index index) {
    String parts = index.parts().stream().map(PostgresDdl::part).collect(Collectors.joining(", "));
    return (index.method().equals("btree") ? "" : "USING " + index.method() + " ")
        + "("
        + parts
        + ")"
        + index.predicate().map(sql -> " WHERE " + sql).orElse("");
  }

  private static String part(Index.Part part) {
    String what = part.expression().map(Expression::text).orElse(DIALECT.quote(part.column()));
    return part.descending() ? what + " DESC" : what;
  }

  private void checks() {
    for (Check check : table.checks()) {
      constraint(Stage.CHECK, ObjectKind.CHECK, check.name(), "CHECK (" + check.expression() + ")");
    }
  }

  private void counters() {
    for (Column column : table.columns()) {
      column
          .identity()
          .ifPresent(
              identity ->
                  step(
                      Stage.COUNTER,
                      counter(column, identity),
                      object(ObjectKind.IDENTITY, column.name())));
    }
  }

  /** The next number is the source's, or the one after the largest where the data needs it. */
  private String counter(Column column, Identity identity) {
    int bits = column.type() instanceof Int number ? number.bits() : Long.SIZE;
    boolean up = identity.increment() > 0;
    long last = (up ? Long.MAX_VALUE : Long.MIN_VALUE) >> (Long.SIZE - bits);
    String quoted = DIALECT.quote(column.name());
    String next = Long.toString(up ? Math.max(1, identity.next()) : Math.max(-1, identity.next()));
    String extreme = (up ? "max(" : "min(") + quoted + ")::numeric " + (up ? "+ 1" : "- 1");
    String further = up ? "greatest" : "least";
    String bounded = (up ? "least" : "greatest") + "(n, " + last + ")::bigint";
    return "SELECT setval(pg_get_serial_sequence("
        + DIALECT.literal(name)
        + ", "
        + DIALECT.literal(column.name())
        + "), "
        + bounded
        + ", n "
        + (up ? ">" : "<")
        + " "
        + last
        + ") FROM (SELECT "
        + further
        + "("
        + next
        + ", "
        + extreme
        + ") AS n FROM "
        + name
        + ") AS s";
  }

  private void foreignKeys() {
    for (ForeignKey key : table.foreignKeys()) {
      String words =
          "FOREIGN KEY ("
              + DIALECT.quoteAll(key.columns())
              + ") REFERENCES "
              + DIALECT.table(key.target())
              + (key.targetColumns().isEmpty()
                  ? ""
                  : " (" + DIALECT.quoteAll(key.targetColumns()) + ")")
              + (key.fullMatch() ? " MATCH FULL" : "")
              + action(" ON DELETE ", key.onDelete())
              + action(" ON UPDATE ", key.onUpdate())
              + (key.deferrable() ? " DEFERRABLE" : "")
              + (key.initiallyDeferred() ? " INITIALLY DEFERRED" : "")
              + (key.validated() ? "" : PostgresSink.NOT_VALID);
      constraint(Stage.FOREIGN_KEY, ObjectKind.FOREIGN_KEY, key.name(), words);
    }
  }

  private static String action(String words, ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> "";
      case RESTRICT -> words + "RESTRICT";
      case CASCADE -> words + "CASCADE";
      case SET_NULL -> words + "SET NULL";
      case SET_DEFAULT -> words + "SET DEFAULT";
    };
  }

  private void comments() {
    if (!table.comment().isEmpty()) {
      comment("TABLE " + name, table.comment(), table.name().name());
    }
    for (Column column : table.columns()) {
      if (!column.comment().isEmpty()) {
        comment(
            "COLUMN " + name + "." + DIALECT.quote(column.name()), column.comment(), column.name());
      }
    }
  }

  private void comment(String what, String text, String object) {
    step(
        Stage.COMMENT,
        "COMMENT ON " + what + " IS " + DIALECT.literal(text),
        object(ObjectKind.COMMENT, object));
  }

  private void constraint(Stage stage, ObjectKind kind, String constraint, String words) {
    step(
        stage,
        "ALTER TABLE " + name + " ADD CONSTRAINT " + DIALECT.quote(constraint) + " " + words,
        object(kind, constraint));
  }

  private void step(Stage stage, String statement, ObjectRef... objects) {
    steps.add(new SchemaStep(stage, table.name(), List.of(objects), statement));
  }

  private ObjectRef object(ObjectKind kind, String object) {
    return new ObjectRef(kind, table.name(), object);
  }
}
