package io.decant.cli.endtoend;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Collections as people have them: objects in objects, arrays of records in arrays of records,
 * maps, fields that are missing, null, empty or of several types, and documents that nothing else
 * is like.
 */
final class Shelves {
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private static final List<String> RARE =
      List.of(
          "{_id: {$oid: '650000000000000000000001'}, title: {$symbol: 'x'}, new: {a: [1, {b: 2}]}}",
          "{_id: {$oid: '650000000000000000000002'}, pages: {$numberDecimal: '-0'}, title: null}",
          "{_id: {$oid: '650000000000000000000003'}, tags: 'one', author: 'nobody', reviews: []}",
          "{_id: {$oid: '650000000000000000000004'}, reviews: null, author: {}, tags: []}",
          "{_id: {$oid: '650000000000000000000005'}, reviews: [null, 5, {by: 'x'}], pages: 'many'}",
          "{_id: {$oid: '650000000000000000000006'}, author: {name: null}, 'a.b': 1, a_b: 2,"
              + " a: {b: 3}}",
          "{_id: {$oid: '650000000000000000000007'}, any: [{$minKey: 1}, {$maxKey: 1},"
              + " {$regularExpression: {pattern: 'a', options: 'i'}}, {$code: 'f()'},"
              + " {$code: 'f()', $scope: {x: 1}}, {$timestamp: {t: 5, i: 6}},"
              + " {$binary: {base64: 'AAE=', subType: '80'}}, {$undefined: true}]}",
          "{_id: {$oid: '650000000000000000000008'}, title: 'late', _id2: 1, pages: 3.5}");

  private static final List<String> ODD_PEOPLE =
      List.of(
          "{_id: 1000, home: 'none', jobs: [{firm: 5}, {firm: null}, {firm: {}}, 7, null]}",
          "{_id: 1001, rank: 1, home: {geo: {}, new: {a: 1}, street: 5}, name: 'n'}",
          "{_id: 1002, home: [{street: 'x'}], jobs: [{firm: {seats: {at: {floor: 1}}}}]}",
          "{_id: 1003, home: {geo: null}, jobs: [{firm: {seats: [{at: {}}, {at: 1}, {}]}}]}",
          "{_id: 1004, home: {geo: [1], street: null, _extra: 1, 'a.b': {c: 1}}, jobs: null}",
          "{_id: 1005, home: {$shape: 1}, jobs: {firm: {name: 'x'}}}",
          "{_id: 1006}");

  private Shelves() {}

  static void fill(MongoDatabase database) {
    MongoCollection<Document> books = database.getCollection("books");
    List<Document> some = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Document author = new Document("name", "Author " + i % 7).append("born", 1900 + i % 90);
      List<Document> reviews = new ArrayList<>();
      for (int j = 0; j < i % 4; j++) {
        reviews.add(
            new Document("by", "reader " + j)
                .append("stars", j + 1)
                .append("replies", List.of(new Document("by", "a").append("at", i))));
      }
      Document book =
          new Document("_id", new ObjectId(i, i))
              .append("title", "Title " + i)
              .append("pages", i % 5 == 0 ? (Object) (1L << 40 | i) : (Object) i)
              .append("author", author)
              .append("reviews", reviews)
              .append("tags", List.of("t" + i % 3, "u"))
              .append("price", new Decimal128(new BigDecimal("9.90")))
              .append("seen", new Date(1_700_000_000_123L + i));
      if (i % 10 == 0) {
        book.remove("author");
      }
      some.add(book);
    }
    books.insertMany(some);
    RARE.forEach(json -> books.insertOne(Document.parse(json)));
    MongoCollection<Document> mixed = database.getCollection("mixed ids");
    mixed.insertOne(new Document("_id", 1).append("x", "int"));
    mixed.insertOne(new Document("_id", "1").append("x", "string"));
    mixed.insertOne(new Document("_id", new Document("a", 1)).append("x", "document"));
    database.createCollection("empty");
  }

  /**
   * Objects in objects, in the elements of arrays, and around arrays; some are missing, null or
   * empty.
   */
  static void fillWithObjects(MongoDatabase database) {
    List<Document> people = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Document home =
          new Document("street", "Street " + i)
              .append("geo", new Document("lat", i + 0.5).append("lon", -1.5))
              .append("_id", i);
      List<Document> jobs = new ArrayList<>();
      for (int j = 0; j < i % 3; j++) {
        List<Document> seats = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
          seats.add(new Document("town", "T" + k).append("at", new Document("floor", k)));
        }
        jobs.add(
            new Document("title", "t" + j)
                .append("firm", new Document("name", "f" + i).append("seats", seats))
                .append("until", new Date(1_700_000_000_000L)));
      }
      Document person = new Document("_id", i).append("name", "n" + i);
      switch (i % 8) {
        case 0 -> person.append("home", new Document());
        case 1 -> person.append("home", null);
        default -> person.append("home", home);
      }
      people.add(person.append("jobs", jobs).append("rank", i % 5));
    }
    database.getCollection("people").insertMany(people);
  }

  /** People whose objects are unlike those of everybody else. */
  static void addOddObjects(MongoDatabase database) {
    database.getCollection("people").insertMany(ODD_PEOPLE.stream().map(Document::parse).toList());
  }

  /** All documents, to the last type, by collection. */
  static Map<String, List<String>> documents(MongoDatabase database) {
    Map<String, List<String>> all = new TreeMap<>();
    for (String name : database.listCollectionNames()) {
      if (!name.startsWith("_decant")) {
        List<String> documents = new ArrayList<>();
        for (RawBsonDocument each : database.getCollection(name, RawBsonDocument.class).find()) {
          documents.add(each.toJson(EXACT));
        }
        documents.sort(null);
        all.put(name, documents);
      }
    }
    return all;
  }
}
