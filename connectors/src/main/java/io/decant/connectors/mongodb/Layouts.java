package io.decant.connectors.mongodb;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Set;

/** What {@code connectors.documents} writes into a table's options and native types. */
final class Layouts {
  private static final String COLLECTION = "collection:";
  private static final String ARRAY = "array:";
  private static final String OBJECT = "object:";
  private static final String KEY = "key";

  /** What a native type begins with, where it is one of a document's. */
  private static final Set<String> WORDS =
      Set.of(
          "int32",
          "int64",
          "double",
          "decimal128",
          "string",
          "objectId",
          "bool",
          "date",
          "uuid",
          "binary",
          "otherBinary",
          "object",
          "array",
          "null",
          "undefined",
          "regex",
          "dbPointer",
          "javascript",
          "symbol",
          "javascriptWithScope",
          "timestamp",
          "minKey",
          "maxKey",
          "count",
          "record",
          "key",
          "position",
          "element",
          "extra",
          "json");

  /** Those that stand for something else than a field's values. */
  private static final Set<String> NO_FIELDS =
      Set.of("count", "count|null", "record", "record|null", "key", "position", "element", "extra");

  private Layouts() {}

  static boolean isLayout(String option) {
    return option.startsWith(COLLECTION);
  }

  /** The option of a table whose documents lie there. */
  static String inCollection(String name) {
    return COLLECTION + name;
  }

  /** Where its documents lie. */
  static String collection(Table table) {
    return table.options().stream()
        .filter(Layouts::isLayout)
        .map(option -> option.substring(COLLECTION.length()))
        .findFirst()
        .orElse(table.name().name());
  }

  /** An array of documents, or an object, inside another table's documents. */
  static boolean isChild(Table table) {
    return table.options().stream().anyMatch(option -> option.startsWith(ARRAY)) || isObject(table);
  }

  /** An object inside another table's documents. */
  static boolean isObject(Table table) {
    return table.options().stream().anyMatch(option -> option.startsWith(OBJECT));
  }

  /**
   * The path of the array whose elements the rows are, or of the object that each is; empty for
   * documents.
   */
  static String path(Table table) {
    return table.options().stream()
        .filter(option -> option.startsWith(ARRAY) || option.startsWith(OBJECT))
        .map(option -> option.substring(option.indexOf(':') + 1))
        .findFirst()
        .orElse("");
  }

  /** What the paths of arrays and objects in the rows of a table of such begin with. */
  static String within(Table table) {
    return path(table) + (isObject(table) ? "." : "[].");
  }

  static String ofArray(String path) {
    return ARRAY + path;
  }

  /** Whether the array lies in the elements of another one. */
  static boolean isInElements(Table table) {
    return path(table).contains("[].");
  }

  /** What the values of a column are, of a field or of a key. */
  static String kinds(Column column) {
    return isKey(column) ? column.nativeType().split(" ", 3)[1] : Paths.word(column);
  }

  private static boolean isKey(Column column) {
    return Paths.word(column).equals(KEY);
  }

  /** Where the key stands that an element's column holds; empty for any other column. */
  static String pathOfKey(Column column) {
    return isKey(column) ? column.nativeType().split(" ", 3)[2] : "";
  }

  /**
   * Whether an update can name the place of the arrays or objects: no name in it is a path or an
   * operator.
   */
  static boolean isNameable(String array) {
    return array.indexOf('\\') < 0
        && List.of(array.split("\\[]\\.|\\.", -1)).stream()
            .noneMatch(name -> name.isEmpty() || name.startsWith("$"));
  }

  /** Whether the column holds the field's values, and not only the length of an array. */
  static boolean isField(Column column) {
    return isBson(column) && !NO_FIELDS.contains(Paths.word(column));
  }

  /** Whether the field is a string, whatever the column's type says of it. */
  static boolean isText(Column column) {
    return Set.of("string", "string|null").contains(Paths.word(column));
  }

  /** Whether the field is another database's JSON, spelt as it was. */
  static boolean isPlainJson(Column column) {
    return Set.of("json", "json|null").contains(Paths.word(column));
  }

  static boolean isBson(Column column) {
    return List.of(Paths.word(column).split("\\|")).stream()
        .allMatch(word -> WORDS.contains(word) || word.matches("[0-9]{1,2}"));
  }
}
