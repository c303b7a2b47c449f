package io.decant.connectors.documents;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of one table in the making. */
final class Draft {
  /** More columns make a table that nobody reads: rare fields then share the column of extras. */
  static final int MAX_COLUMNS = 100;

  private static final String VALUE_NAME = "value";

  /**
   * What becomes rows of another table.
   *
   * @param element of the array, or the object itself
   */
  record Child(String name, String path, Shape.Node element, boolean isArray) {}

  /** Words of why a column is what it is. */
  interface Evidence {
    String of(Shape.Node seen, long rows, String code);
  }

  private record Value(List<String> names, String path, Shape.Node seen, long inside) {}

  private final Grouping grouping;
  private final long rows;
  private final boolean whole;
  private final boolean ofDocuments;
  private final List<Value> values = new ArrayList<>();
  private final List<Child> children = new ArrayList<>();
  private final Set<String> options = new HashSet<>();
  private int leftOut;

  private Draft(Grouping grouping, long rows, boolean whole, boolean ofDocuments) {
    this.grouping = grouping;
    this.rows = rows;
    this.whole = whole;
    this.ofDocuments = ofDocuments;
  }

  /**
   * @param object whose fields become columns
   * @param rows that the table has of those seen
   */
  Draft(Shape.Node object, long rows, Grouping grouping, boolean ofDocuments) {
    this(grouping, rows, false, ofDocuments);
    int maxWidth = Grouping.MAX_WIDTH;
    do {
      values.clear();
      options.clear();
      collect(object, List.of(), "", maxWidth);
      maxWidth /= 2;
    } while (values.size() > MAX_COLUMNS && maxWidth > 0);
    leaveOut();
  }

  /** Of elements that are no records: one column. */
  static Draft ofElement(Shape.Node element, Grouping grouping) {
    Draft draft = new Draft(grouping, element.values(), true, false);
    draft.values.add(new Value(List.of(VALUE_NAME), "", element, element.values()));
    return draft;
  }

  private void collect(Shape.Node object, List<String> names, String path, int maxWidth) {
    for (Shape.Node field : object.fields) {
      if (names.isEmpty() && field.name.equals(Overflow.SHAPE_NAME)) {
        continue; // the column of extras has another use for the name, and keeps such a field apart
      }
      List<String> fieldNames = new ArrayList<>(names);
      fieldNames.add(field.name);
      String fieldPath = FieldPath.of(path, field.name);
      if (!isKey(fieldPath) && grouping.isFlattened(field, maxWidth)) {
        long missing = object.count(BsonKind.OBJECT) - field.values();
        if (field.count(BsonKind.NULL) > missing) {
          options.add(Layout.NULL + fieldPath);
        }
        collect(field, fieldNames, fieldPath, maxWidth);
      } else {
        values.add(new Value(fieldNames, fieldPath, field, object.count(BsonKind.OBJECT)));
      }
    }
  }

  private boolean isKey(String path) {
    return ofDocuments && path.equals(Layout.ID);
  }

  private void leaveOut() {
    if (values.size() > MAX_COLUMNS) {
      List<Value> kept =
          values.stream()
              .sorted(
                  Comparator.comparing((Value value) -> !isKey(value.path))
                      .thenComparing(value -> -value.seen.values()))
              .limit(MAX_COLUMNS)
              .toList();
      leftOut = values.size() - kept.size();
      values.retainAll(new HashSet<>(kept));
    }
  }

  /** Fields that have no column. */
  int leftOut() {
    return leftOut;
  }

  Set<String> options() {
    return options;
  }

  /** Known once {@link #columns} were made. */
  List<Child> children() {
    return children;
  }

  /** The columns, in the order of the fields. A field's own name goes before one made of a path. */
  List<Column> columns(ColumnNames names, Evidence evidence) {
    String[] unique = new String[values.size()];
    for (boolean paths : new boolean[] {false, true}) {
      for (int i = 0; i < unique.length; i++) {
        List<String> steps = values.get(i).names;
        if (steps.size() > 1 == paths) {
          unique[i] = names.unique(String.join("_", steps));
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < unique.length; i++) {
      columns.add(column(unique[i], values.get(i), evidence));
    }
    return columns;
  }

  private Column column(String name, Value value, Evidence evidence) {
    Shape.Node seen = value.seen;
    boolean usuallyNull = seen.count(BsonKind.NULL) > value.inside - seen.values();
    String isNull = usuallyNull ? "|" + BsonKind.NULL.word() : "";
    boolean mayBeRows = !whole && !isKey(value.path);
    if (mayBeRows && grouping.isTable(seen) && seen.element != null) {
      children.add(new Child(String.join("_", value.names), value.path, seen.element, true));
      return Column.of(name, new LogicalType.Int(32, false))
          .withNativeType(Layout.COUNT + isNull + " " + value.path)
          .withEvidence("the number of elements; " + evidence.of(seen, rows, ""));
    }
    if (mayBeRows && grouping.isRow(seen)) {
      children.add(new Child(String.join("_", value.names), value.path, seen, false));
      return Column.of(name, new LogicalType.Int(32, false))
          .withNativeType(Layout.RECORD + isNull + " " + value.path)
          .withEvidence("1 where the object is there; " + evidence.of(seen, rows, ""));
    }
    boolean key = isKey(value.path) && grouping.keyed();
    TypeChoice choice = key ? TypeChoice.ofKey(seen) : TypeChoice.of(seen);
    List<String> words = new ArrayList<>(choice.kinds().stream().map(BsonKind::word).toList());
    if (choice.type().kind() == LogicalType.Kind.DECIMAL) {
      words.add(Integer.toString(seen.fractions.usual()));
    }
    if (usuallyNull || words.isEmpty()) {
      words.add(BsonKind.NULL.word());
    }
    String kinds = String.join("|", words);
    return Column.of(name, choice.type())
        .withNativeType(whole ? Layout.ELEMENT + " " + kinds : kinds + " " + value.path)
        .withNullable(!key)
        .withEvidence(evidence.of(seen, rows, code(choice, seen)));
  }

  private static String code(TypeChoice choice, Shape.Node seen) {
    boolean map = seen.kinds().equals(List.of(BsonKind.OBJECT)) && Grouping.isMap(seen);
    return map ? "KEYS_ARE_DATA" : choice.code();
  }
}
