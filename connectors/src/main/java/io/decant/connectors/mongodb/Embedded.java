package io.decant.connectors.mongodb;

import io.decant.connectors.spi.Gathering;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * How rows are embedded that name the document they belong to, unlike elements of arrays that came
 * from documents, which have a position. Kept as an option of their table.
 *
 * @param parent the table whose documents, or elements, the array lies in
 * @param key the columns that name one of them, in the order of its own key's fields
 */
record Embedded(String parent, List<String> key) {
  private static final String OPTION = "embedded:";
  private static final String EMBEDS = "embeds:";

  /** Type, index of some digits, length and end. Source: bsonspec.org. */
  private static final long ELEMENT_BYTES = 11;

  /** Type, the end of the name, and a number or the head of a text. */
  private static final long FIELD_BYTES = 7;

  static Optional<Embedded> of(Table table) {
    return table.options().stream()
        .filter(option -> option.startsWith(OPTION))
        .map(option -> BsonDocument.parse(option.substring(OPTION.length())))
        .map(
            text ->
                new Embedded(
                    text.getString("in").getValue(),
                    text.getArray("key").stream().map(each -> each.asString().getValue()).toList()))
        .findFirst();
  }

  /** The options of the table, with this and the array's place. */
  Set<String> in(Table table, String collection, String array) {
    Set<String> options = new HashSet<>(table.options());
    options.removeIf(option -> Layouts.isLayout(option) || option.startsWith(OPTION));
    options.add(Layouts.inCollection(collection));
    options.add(Layouts.ofArray(array));
    BsonArray names = new BsonArray(key.stream().map(BsonString::new).toList());
    options.add(
        OPTION + new BsonDocument("in", new BsonString(parent)).append("key", names).toJson());
    return options;
  }

  /**
   * The element of an array: its head, and for each field its type, its name and, of the value,
   * what is of a fixed length.
   */
  Gathering gathering(Table table) {
    long bytes = ELEMENT_BYTES;
    for (Column column : table.storedColumns()) {
      if (!key.contains(column.name())) {
        bytes += FIELD_BYTES + Paths.of(column).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    String array = Layouts.path(table);
    String place =
        "the array " + array.substring(array.lastIndexOf('.') + 1) + " of one row of " + parent;
    return new Gathering(key, place, bytes, RowDocuments.LARGEST);
  }

  /** The options of the table around, whose documents have an array of that name. */
  static Set<String> around(Table table, String array) {
    Set<String> options = new HashSet<>(table.options());
    options.add(EMBEDS + array);
    return options;
  }

  /** Whether the table's documents have an array of that name already. */
  static boolean isTaken(Table table, String array) {
    return table.options().contains(EMBEDS + array);
  }
}
