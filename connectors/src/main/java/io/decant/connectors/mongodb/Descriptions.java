package io.decant.connectors.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import io.decant.connectors.spi.Catalog;
import io.decant.converter.DecantException.EndpointFailure;
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
 * The tables of a database: those that Decant made, as it remembers them. What a look has shown is
 * kept until the next. Thread-safe.
 */
final class Descriptions {
  private final MongoSession session;
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

  Descriptions(MongoSession session) {
    this.session = session;
    this.remembered = new RememberedTables(session);
  }

  /** Looks at everything anew. */
  Catalog look(String product) {
    MongoCatalog catalog = list();
    List<SchemaObject> others = new ArrayList<>(catalog.others());
    Map<TableName, Table> found = new ConcurrentHashMap<>();
    Set<String> made = new HashSet<>();
    for (Table table : remembered.in(catalog.tables())) {
      Collection collection = requireNonNull(collections.get(Layouts.collection(table)));
      found.put(table.name(), measured(table, size(collection)));
      made.add(collection.name());
    }
    for (Collection collection : catalog.tables()) {
      if (!made.contains(collection.name())) {
        others.add(unknown(collection));
      }
    }
    seen.clear();
    seen.putAll(found);
    return new Catalog(product, "", found.keySet().stream().sorted().toList(), others);
  }

  private MongoCatalog list() {
    MongoCatalog catalog = MongoCatalog.of(session.database());
    collections.clear();
    catalog.collections().forEach(each -> collections.put(each.name(), each));
    return catalog;
  }

  private static SchemaObject unknown(Collection collection) {
    return new SchemaObject(
        ObjectKind.VIRTUAL_TABLE,
        collection.name(),
        "",
        "a collection that Decant did not make is not read yet");
  }

  private static Table measured(Table table, Size size) {
    return table.withStatistics(new Statistics(size.documents(), size.bytes(), false));
  }

  /**
   * Tables by their names: those that Decant made as it remembers them now, the others as the last
   * look has shown them; else by another look.
   */
  List<Table> describe(List<TableName> names) {
    Map<String, Table> own = remembered.all();
    list();
    List<Table> tables = new ArrayList<>();
    for (TableName name : names) {
      Table made = own.get(name.name());
      if (made != null && collections.containsKey(Layouts.collection(made))) {
        Table now = measured(made, size(collection(made)));
        seen.put(now.name(), now);
      } else if (!seen.containsKey(name)) {
        look("");
      }
      tables.add(whole(name).orElseThrow(() -> missing(name)));
    }
    return tables;
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
      return new Size(-1, -1);
    }
  }
}
