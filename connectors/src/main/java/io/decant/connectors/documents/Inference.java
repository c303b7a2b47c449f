package io.decant.connectors.documents;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables of what documents show: one of the documents, and one of the elements of each array
 * that holds records. Objects that are records become columns, named by their path, or by rule a
 * row of a table of their own; objects whose keys are data, and arrays of anything else, become
 * JSON. Pure: the same shape gives the same tables.
 */
public final class Inference {
  private static final String EXTRA_NAME = "_extra";
  private static final String POSITION_NAME = "position";
  private static final int MAX_ARRAYS = 4;

  private final TableName collection;
  private final Shape shape;
  private final long documents;
  private final Grouping grouping;
  private final Set<TableName> taken;
  private final List<Table> tables = new ArrayList<>();
  private Optional<Column> key = Optional.empty();

  private Inference(
      TableName collection,
      Shape shape,
      long documents,
      InferenceRules rules,
      Set<TableName> taken) {
    this.collection = collection;
    this.shape = shape;
    this.documents = documents;
    this.taken = new HashSet<>(taken);
    Shape.Node id = find(shape.root(), Layout.ID);
    boolean keyed = id != null && id.values() == shape.documents() && id.count(BsonKind.NULL) == 0;
    this.grouping = new Grouping(rules, keyed);
  }

  /**
   * The table of the documents, then those of their arrays' elements and of their objects, each
   * behind the one that it refers to.
   *
   * @param documents how many there are in the whole; negative when that is not known
   * @param taken names that tables of elements may not have
   */
  public static List<Table> tables(
      TableName collection,
      Shape shape,
      long documents,
      InferenceRules rules,
      Set<TableName> taken) {
    Inference inference = new Inference(collection, shape, documents, rules, taken);
    inference.documents();
    return List.copyOf(inference.tables);
  }

  private static Shape.@Nullable Node find(Shape.Node object, String name) {
    return object.fields.stream().filter(each -> each.name.equals(name)).findFirst().orElse(null);
  }

  private void documents() {
    Draft draft = new Draft(shape.root(), shape.documents(), grouping, true);
    ColumnNames names = new ColumnNames();
    List<Column> columns = new ArrayList<>(draft.columns(names, this::evidence));
    key =
        grouping.keyed()
            ? columns.stream().filter(column -> Layout.path(column).equals(Layout.ID)).findFirst()
            : Optional.empty();
    columns.add(extra(names, draft));
    Table table =
        Table.of(collection, columns)
            .withPrimaryKey(key.map(column -> Key.of("", List.of(column.name()))))
            .withStatistics(
                new Statistics(estimate(shape.documents()), estimate(shape.bytes()), isWhole()))
            .withOptions(options(draft));
    tables.add(table);
    taken.add(collection);
    draft.children().forEach(child -> rows(child, table, "", 0));
  }

  private Set<String> options(Draft draft) {
    Set<String> options = new HashSet<>(draft.options());
    options.add(Layout.COLLECTION + collection.name());
    return options;
  }

  private Column extra(ColumnNames names, Draft draft) {
    String more =
        draft.leftOut() == 0
            ? ""
            : "; also " + draft.leftOut() + " fields that few of the documents seen have";
    return Column.of(names.unique(EXTRA_NAME), new LogicalType.Json(false))
        .withNativeType(Layout.EXTRA)
        .withEvidence("what no other column holds, NULL in a row where that is nothing" + more);
  }

  /**
   * The table of an array's elements, or of an object.
   *
   * @param within what leads from the document to what holds the child
   * @param around how many arrays are around what holds the child
   */
  private void rows(Draft.Child child, Table parent, String within, int around) {
    String path = within + child.path();
    int level = child.isArray() ? around + 1 : around;
    Shape.Node element = child.element();
    boolean records = grouping.areRecords(element);
    Grouping inner = level < MAX_ARRAYS ? grouping : grouping.withoutTables();
    Draft draft =
        records
            ? new Draft(element, element.values(), inner, false)
            : Draft.ofElement(element, inner);
    ColumnNames names = new ColumnNames();
    List<Column> fields = draft.columns(names, this::evidence);
    List<Column> columns = new ArrayList<>();
    Column id = key.orElseThrow();
    String kinds = id.nativeType().substring(0, id.nativeType().indexOf(' '));
    columns.add(
        Column.of(names.unique(keyName()), id.type())
            .withNativeType(Layout.KEY + " " + kinds + " " + Layout.ID)
            .withNullable(false));
    for (int i = 1; i <= level; i++) {
      String name = i == 1 ? POSITION_NAME : POSITION_NAME + i;
      columns.add(
          Column.of(names.unique(name), new LogicalType.Int(32, false))
              .withNativeType(Layout.POSITION + " " + i)
              .withNullable(false));
    }
    List<String> keys = columns.stream().map(Column::name).toList();
    columns.addAll(fields);
    columns.add(extra(names, draft));
    Set<String> options = options(draft);
    options.add((child.isArray() ? Layout.ARRAY : Layout.OBJECT) + path);
    Table table =
        Table.of(name(parent.name(), child.name()), columns)
            .withPrimaryKey(Optional.of(Key.of("", keys)))
            .withForeignKeys(List.of(reference(keys, parent)))
            .withStatistics(new Statistics(estimate(element.values()), -1, isWhole()))
            .withOptions(options);
    tables.add(table);
    taken.add(table.name());
    String inside = path + (child.isArray() ? Layout.IN_ARRAY : Layout.IN_OBJECT);
    draft.children().forEach(each -> rows(each, table, inside, level));
  }

  private String keyName() {
    return collection.name() + "_id";
  }

  private static ForeignKey reference(List<String> keys, Table parent) {
    List<String> referred = parent.primaryKey().map(Key::columns).orElse(List.of());
    return new ForeignKey(
        "",
        keys.subList(0, referred.size()),
        parent.name(),
        referred,
        Action.NO_ACTION,
        Action.NO_ACTION,
        false,
        false,
        true);
  }

  private TableName name(TableName parent, String child) {
    String wanted = parent.name() + "_" + child;
    TableName name = new TableName(parent.schema(), wanted);
    for (int i = 2; isTaken(name); i++) {
      name = new TableName(parent.schema(), wanted + "_" + i);
    }
    return name;
  }

  private boolean isTaken(TableName name) {
    return taken.stream()
        .anyMatch(
            each ->
                each.schema().equals(name.schema()) && each.name().equalsIgnoreCase(name.name()));
  }

  private boolean isWhole() {
    return documents == shape.documents();
  }

  private long estimate(long seen) {
    long sample = shape.documents();
    return documents <= sample || sample == 0 ? seen : Math.round(1.0 * seen / sample * documents);
  }

  /** How often which kind was seen, among so many rows. */
  private String evidence(Shape.Node seen, long rows, String code) {
    StringBuilder words = new StringBuilder(code.isEmpty() ? "" : code + ": ");
    List<String> counts = new ArrayList<>();
    for (BsonKind kind : BsonKind.values()) {
      if (seen.count(kind) > 0) {
        counts.add(kind.word() + " " + seen.count(kind));
      }
    }
    if (rows > seen.values()) {
      counts.add("missing " + (rows - seen.values()));
    }
    words.append(String.join(", ", counts)).append("; ");
    if (isWhole()) {
      words.append("all ").append(shape.documents()).append(" documents");
    } else {
      words.append("sample of ").append(shape.documents());
      words.append(documents < 0 ? " documents" : " of " + documents + " documents");
    }
    return words.toString();
  }
}
