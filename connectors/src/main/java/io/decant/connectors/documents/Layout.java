package io.decant.connectors.documents;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a document the values of a table's columns stand. It is read off the table alone, so
 * that it goes wherever the table is remembered:
 *
 * <ul>
 *   <li>the options hold {@code collection:NAME}, and of a table of array elements {@code
 *       array:PATH} (see {@link FieldPath}), of one of objects {@code object:PATH}; {@code
 *       null:PATH} and {@code empty:PATH} name objects that are so where a row tells nothing of
 *       them, and not missing; {@code embeds:NAME} is a field of the document, or of the element,
 *       whose values are all rows of another table;
 *   <li>a column's native type is {@code int32|double address.zip}: what the field's values are,
 *       those first that a value is taken for, and its path. {@code null} among them says that NULL
 *       stands for null and not for a missing field. A number is how many digits behind the point a
 *       decimal has that does not need more, whatever the column's text ends with;
 *   <li>{@code count items} is how many elements the array has; {@code record address} is 1 where
 *       the object is there whose fields are a row of another table; {@code key objectId _id} is
 *       the key of the document that an element lies in, {@code key int32 items[].id} that of the
 *       element around it; {@code position 1} is an element's place in the outermost array, from 0;
 *       {@code element string} is an element that is no object; {@code extra} is what no column
 *       holds. {@code json} is another database's JSON: objects and arrays, or a string with the
 *       text of what is neither.
 * </ul>
 *
 * <p>A table without {@code collection:} is any other table: each column is the field of its name,
 * and NULL is null.
 */
public final class Layout {
  static final String COLLECTION = "collection:";
  static final String ARRAY = "array:";
  static final String OBJECT = "object:";
  static final String NULL = "null:";
  static final String EMPTY = "empty:";
  static final String EMBEDS = "embeds:";
  static final String COUNT = "count";
  static final String RECORD = "record";
  static final String KEY = "key";
  static final String POSITION = "position";
  static final String ELEMENT = "element";
  static final String EXTRA = "extra";
  static final String PLAIN_JSON = "json";
  static final String ID = "_id";

  /** What stands between the path of an array and what lies in its elements. */
  static final String IN_ARRAY = "[].";

  /** What stands between the path of an object and its fields. */
  static final String IN_OBJECT = ".";

  private static final byte[] ID_NAME = {'_', 'i', 'd'};

  /** What a column holds. */
  sealed interface Role {
    /** A field's value, or the length of its array. */
    record OfField(Field field) implements Role {}

    /**
     * What names the document, or the element around.
     *
     * @param level 0 for the document, 1 for an element of the outermost array
     */
    record OfKey(int level, Field field) implements Role {}

    /** Place in the array of that level, the outermost being 0. */
    record OfPosition(int level) implements Role {}

    /** What no column holds. */
    record OfExtra() implements Role {}
  }

  final Table table;
  final ExtendedJsonWriter json = new ExtendedJsonWriter();
  final Field root;

  /** What of the whole document, and of each element around, the keys of elements need. */
  final List<Field> keys;

  /** Names of fields whose values are rows of other tables. */
  final List<byte[]> elsewhere;

  /**
   * The names that lead from the document, or from an element, to the next array; the last ones to
   * the object where {@link #isObject} says so.
   */
  final List<List<String>> chain;

  /** What the path from the document to a field of a row begins with. */
  final String within;

  private final Map<String, Role> roles = new HashMap<>();
  private final List<Field> all = new ArrayList<>();
  private final boolean fromDocuments;

  private Layout(Table table) {
    this.table = table;
    this.fromDocuments = option(COLLECTION).isPresent();
    this.chain = option(ARRAY).or(() -> option(OBJECT)).map(FieldPath::arrays).orElse(List.of());
    this.within = isChild() ? childPath() + (isObject() ? IN_OBJECT : IN_ARRAY) : "";
    Optional<Column> element =
        table.storedColumns().stream()
            .filter(column -> fromDocuments && column.nativeType().startsWith(ELEMENT + " "))
            .findFirst();
    Leaf whole = element.map(column -> leaf(column, words(column)[1])).orElse(null);
    this.root =
        new Field("", "", 0, 0, whole == null ? Field.Absence.EMPTY : Field.Absence.NULL, whole);
    this.keys =
        IntStream.range(0, Math.max(1, chain.size()))
            .mapToObj(level -> new Field("", "", 0, 0, Field.Absence.EMPTY, null))
            .toList();
    this.elsewhere =
        table.options().stream()
            .filter(option -> option.startsWith(EMBEDS))
            .map(option -> option.substring(EMBEDS.length()).getBytes(StandardCharsets.UTF_8))
            .toList();
    all.add(root);
    table.storedColumns().forEach(this::add);
    root.seal();
    keys.forEach(Field::seal);
  }

  public static Layout of(Table table) {
    return new Layout(table);
  }

  /** Whether native types and options of the table tell where its columns stand in documents. */
  public static boolean isIn(Table table) {
    return table.options().stream().anyMatch(option -> option.startsWith(COLLECTION));
  }

  /** The same for another thread: what reads and writes values keeps its memory. */
  Layout copy() {
    return new Layout(table);
  }

  public Table table() {
    return table;
  }

  /** The collection whose documents the rows are, or are elements of. */
  public String collection() {
    return option(COLLECTION).orElse(table.name().name());
  }

  /** Whether the rows are parts of documents, and not whole ones. */
  public boolean isChild() {
    return !chain.isEmpty();
  }

  /** Whether each row is an object, of which there is at most one in what is around it. */
  boolean isObject() {
    return option(OBJECT).isPresent();
  }

  /**
   * Path of the object that each row is, or of the array whose elements the rows are; see {@link
   * FieldPath}. Empty for documents.
   */
  public String childPath() {
    return option(ARRAY).or(() -> option(OBJECT)).orElse("");
  }

  /** Whether a column is the document's {@code _id} or a part of it. */
  public boolean hasId() {
    return root.find(ID_NAME, 0, ID_NAME.length) != null;
  }

  boolean hasExtra() {
    return roles.containsValue(new Role.OfExtra());
  }

  Role role(String column) {
    Role role = roles.get(column);
    if (role == null) {
      throw new IllegalArgumentException(table.name() + " has no column " + column);
    }
    return role;
  }

  /** Fields by their number. */
  List<Field> fields() {
    return all;
  }

  private Optional<String> option(String prefix) {
    return table.options().stream()
        .filter(option -> option.startsWith(prefix))
        .map(option -> option.substring(prefix.length()))
        .findFirst();
  }

  private static String[] words(Column column) {
    return column.nativeType().split(" ", 3);
  }

  private void add(Column column) {
    String[] words = words(column);
    if (!fromDocuments) {
      Leaf leaf = new Leaf(column.type(), kinds(column.type()), Leaf.AS_SPELT, json);
      roles.put(column.name(), field(List.of(column.name()), Field.Absence.NULL, leaf));
      return;
    }
    Role role =
        switch (words[0]) {
          case EXTRA -> new Role.OfExtra();
          case POSITION -> new Role.OfPosition(Integer.parseInt(words[1]) - 1);
          case ELEMENT -> new Role.OfField(root);
          case KEY -> {
            Leaf leaf = leaf(column, words[1]);
            String path = column.nativeType().substring(KEY.length() + words[1].length() + 2);
            List<List<String>> names = FieldPath.arrays(path);
            int level = names.size() - 1;
            yield new Role.OfKey(
                level, place(keys.get(level), names.get(level), Field.Absence.MISSING, leaf));
          }
          default -> {
            String path = path(column);
            boolean isNull = List.of(words[0].split("\\|")).contains(BsonKind.NULL.word());
            yield field(
                FieldPath.names(path),
                isNull ? Field.Absence.NULL : Field.Absence.MISSING,
                leaf(column, words[0]));
          }
        };
    roles.put(column.name(), role);
  }

  /** The path of a column that holds a field. */
  static String path(Column column) {
    return column.nativeType().substring(column.nativeType().indexOf(' ') + 1);
  }

  /** Text that is no document's own is a string, whatever stands in it. */
  private static List<BsonKind> kinds(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, TEXT, ENUM, SET, BITS, INTERVAL, NETWORK, OPAQUE, ARRAY ->
          List.of(BsonKind.STRING);
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          UUID,
          JSON,
          GEOMETRY,
          VARIANT ->
          List.of();
    };
  }

  private Role.OfField field(List<String> names, Field.Absence absence, Leaf leaf) {
    return new Role.OfField(place(root, names, absence, leaf));
  }

  private Leaf leaf(Column column, String kinds) {
    List<BsonKind> known = new ArrayList<>();
    for (String word : kinds.split("\\|")) {
      switch (word) {
        case PLAIN_JSON -> {
          return Leaf.of(column.type(), Leaf.Coding.PLAIN_JSON, json);
        }
        case COUNT -> {
          return Leaf.of(column.type(), Leaf.Coding.COUNT, json);
        }
        case RECORD -> {
          return Leaf.of(column.type(), Leaf.Coding.RECORD, json);
        }
        default ->
            BsonKind.ofWord(word).filter(kind -> kind != BsonKind.NULL).ifPresent(known::add);
      }
    }
    return new Leaf(column.type(), known, fraction(kinds), json);
  }

  private static int fraction(String kinds) {
    return Stream.of(kinds.split("\\|"))
        .filter(word -> word.matches("[0-9]{1,2}"))
        .findFirst()
        .map(Integer::valueOf)
        .orElse(Leaf.AS_SPELT);
  }

  private Field place(Field from, List<String> names, Field.Absence absence, Leaf leaf) {
    Field object = from;
    for (int i = 0; i < names.size() - 1; i++) {
      object = object(object, names.get(i));
    }
    String name = names.get(names.size() - 1);
    return child(object, name, absence, leaf);
  }

  private Field object(Field parent, String name) {
    String path = FieldPath.of(parent.path, name);
    for (Field each : parent.fields) {
      if (each.path.equals(path) && each.isObject()) {
        return each;
      }
    }
    Field.Absence absence =
        table.options().contains(NULL + path)
            ? Field.Absence.NULL
            : table.options().contains(EMPTY + path) ? Field.Absence.EMPTY : Field.Absence.MISSING;
    return child(parent, name, absence, null);
  }

  private Field child(Field parent, String name, Field.Absence absence, @Nullable Leaf leaf) {
    Field field =
        new Field(
            name, FieldPath.of(parent.path, name), all.size(), parent.fields.size(), absence, leaf);
    parent.fields.add(field);
    all.add(field);
    return field;
  }
}
