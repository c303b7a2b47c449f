package io.decant.connectors.mongodb;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;

/** What a collection is beyond its documents, kept as options of its table. */
final class UnspokenFacts {
  private static final String CAPPED = "mongodb-capped";
  private static final String TIME_SERIES = "mongodb-time-series";
  private static final String GRID_FS = "mongodb-gridfs";

  private UnspokenFacts() {}

  static Table add(Table table, Collection collection) {
    Set<String> options = new TreeSet<>(table.options());
    if (collection.isCapped()) {
      options.add(CAPPED);
    }
    if (collection.isTimeSeries()) {
      options.add(TIME_SERIES);
    }
    if (collection.isGridFs()) {
      options.add(GRID_FS);
    }
    return table.withOptions(options);
  }

  static List<Remark> of(Table table) {
    List<Remark> remarks = new ArrayList<>();
    for (String option : new TreeSet<>(table.options())) {
      switch (option) {
        case CAPPED -> remarks.add(of(table, "CAPPED", "keeps all rows: it was of a limited size"));
        case TIME_SERIES ->
            remarks.add(of(table, "TIME_SERIES", "an ordinary table: it was a time series"));
        case GRID_FS ->
            remarks.add(of(table, "GRIDFS", "a part of GridFS, moved as the documents that it is"));
        default -> {
          if (option.startsWith(CollectionIndexes.OPTION)) {
            remarks.add(index(table, option.substring(CollectionIndexes.OPTION.length())));
          }
        }
      }
    }
    return remarks;
  }

  private static Remark of(Table table, String code, String reason) {
    ObjectRef ref = new ObjectRef(ObjectKind.TABLE, table.name(), table.name().name());
    return new Remark(ref, Outcome.CHANGED, code, reason);
  }

  private static Remark index(Table table, String definition) {
    BsonDocument index = BsonDocument.parse(definition);
    return new Remark(
        new ObjectRef(ObjectKind.INDEX, table.name(), index.getString("name").getValue()),
        Outcome.SKIPPED,
        "INDEX_METHOD",
        "an index of MongoDB alone, or of fields that are no columns: "
            + index.getDocument("key").toJson());
  }
}
