package io.decant.connectors.mongodb;

import io.decant.connectors.documents.Bson;
import io.decant.connectors.documents.BsonOutput;
import io.decant.connectors.documents.DocumentBuilder;
import io.decant.connectors.documents.DocumentBuilder.Elements;
import io.decant.connectors.documents.Layout;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows that name the document they belong to, on their way into it: each as {@code {_id: its own
 * key, k: the document's key, v: element}}. Sorted by both keys, the elements of one array come one
 * after the other.
 */
final class EmbeddedRows {
  private static final byte[] ID = Paths.ID.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUE = ArrayRows.VALUE.getBytes(StandardCharsets.US_ASCII);

  private final Table table;
  private final Embedded place;
  private final DocumentBuilder elements;
  private final Optional<KeyField> own;
  private final KeyField parent;
  private final RowIds ids;

  EmbeddedRows(Table table, Embedded place, RowIds ids) {
    this.table = table;
    this.place = place;
    this.ids = ids;
    this.elements = new DocumentBuilder(Layout.of(table), table.storedColumns());
    List<String> key = table.primaryKey().map(Key::columns).orElse(List.of());
    // In the order of the table's columns, as it is of a document's id.
    List<String> inOrder =
        table.storedColumns().stream().map(Column::name).filter(key::contains).toList();
    this.own = key.isEmpty() ? Optional.empty() : Optional.of(new KeyField(Paths.ID, inOrder));
    this.parent = new KeyField(ArrayRows.KEY, place.key());
  }

  /**
   * Writes a row.
   *
   * @throws BadValue it belongs to no document
   */
  void append(RowBatch batch, int row, BsonOutput out) {
    for (String column : place.key()) {
      if (batch.column(place(column)).isNull(row)) {
        throw new BadValue(
            table.name() + "." + column,
            "NO_DOCUMENT",
            "NULL: the row belongs to no document of " + place.parent(),
            "Leave such rows out with --where or --on-error reject, or the table out of --embed.",
            null);
      }
    }
    int document = out.begin();
    if (own.isPresent()) {
      own.get().append(batch, row, out);
    } else {
      out.element(Bson.OBJECT_ID, ID);
      byte[] id = ids.next();
      out.bytes(id, 0, id.length);
    }
    parent.append(batch, row, out);
    int element = out.element(Bson.NULL, VALUE);
    out.type(element, elements.build(batch, row, Elements.NONE, out));
    out.end(document);
  }

  private int place(String column) {
    List<Column> columns = table.storedColumns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(table.name() + " has no column " + column);
  }

  /** One column as a field, or several as an object that is one. */
  private final class KeyField {
    private final DocumentBuilder builder;
    private final RowBatch columns;
    private final int[] places;
    private final BsonOutput whole = new BsonOutput();

    KeyField(String field, List<String> names) {
      this.places = names.stream().mapToInt(EmbeddedRows.this::place).toArray();
      List<Column> ofKey = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        Column column = table.column(names.get(i));
        String path = names.size() == 1 ? field : field + "." + name(column, i);
        ofKey.add(column.withNativeType(Layouts.kinds(column) + " " + path));
      }
      Table key =
          Table.of(table.name(), ofKey)
              .withOptions(Set.of(Layouts.inCollection(table.name().name())));
      this.builder = new DocumentBuilder(Layout.of(key), ofKey);
      this.columns = new RowBatch(Column.types(ofKey), 1, 1);
    }

    /** As the id of a document has it; elements that wait have no names in theirs. */
    private String name(Column column, int place) {
      String path = Layouts.pathOfKey(column);
      return path.startsWith(Paths.ID + ".") && !Layouts.isInElements(table)
          ? path.substring(Paths.ID.length() + 1)
          : "f" + place;
    }

    /** The fields of the document alone, without its length and its end. */
    void append(RowBatch batch, int row, BsonOutput out) {
      for (int i = 0; i < places.length; i++) {
        columns.share(i, batch.column(places[i]));
      }
      whole.clear();
      builder.build(columns, row, Elements.NONE, whole);
      out.bytes(whole.data(), Integer.BYTES, whole.size() - 1);
    }
  }
}
