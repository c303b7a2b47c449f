package io.decant.connectors.mysql;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The statements that make an accepted table. The primary key comes with the table, because InnoDB
 * stores the rows in its order; so does the key of the counter, which MySQL demands.
 */
final class MySqlDdl {
  private final MySqlDialect dialect;
  private final ServerTraits traits;
  private final Table table;
  private final String name;
  private final BiConsumer<String, ForeignKeyProof> foreignKeys;
  private final List<SchemaStep> steps = new ArrayList<>();

  private MySqlDdl(
      MySqlDialect dialect,
      ServerTraits traits,
      Table table,
      BiConsumer<String, ForeignKeyProof> foreignKeys) {
    this.dialect = dialect;
    this.traits = traits;
    this.table = table;
    this.foreignKeys = foreignKeys;
    this.name = dialect.table(table.name());
  }

  /**
   * @param foreignKeys hears, for each foreign key's statement, how it can be proved beforehand
   */
  static List<SchemaStep> steps(
      MySqlDialect dialect,
      ServerTraits traits,
      Table table,
      BiConsumer<String, ForeignKeyProof> foreignKeys) {
    MySqlDdl ddl = new MySqlDdl(dialect, traits, table, foreignKeys);
    ddl.create();
    ddl.keysAndIndexes();
    ddl.checks();
    ddl.counter();
    ddl.foreignKeys();
    return ddl.steps;
  }

  private void create() {
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(ref(ObjectKind.TABLE, table.name().name()));
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(column(column, objects));
    }
    table
        .primaryKey()
        .ifPresent(
            key -> {
              lines.add("PRIMARY KEY " + dialect.columns(key.columns()));
              objects.add(ref(ObjectKind.PRIMARY_KEY, TableFit.label(key)));
            });
    for (Key key : table.uniqueKeys()) {
      if (servesTheCounter(key.columns())) {
        lines.add(unique(key));
        objects.add(ref(ObjectKind.UNIQUE_KEY, TableFit.label(key)));
      }
    }
    for (Index index : table.indexes()) {
      if (comesWithTheTable(index)) {
        lines.add(definition(index));
        objects.add(ref(ObjectKind.INDEX, index.name()));
      }
    }
    String comment = "";
    if (!table.comment().isEmpty()) {
      comment = " COMMENT=" + dialect.literal(table.comment());
      objects.add(ref(ObjectKind.COMMENT, table.name().name()));
    }
    add(
        Stage.TABLE,
        objects,
        "CREATE TABLE "
            + name
            + " (\n  "
            + String.join(",\n  ", lines)
            + "\n) ENGINE=InnoDB DEFAULT"
            + ColumnFit.clause(TableFit.collation(table, traits))
            + comment);
  }

  private String column(Column column, List<ObjectRef> objects) {
    objects.add(ref(ObjectKind.COLUMN, column.name()));
    StringBuilder text = new StringBuilder(dialect.quote(column.name()));
    text.append(' ').append(column.nativeType());
    if (column.generated().isPresent()) {
      objects.add(ref(ObjectKind.GENERATED_COLUMN, column.name()));
      text.append(" GENERATED ALWAYS AS (").append(column.generated().get().expression());
      text.append(column.generated().get().stored() ? ") STORED" : ") VIRTUAL");
    } else {
      // A TIMESTAMP without NULL would get a default and an update rule that nobody asked for.
      text.append(column.nullable() ? " NULL" : " NOT NULL");
      column
          .defaultValue()
          .ifPresent(
              value -> {
                objects.add(ref(ObjectKind.DEFAULT, column.name()));
                text.append(" DEFAULT ").append(Defaults.render(value, column));
              });
      if (column.onUpdateNow()) {
        text.append(" ON UPDATE CURRENT_TIMESTAMP").append(digits(column.nativeType()));
      }
      if (column.identity().isPresent()) {
        objects.add(ref(ObjectKind.IDENTITY, column.name()));
        text.append(" AUTO_INCREMENT");
      }
    }
    if (!column.comment().isEmpty()) {
      objects.add(ref(ObjectKind.COMMENT, column.name()));
      text.append(" COMMENT ").append(dialect.literal(column.comment()));
    }
    return text.toString();
  }

  private static String digits(String nativeType) {
    int open = nativeType.indexOf('(');
    return open < 0 ? "" : nativeType.substring(open);
  }

  private void keysAndIndexes() {
    for (Key key : table.uniqueKeys()) {
      if (!servesTheCounter(key.columns())) {
        add(
            Stage.KEY,
            List.of(ref(ObjectKind.UNIQUE_KEY, TableFit.label(key))),
            "ALTER TABLE " + name + " ADD " + unique(key));
      }
    }
    for (Index index : table.indexes()) {
      if (!comesWithTheTable(index)) {
        add(
            Stage.INDEX,
            List.of(ref(ObjectKind.INDEX, index.name())),
            "ALTER TABLE " + name + " ADD " + definition(index));
      }
    }
  }

  /** All in one statement, because the server copies the table for each statement with a check. */
  private void checks() {
    List<ObjectRef> objects = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (Check check : table.checks()) {
      String expression = check.expression().text();
      String label = check.name().isEmpty() ? expression : check.name();
      String constraint =
          check.name().isEmpty() ? "" : "CONSTRAINT " + dialect.quote(check.name()) + " ";
      objects.add(ref(ObjectKind.CHECK, label));
      added.add("ADD " + constraint + "CHECK (" + expression + ")");
    }
    if (!added.isEmpty()) {
      add(Stage.CHECK, objects, "ALTER TABLE " + name + " " + String.join(", ", added));
    }
  }

  /** InnoDB raises the number by itself where the data is ahead of it. */
  private void counter() {
    for (Column column : table.columns()) {
      column
          .identity()
          .ifPresent(
              identity ->
                  add(
                      Stage.COUNTER,
                      List.of(ref(ObjectKind.IDENTITY, column.name())),
                      "ALTER TABLE " + name + " AUTO_INCREMENT = " + identity.next()));
    }
  }

  private void foreignKeys() {
    for (ForeignKey key : table.foreignKeys()) {
      String constraint =
          key.name().isEmpty() ? "" : "CONSTRAINT " + dialect.quote(key.name()) + " ";
      String label = key.name().isEmpty() ? String.join(",", key.columns()) : key.name();
      String statement =
          "ALTER TABLE "
              + name
              + " ADD "
              + constraint
              + "FOREIGN KEY "
              + dialect.columns(key.columns())
              + " REFERENCES "
              + dialect.table(key.target())
              + " "
              + dialect.columns(key.targetColumns())
              + " ON DELETE "
              + action(key.onDelete())
              + " ON UPDATE "
              + action(key.onUpdate());
      add(Stage.FOREIGN_KEY, List.of(ref(ObjectKind.FOREIGN_KEY, label)), statement);
      foreignKeys.accept(statement, ForeignKeyProof.of(dialect, table.name(), key));
    }
  }

  private static String action(ForeignKey.Action action) {
    return action.name().replace('_', ' ');
  }

  private String unique(Key key) {
    String label = key.name().isEmpty() ? "" : dialect.quote(key.name()) + " ";
    return "UNIQUE KEY " + label + dialect.columns(key.columns());
  }

  private String definition(Index index) {
    String parts =
        index.parts().stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
    if (IndexFit.isPrimaryKey(index)) {
      return "PRIMARY KEY " + parts;
    }
    String kind =
        switch (index.method()) {
          case "fulltext" -> "FULLTEXT KEY ";
          case "spatial" -> "SPATIAL KEY ";
          default -> index.unique() ? "UNIQUE KEY " : "KEY ";
        };
    String label = index.name().isEmpty() ? "" : dialect.quote(index.name()) + " ";
    return kind + label + parts;
  }

  private String part(Index.Part part) {
    String text = part.expression().map(by -> "(" + by + ")").orElse(dialect.quote(part.column()));
    return text
        + (part.prefixLength() > 0 ? "(" + part.prefixLength() + ")" : "")
        + (part.descending() ? " DESC" : "");
  }

  private boolean comesWithTheTable(Index index) {
    return IndexFit.isPrimaryKey(index) || servesTheCounter(index);
  }

  private boolean servesTheCounter(Index index) {
    return index.parts().stream().noneMatch(p -> p.isExpression() || p.prefixLength() > 0)
        && servesTheCounter(index.parts().stream().map(Index.Part::column).toList());
  }

  private boolean servesTheCounter(List<String> columns) {
    return table.column(columns.get(0)).identity().isPresent()
        && !table.primaryKey().map(key -> key.columns().get(0)).equals(Optional.of(columns.get(0)));
  }

  private ObjectRef ref(ObjectKind kind, String object) {
    return new ObjectRef(kind, table.name(), object);
  }

  private void add(Stage stage, List<ObjectRef> objects, String statement) {
    steps.add(new SchemaStep(stage, table.name(), objects, statement));
  }
}
