package io.decant.connectors.mongodb;

import io.decant.connectors.documents.Bson;
import io.decant.connectors.documents.BsonOutput;
import io.decant.connectors.documents.DocumentBuilder;
import io.decant.connectors.documents.DocumentBuilder.Elements;
import io.decant.connectors.documents.Layout;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of a table whose rows are elements of arrays, on their way into the documents: each as
 * {@code {_id: {k: {_id: key}, p1: 0, p2: 3}, v: element}}. Sorted by {@code _id}, the elements of
 * one array come one after the other.
 */
final class ArrayRows {
  static final String KEY = "k";
  static final String VALUE = "v";

  private static final String KEY_WORD = "key ";
  private static final String POSITION_WORD = "position ";

  private final List<Column> columns;
  private final DocumentBuilder elements;
  private final DocumentBuilder keys;
  private final RowBatch keyColumns;
  private final int[] keyPlaces;
  private final int[] positions;

  ArrayRows(Table table) {
    this.columns = table.storedColumns();
    this.elements = new DocumentBuilder(Layout.of(table), columns);
    List<Column> ofKey = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.nativeType().startsWith(KEY_WORD)) {
        ofKey.add(column.withNativeType(column.nativeType().substring(KEY_WORD.length())));
        places.add(i);
      } else if (column.nativeType().startsWith(POSITION_WORD)) {
        levels.add(i);
      }
    }
    Table whole =
        Table.of(table.name(), ofKey)
            .withOptions(Set.of(Layouts.inCollection(table.name().name())));
    this.keys = new DocumentBuilder(Layout.of(whole), ofKey);
    this.keyColumns = new RowBatch(Column.types(ofKey), 1, 1);
    this.keyPlaces = places.stream().mapToInt(Integer::intValue).toArray();
    this.positions = levels.stream().mapToInt(Integer::intValue).toArray();
  }

  void append(RowBatch batch, int row, BsonOutput out) {
    for (int i = 0; i < keyPlaces.length; i++) {
      keyColumns.share(i, batch.column(keyPlaces[i]));
    }
    int document = out.begin();
    out.element(Bson.DOCUMENT, ascii(Paths.ID));
    int id = out.begin();
    out.element(Bson.DOCUMENT, ascii(KEY));
    keys.build(keyColumns, row, Elements.NONE, out);
    for (int level = 0; level < positions.length; level++) {
      out.element(Bson.INT64, ascii("p" + (level + 1)));
      out.int64(batch.longs(positions[level]).value(row));
    }
    out.end(id);
    int element = out.element(Bson.NULL, ascii(VALUE));
    out.type(element, elements.build(batch, row, Elements.NONE, out));
    out.end(document);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
