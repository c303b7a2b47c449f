package io.decant.connectors.mongodb;

import io.decant.converter.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What becomes of an index of rows.
 *
 * @param made whether there is an index like it
 * @param reason why not, or what is otherwise; else empty
 */
record IndexFit(boolean made, String reason) {
  private static final Set<String> ORDERED = Set.of("btree", "hash", "brin");

  static IndexFit of(Index index) {
    boolean own = index.engine().equals(MongoConnector.SCHEME);
    boolean prefix = index.parts().stream().anyMatch(part -> part.prefixLength() > 0);
    if (own) {
      return new IndexFit(true, "");
    }
    if (!ORDERED.contains(index.method())) {
      return no("an index of the method " + index.method() + ": make the one that queries need");
    }
    if (index.parts().stream().anyMatch(Index.Part::isExpression)) {
      return no("an index of an expression: MongoDB indexes fields alone");
    }
    if (index.unique() && (index.predicate().isPresent() || prefix)) {
      return no("unique only for some rows, or by the beginning of values");
    }
    List<String> otherwise = new ArrayList<>();
    index.predicate().ifPresent(only -> otherwise.add("of all documents, not only where " + only));
    if (prefix) {
      otherwise.add("of the whole values");
    }
    if (!index.definition().isEmpty()) {
      otherwise.add("without what " + index.engine() + " says of it: " + index.definition());
    }
    return new IndexFit(true, String.join("; ", otherwise));
  }

  private static IndexFit no(String reason) {
    return new IndexFit(false, reason);
  }
}
