package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import io.decant.connectors.documents.DocumentRows;
import io.decant.connectors.documents.InferenceRules;
import io.decant.connectors.documents.Layout;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaxKey;
import org.bson.RawBsonDocument;

/** Reads a database. */
final class MongoSource implements Source {
  /** About so many bytes of documents come in one answer: several are on their way at a time. */
  private static final int ANSWER_BYTES = 1 << 20;

  private final MongoSession session;
  private final Descriptions descriptions;
  private final MongoSplits splits;
  private volatile MongoSnapshot snapshot = MongoSnapshot.NONE;

  MongoSource(MongoSession session) {
    this.session = session;
    this.descriptions =
        new Descriptions(
            session,
            Sampling.of(session.endpoint().parameters()),
            InferenceRules.of(session.endpoint().parameters()));
    this.splits = new MongoSplits(session);
  }

  @Override
  public Catalog catalog() {
    return asking("", () -> descriptions.look(session.server().product()));
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    return asking("", () -> descriptions.describe(names));
  }

  @Override
  public Map<TableName, String> origins() {
    return MongoLedger.origins(session);
  }

  @Override
  public List<Remark> remarks(Table described) {
    return UnspokenFacts.of(described);
  }

  @Override
  public List<Finding> findings(List<Table> tables) {
    return new MongoFindings(session).ofSource();
  }

  /** Of the whole server, of which the driver asks the primary. */
  @Override
  public OptionalLong writes() {
    BsonDocument counts = asking("", () -> session.admin("serverStatus").getDocument("opcounters"));
    return OptionalLong.of(
        Stream.of("insert", "update", "delete")
            .mapToLong(kind -> counts.getNumber(kind).longValue())
            .sum());
  }

  @Override
  public String both(String one, String other) {
    return IdRange.both(one, other);
  }

  @Override
  public Optional<String> having(
      Table table, List<String> columns, java.util.Collection<List<String>> keys) {
    return MongoKeys.condition(descriptions.whole(table.name()).orElse(table), columns, keys);
  }

  @Override
  public Position snapshot(int readers) {
    Optional<String> any = asking("", descriptions::anyCollection);
    snapshot = asking("", () -> MongoSnapshot.take(session, any));
    return snapshot.position(session);
  }

  @Override
  public void requireUnderstood(Table table, String filter) {
    asking(
        table.name().toString(),
        () -> {
          Table whole = descriptions.whole(table.name()).orElse(table);
          splits.requireUnderstood(descriptions.collection(whole).name(), filter);
          return true;
        });
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    String where = table.name().toString();
    return asking(
        where,
        () -> {
          // One that goes home has what it had there, and no more the options it has here.
          Table whole = descriptions.whole(table.name()).orElse(table);
          Collection collection = descriptions.collection(whole);
          long bytes = descriptions.size(collection).bytes();
          return splits.split(table.name(), collection, filter, bytes, targetBytes);
        });
  }

  @Override
  public BatchReader read(Table table, Split split) {
    return asking(table.name().toString(), () -> reader(table, split));
  }

  private BatchReader reader(Table table, Split split) {
    // By the split's table: one that is read back may have another name for who asks.
    Table whole = descriptions.whole(split.table()).orElse(table);
    Collection collection = descriptions.collection(whole);
    IdRange range = IdRange.parse(split.bounds());
    ClientSession reading = snapshot.open(session);
    try {
      List<FindIterable<RawBsonDocument>> found = new ArrayList<>();
      FindIterable<RawBsonDocument> all = find(collection, range.filter(), reading);
      range.from().ifPresent(from -> all.min(new BsonDocument(Paths.ID, from)));
      range.to().ifPresent(to -> all.max(new BsonDocument(Paths.ID, to)));
      if (range.from().isPresent() || range.to().isPresent()) {
        all.hint(new BsonDocument(Paths.ID, new BsonInt32(1)));
      }
      found.add(all);
      if (range.from().isPresent() && range.to().isEmpty()) {
        // A range without an end stops before the greatest id that there can be.
        BsonDocument greatest = new BsonDocument(Paths.ID, new BsonMaxKey());
        found.add(find(collection, IdRange.both(range.filter(), greatest.toJson()), reading));
      }
      DocumentRows rows = new DocumentRows(Layout.of(whole), table.storedColumns());
      return new MongoReader(session, reading, found, rows, split);
    } catch (RuntimeException | Error failure) {
      reading.close();
      throw failure;
    }
  }

  private FindIterable<RawBsonDocument> find(
      Collection collection, String filter, ClientSession reading) {
    return session
        .database()
        .withReadConcern(snapshot.concern(session.server()))
        .getCollection(collection.name(), RawBsonDocument.class)
        .find(reading, IdRange.query(filter))
        .batchSize(documentsInAnAnswer(collection));
  }

  private int documentsInAnAnswer(Collection collection) {
    Descriptions.Size size = descriptions.knownSize(collection);
    long each = size.documents() <= 0 ? 1 : Math.max(1, size.bytes() / size.documents());
    return (int) Math.max(1, Math.min(10_000, ANSWER_BYTES / each));
  }

  @Override
  public void close() {
    session.close();
  }

  /** What the driver throws, as ours. */
  private <T> T asking(String where, Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException failure) {
      throw session.failed(failure, where.isEmpty() ? session.endpoint().toString() : where);
    }
  }
}
