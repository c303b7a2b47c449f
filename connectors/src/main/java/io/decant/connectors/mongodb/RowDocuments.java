package io.decant.connectors.mongodb;

import io.decant.connectors.documents.Bson;
import io.decant.connectors.documents.BsonOutput;
import io.decant.connectors.documents.BsonWalk;
import io.decant.connectors.documents.DocumentBuilder;
import io.decant.connectors.documents.DocumentBuilder.Elements;
import io.decant.connectors.documents.Layout;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.bson.RawBsonDocument;

/**
 * The documents of one batch, one after the other in one array, with the list of their ids. For one
 * thread; used again for the next batch.
 */
final class RowDocuments {
  /** Source: manual, "MongoDB Limits and Thresholds", "BSON Document Size". */
  static final int LARGEST = 16 << 20;

  private static final byte[] ID = "_id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IDS = "ids".getBytes(StandardCharsets.US_ASCII);

  private final Table table;
  private final List<Column> columns;
  private final DocumentBuilder builder;
  private final boolean numbered;
  private final RowIds ids;
  private final Optional<ArrayRows> arrays;
  private final Optional<EmbeddedRows> embedded;
  private final BsonOutput documents = new BsonOutput();
  private final BsonOutput made = new BsonOutput();
  private int[] starts = new int[1024];
  private int count;

  /**
   * @param ids for the rows of a table without a key
   */
  RowDocuments(Table table, RowIds ids) {
    this.table = table;
    this.columns = table.storedColumns();
    Layout layout = Layout.of(table);
    this.builder = new DocumentBuilder(layout, columns);
    this.numbered = !layout.hasId();
    this.ids = ids;
    this.embedded = Embedded.of(table).map(place -> new EmbeddedRows(table, place, ids));
    this.arrays =
        layout.isChild() && embedded.isEmpty()
            ? Optional.of(new ArrayRows(table))
            : Optional.empty();
  }

  /**
   * Makes the documents of a batch.
   *
   * @throws BadValue a row has NULL where none may be, or is too large
   */
  void build(RowBatch batch) {
    documents.clear();
    made.clear();
    count = batch.rows();
    starts = starts.length > count ? starts : new int[count + 1];
    requireNoNull(batch);
    int begun = made.begin();
    made.element(Bson.ARRAY, IDS);
    int list = made.begin();
    for (int each = 0; each < count; each++) {
      starts[each] = documents.size();
      append(batch, each);
      int size = documents.size() - starts[each];
      if (size > LARGEST) {
        throw new BadValue(
            table.name().toString(),
            "DOCUMENT_TOO_LARGE",
            "a document of " + size + " bytes; MongoDB takes " + LARGEST,
            "",
            null);
      }
      remember(each);
    }
    starts[count] = documents.size();
    made.end(list);
    made.end(begun);
  }

  private void append(RowBatch batch, int each) {
    if (embedded.isPresent()) {
      embedded.get().append(batch, each, documents);
    } else if (arrays.isPresent()) {
      arrays.get().append(batch, each, documents);
    } else if (numbered) {
      builder.build(batch, each, Bson.OBJECT_ID, ids.next(), Elements.NONE, documents);
    } else {
      builder.build(batch, each, Elements.NONE, documents);
    }
  }

  /** The id of a document whose key the server is to know again. */
  private void remember(int each) {
    BsonWalk walk = new BsonWalk();
    walk.over(documents.data(), starts[each], documents.size());
    while (walk.next()) {
      if (walk.nameIs(ID)) {
        made.element(walk.type(), each);
        made.bytes(documents.data(), walk.valueFrom(), walk.valueEnd());
        return;
      }
    }
    throw new BadValue(
        table.name().toString(),
        "NOT_NULL",
        "a document without _id",
        "Give the table a key.",
        null);
  }

  private void requireNoNull(RowBatch batch) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).nullable() || !batch.column(i).hasNulls()) {
        continue;
      }
      for (int each = 0; each < batch.rows(); each++) {
        if (batch.column(i).isNull(each)) {
          throw new BadValue(
              table.name() + "." + columns.get(i).name(),
              "NOT_NULL",
              "NULL in a column that takes none",
              "",
              null);
        }
      }
    }
  }

  int count() {
    return count;
  }

  /** For the driver; valid until the next batch. */
  List<RawBsonDocument> documents() {
    byte[] bytes = documents.data();
    return new AbstractList<>() {
      @Override
      public RawBsonDocument get(int each) {
        return new RawBsonDocument(bytes, starts[each], starts[each + 1] - starts[each]);
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /** A document with the list {@code ids}. */
  RawBsonDocument ids() {
    return new RawBsonDocument(made.copy(), 0, made.size());
  }
}
