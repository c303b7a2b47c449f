package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/**
 * Brings the rows that are elements of arrays, or objects, into their documents, which stand there
 * with as many nulls as each array has elements, and with nothing in each object. What is inside
 * other elements or objects comes after these. Doing it twice changes nothing. Thread-safe.
 */
final class Arrays {
  private static final int UPDATES = 500;

  private final MongoSession session;
  private final Map<String, Table> tables = new ConcurrentHashMap<>();

  Arrays(MongoSession session) {
    this.session = session;
  }

  /** Where the rows of a table wait. */
  static String waiting(Table table) {
    return Own.ARRAYS + table.name().name();
  }

  /** Tells of a table of the run; returns the words for its step. */
  static String statement(Table table) {
    return "// the rows of "
        + waiting(table)
        + (Layouts.isObject(table) ? " become the objects " : " become the arrays ")
        + Layouts.path(table)
        + " of "
        + Layouts.collection(table);
  }

  void add(Table table) {
    tables.put(statement(table), table);
  }

  Optional<Table> find(String statement) {
    return Optional.ofNullable(tables.get(statement));
  }

  synchronized void fill(Table table) {
    Optional<Embedded> embedded = Embedded.of(table);
    if (embedded.isPresent()) {
      in(table).forEach(this::fill);
      new EmbeddedArrays(session, table, embedded.get()).fill();
      return;
    }
    around(table).ifPresent(this::fill);
    try {
      MongoCollection<BsonDocument> rows = collection(waiting(table));
      Filling filling = new Filling(table);
      try (MongoCursor<BsonDocument> cursor =
          rows.find().sort(new BsonDocument(Paths.ID, new BsonInt32(1))).cursor()) {
        while (cursor.hasNext()) {
          filling.add(cursor.next());
        }
      }
      filling.end();
      rows.drop();
    } catch (MongoException failure) {
      throw session.failed(failure, table.name().toString());
    }
  }

  /** Those embedded in elements that wait themselves: they go there first. */
  private List<Table> in(Table table) {
    return tables.values().stream()
        .filter(
            each ->
                Layouts.isInElements(each)
                    && Embedded.of(each)
                        .filter(place -> place.parent().equals(table.name().name()))
                        .isPresent())
        .toList();
  }

  /** The table of the elements, or the objects, in which this one's arrays or objects are. */
  private Optional<Table> around(Table table) {
    String path = Layouts.path(table);
    return tables.values().stream()
        .filter(each -> Layouts.collection(each).equals(Layouts.collection(table)))
        .filter(each -> path.startsWith(Layouts.within(each)))
        .max(Comparator.comparing(each -> Layouts.path(each).length()));
  }

  private MongoCollection<BsonDocument> collection(String name) {
    return session
        .database()
        .getCollection(name, BsonDocument.class)
        .withWriteConcern(WriteConcern.MAJORITY);
  }

  /** Goes over the rows in their order, an array or an object at a time. */
  private final class Filling {
    private final Table table;
    private final MongoCollection<BsonDocument> documents;
    private final String[] path;
    private final List<WriteModel<BsonDocument>> updates = new ArrayList<>();
    private BsonArray array = new BsonArray();
    private BsonValue key = BsonNull.VALUE;
    private String place = "";

    Filling(Table table) {
      this.table = table;
      this.documents = collection(Layouts.collection(table));
      this.path = Layouts.path(table).split("\\[]\\.", -1);
    }

    void add(BsonDocument row) {
      BsonDocument id = row.getDocument(Paths.ID);
      BsonValue owner = id.getDocument(ArrayRows.KEY).get(Paths.ID, BsonNull.VALUE);
      String where = place(id);
      if (Layouts.isObject(table)) {
        set(owner, where, row.get(ArrayRows.VALUE, BsonNull.VALUE));
        return;
      }
      if (!owner.equals(key) || !where.equals(place)) {
        setArray();
        key = owner;
        place = where;
      }
      long position = id.getInt64("p" + path.length).getValue();
      while (array.size() < position) {
        array.add(BsonNull.VALUE); // a row that was rejected
      }
      array.add(row.get(ArrayRows.VALUE));
    }

    /** {@code items.3.parts}: the places of the elements around it stand between the names. */
    private String place(BsonDocument id) {
      StringBuilder text = new StringBuilder(path[0]);
      for (int level = 1; level < path.length; level++) {
        text.append('.')
            .append(id.getInt64("p" + level).getValue())
            .append('.')
            .append(path[level]);
      }
      return text.toString();
    }

    private void setArray() {
      if (!place.isEmpty()) {
        set(key, place, array);
        array = new BsonArray();
      }
    }

    private void set(BsonValue owner, String where, BsonValue value) {
      updates.add(
          new UpdateOneModel<>(
              new BsonDocument(Paths.ID, owner),
              new BsonDocument("$set", new BsonDocument(where, value))));
      if (updates.size() == UPDATES) {
        send();
      }
    }

    private void send() {
      int matched =
          documents.bulkWrite(updates, new BulkWriteOptions().ordered(false)).getMatchedCount();
      if (matched < updates.size()) {
        throw new EndpointFailure(
            session.endpoint().role(),
            table.name().toString(),
            (updates.size() - matched)
                + " parts belong to documents that are not in "
                + Layouts.collection(table),
            "Copy the table of the documents too.",
            null);
      }
      updates.clear();
    }

    void end() {
      setArray();
      if (!updates.isEmpty()) {
        send();
      }
    }
  }
}
