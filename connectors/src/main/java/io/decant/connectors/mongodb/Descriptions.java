package io.decant.connectors.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import io.decant.connectors.documents.Inference;
import io.decant.connectors.documents.InferenceRules;
import io.decant.connectors.documents.Shape;
import io.decant.connectors.spi.Catalog;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * The tables of a database: those that Decant made, as it remembers them, and those that samples of
 * the other collections show. What a look has shown is kept until the next. Thread-safe.
 */
final class Descriptions {
  private final MongoSession session;
  private final Sampler sampler;
  private final InferenceRules rules;
  private final RememberedTables remembered;
  private final Map<TableName, Table> seen = new ConcurrentHashMap<>();
  private final Map<String, Collection> collections = new ConcurrentHashMap<>();
  private final Map<String, Size> sizes = new ConcurrentHashMap<>();

  /**
   * How big a collection is.
   *
   * @param bytes of its documents, not compressed
   */
  record Size(long documents, long bytes) {}

  Descriptions(MongoSession session, Sampling sampling, InferenceRules rules) {
    this.session = session;
    this.sampler = new Sampler(session, sampling);
    this.rules = rules;
    this.remembered = new RememberedTables(session);
  }

  /** Looks at everything anew. */
  Catalog look(String product) {
    MongoCatalog catalog = list();
    List<SchemaObject> others = new ArrayList<>(catalog.others());
    Map<TableName, Table> found = new ConcurrentHashMap<>();
    Set<String> made = new HashSet<>();
    List<Table> own = new ArrayList<>(remembered.in(catalog.tables()));
    Set<String> outgrown = outgrown(own);
    own.removeIf(table -> outgrown.contains(Layouts.collection(table)));
    for (Table table : own) {
      Collection collection = requireNonNull(collections.get(Layouts.collection(table)));
      found.put(table.name(), measured(table, size(collection)));
      made.add(collection.name());
    }
    Set<TableName> taken = new HashSet<>(found.keySet());
    catalog.tables().forEach(collection -> taken.add(TableName.of(collection.name())));
    for (Collection collection : catalog.tables()) {
      if (!made.contains(collection.name())) {
        try {
          inferred(collection, taken).forEach(table -> found.put(table.name(), table));
        } catch (MongoException refused) {
          others.add(unreadable(collection, refused));
        }
      }
    }
    seen.clear();
    seen.putAll(found);
    return new Catalog(product, "", found.keySet().stream().sorted().toList(), others);
  }

  /**
   * Collections in which others have written what our tables have no columns for. A target is read
   * as what was made there, whatever became of it; a source must not lose anything.
   */
  private Set<String> outgrown(List<Table> own) {
    Set<String> outgrown = new HashSet<>();
    if (session.endpoint().role() == Role.SOURCE) {
      for (Table table : own) {
        Collection collection = requireNonNull(collections.get(Layouts.collection(table)));
        if (!sampler.fits(table, collection, size(collection).documents())) {
          outgrown.add(collection.name());
        }
      }
    }
    return outgrown;
  }

  private MongoCatalog list() {
    MongoCatalog catalog = MongoCatalog.of(session.database());
    collections.clear();
    catalog.collections().forEach(each -> collections.put(each.name(), each));
    return catalog;
  }

  private static SchemaObject unreadable(Collection collection, MongoException refused) {
    if (!MongoErrors.isUnauthorized(refused)) {
      throw refused;
    }
    return new SchemaObject(
        ObjectKind.TABLE,
        collection.name(),
        "",
        "this user may not read it: grant the role read on the database");
  }

  private List<Table> inferred(Collection collection, Set<TableName> taken) {
    Size size = size(collection);
    Shape shape = sampler.shape(collection, size.documents());
    Set<TableName> others = new HashSet<>(taken);
    others.remove(TableName.of(collection.name()));
    List<Table> tables = new ArrayList<>();
    for (Table table :
        Inference.tables(TableName.of(collection.name()), shape, size.documents(), rules, others)) {
      taken.add(table.name());
      tables.add(Layouts.isChild(table) ? table : described(measured(table, size), collection));
    }
    return tables;
  }

  private Table described(Table table, Collection collection) {
    List<BsonDocument> indexes = new ArrayList<>();
    session
        .database()
        .getCollection(collection.name())
        .listIndexes(BsonDocument.class)
        .into(indexes);
    return UnspokenFacts.add(CollectionIndexes.add(table, indexes), collection);
  }

  private static Table measured(Table table, Size size) {
    return table.withStatistics(new Statistics(size.documents(), size.bytes(), false));
  }

  /**
   * Tables by their names: those that Decant made as it remembers them now, the others as the last
   * look has shown them; else by another look.
   */
  List<Table> describe(List<TableName> names) {
    if (session.endpoint().role() == Role.TARGET) {
      remember();
    }
    if (!seen.keySet().containsAll(names)) {
      look("");
    }
    return names.stream().map(name -> whole(name).orElseThrow(() -> missing(name))).toList();
  }

  /** What is read back may have been made after the last look. */
  private void remember() {
    for (Table table : remembered.in(list().tables())) {
      Size size = size(requireNonNull(collections.get(Layouts.collection(table))));
      seen.put(table.name(), measured(table, size));
    }
  }

  /** With all of its columns, as far as that is known. */
  Optional<Table> whole(TableName name) {
    return Optional.ofNullable(seen.get(name));
  }

  private boolean exists(String collection) {
    return collections.containsKey(collection)
        || list().collections().stream().anyMatch(each -> each.name().equals(collection));
  }

  /** Where a table's documents lie. */
  Collection collection(Table table) {
    String name = Layouts.collection(table);
    Collection collection = exists(name) ? collections.get(name) : null;
    if (collection == null) {
      throw missing(table.name());
    }
    return collection;
  }

  private EndpointFailure missing(TableName name) {
    return new EndpointFailure(
        session.endpoint().role(),
        name.toString(),
        "no such collection in " + session.endpoint(),
        "",
        null);
  }

  /** Any collection that has a moment to be read at. */
  Optional<String> anyCollection() {
    return list().tables().stream().map(Collection::name).findFirst();
  }

  Size knownSize(Collection collection) {
    Size known = sizes.get(collection.name());
    return known != null ? known : size(collection);
  }

  /** Asks the server, which need not count for it. */
  Size size(Collection collection) {
    try {
      BsonDocument asked = new BsonDocument("collStats", new BsonString(collection.name()));
      BsonDocument stats = session.database().runCommand(asked, BsonDocument.class);
      BsonInt64 none = new BsonInt64(0);
      Size size =
          new Size(
              stats.getNumber("count", none).longValue(),
              stats.getNumber("size", none).longValue());
      sizes.put(collection.name(), size);
      return size;
    } catch (MongoException notTold) {
      // Taken for large: samples tell of it, unless all is asked for.
      return new Size(Sampling.ALL - 1, -1);
    }
  }
}
