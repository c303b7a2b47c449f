package io.decant.connectors.mongodb;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What makes an accepted table, as commands that MongoDB's shell can run too. */
final class MongoDdl {
  private static final String BEGIN = "db.runCommand(";
  private static final String END = ")";

  private final Table table;
  private final String collection;

  MongoDdl(Table table) {
    this.table = table;
    this.collection = Layouts.isChild(table) ? Arrays.waiting(table) : Layouts.collection(table);
  }

  List<SchemaStep> steps() {
    List<SchemaStep> steps = new ArrayList<>();
    BsonDocument create = new BsonDocument("create", new BsonString(collection));
    steps.add(new SchemaStep(Stage.TABLE, table.name(), tableObjects(), statement(create)));
    if (Layouts.isChild(table)) {
      steps.add(new SchemaStep(Stage.PLACE, table.name(), List.of(), Arrays.statement(table)));
      return steps;
    }
    for (Key key : table.uniqueKeys()) {
      ObjectRef made = object(ObjectKind.UNIQUE_KEY, key.name());
      steps.add(step(Stage.KEY, made, index(key)));
    }
    for (Index index : table.indexes()) {
      if (!IndexFit.of(index).made()) {
        continue;
      }
      ObjectRef made = object(ObjectKind.INDEX, index.name());
      steps.add(step(Stage.INDEX, made, index(index)));
    }
    for (String option : table.options()) {
      if (option.startsWith(CollectionIndexes.OPTION)) {
        String definition = option.substring(CollectionIndexes.OPTION.length());
        BsonDocument index = BsonDocument.parse(definition);
        ObjectRef made = object(ObjectKind.INDEX, index.getString("name").getValue());
        steps.add(step(Stage.INDEX, made, index));
      }
    }
    return steps;
  }

  /** The command of a step's statement. */
  static BsonDocument command(String statement) {
    return BsonDocument.parse(
        statement.substring(BEGIN.length(), statement.length() - END.length()));
  }

  private static String statement(BsonDocument command) {
    return BEGIN + command.toJson() + END;
  }

  private SchemaStep step(Stage stage, ObjectRef made, BsonDocument index) {
    BsonDocument command =
        new BsonDocument("createIndexes", new BsonString(collection))
            .append("indexes", new BsonArray(List.of(index)));
    return new SchemaStep(stage, table.name(), List.of(made), statement(command));
  }

  private List<ObjectRef> tableObjects() {
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(object(ObjectKind.TABLE, table.name().name()));
    table.columns().forEach(column -> objects.add(object(ObjectKind.COLUMN, column.name())));
    table.primaryKey().ifPresent(key -> objects.add(object(ObjectKind.PRIMARY_KEY, key.name())));
    return objects;
  }

  private ObjectRef object(ObjectKind kind, String name) {
    return new ObjectRef(kind, table.name(), name);
  }

  /**
   * A NULL in any column lifts a unique key of SQL, while MongoDB takes two of them for a
   * collision: so only documents with all values are looked at.
   */
  private BsonDocument index(Key key) {
    BsonDocument fields = new BsonDocument();
    BsonDocument present = new BsonDocument();
    for (String column : key.columns()) {
      String path = Paths.of(table.column(column));
      fields.append(path, new BsonInt32(1));
      if (table.column(column).nullable() && !key.nullsEqual()) {
        present.append(path, new BsonDocument("$type", type(column)));
      }
    }
    String name = key.name().isEmpty() ? String.join("_", key.columns()) : key.name();
    return unique(new BsonDocument("key", fields).append("name", new BsonString(name)), present);
  }

  private BsonDocument index(Index index) {
    boolean own = index.engine().equals(MongoConnector.SCHEME);
    if (own && !index.definition().isEmpty()) {
      return BsonDocument.parse(index.definition());
    }
    BsonDocument fields = new BsonDocument();
    BsonDocument present = new BsonDocument();
    for (Index.Part part : index.parts()) {
      String path = Paths.of(table.column(part.column()));
      fields.append(path, new BsonInt32(part.descending() ? -1 : 1));
      if (!own && table.column(part.column()).nullable()) {
        present.append(path, new BsonDocument("$type", type(part.column())));
      }
    }
    BsonDocument definition =
        new BsonDocument("key", fields).append("name", new BsonString(index.name()));
    return index.unique() ? unique(definition, present) : definition;
  }

  private static BsonDocument unique(BsonDocument definition, BsonDocument present) {
    definition.append("unique", BsonBoolean.TRUE);
    return present.isEmpty() ? definition : definition.append("partialFilterExpression", present);
  }

  /** As {@code $type} calls it. */
  private BsonString type(String column) {
    String word = Paths.word(table.column(column));
    int bar = word.indexOf('|');
    String first = bar < 0 ? word : word.substring(0, bar);
    return new BsonString(
        switch (first) {
          case "int32" -> "int";
          case "int64" -> "long";
          case "binary", "uuid" -> "binData";
          case "decimal128" -> "decimal";
          default -> first;
        });
  }
}
