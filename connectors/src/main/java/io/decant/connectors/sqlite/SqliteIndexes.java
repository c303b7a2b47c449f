package io.decant.connectors.sqlite;

import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table's indexes as SQLite can have them. */
final class SqliteIndexes {
  /** Hears what is not as it was. */
  interface Remarks {
    void add(ObjectKind kind, String name, Outcome outcome, String code, String reason);
  }

  private final Table table;
  private final ExpressionFit expressions;
  private final Remarks remarks;

  SqliteIndexes(Table table, ExpressionFit expressions, Remarks remarks) {
    this.table = table;
    this.expressions = expressions;
    this.remarks = remarks;
  }

  List<Index> all() {
    return table.indexes().stream().flatMap(index -> index(index).stream()).toList();
  }

  /** Says when a key's texts were compared in a way that SQLite cannot. */
  void merged(ObjectKind kind, String name, List<String> columns) {
    for (Column column : table.columns()) {
      Collation wanted = SqliteTypes.collationOf(column.type());
      Collation nearest = SqliteTypes.collation(wanted);
      if (columns.contains(column.name()) && !isSame(wanted, nearest)) {
        String instead =
            nearest.ignoresCase()
                ? "NOCASE of SQLite ignores the case of ASCII letters only"
                : "SQLite compares its bytes";
        String reason = column.name() + " was compared by " + wanted.name() + "; " + instead;
        remarks.add(kind, name, Outcome.CHANGED, "CI_UNIQUE", reason);
      }
    }
  }

  /** Which case is ignored differs wherever case is ignored; only spaces are spaces everywhere. */
  private static boolean isSame(Collation wanted, Collation nearest) {
    boolean exact = !wanted.ignoresCase() && !wanted.ignoresAccents();
    return wanted.equals(nearest) || (exact && wanted.padsSpaces() == nearest.padsSpaces());
  }

  private Optional<Index> index(Index index) {
    boolean foreign = !index.engine().equals(SqliteConnector.SCHEME);
    if (!Set.of("", "btree", "hash").contains(index.method())) {
      return skipped(index, "INDEX_METHOD", "SQLite has no " + index.method() + " index");
    }
    List<Index.Part> parts = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      Optional<Fitted> fitted = part.expression().map(expressions::value);
      if (fitted.isPresent() && fitted.get().expression().isEmpty()) {
        return skipped(index, "INDEX_EXPRESSION", "an expression of " + index.engine());
      }
      fitted.ifPresent(by -> doubted(index, by));
      parts.add(
          new Index.Part(part.column(), fitted.flatMap(Fitted::expression), part.descending(), 0));
    }
    Optional<Fitted> condition = index.predicate().map(expressions::condition);
    Optional<Expression> predicate = condition.flatMap(Fitted::expression);
    boolean whole = index.predicate().isPresent() && predicate.isEmpty();
    if (whole && index.unique()) {
      String reason = "its condition is one of " + index.engine() + ": ";
      return skipped(index, "PARTIAL_UNIQUE", reason + index.predicate().get());
    }
    condition.ifPresent(by -> doubted(index, by));
    if (whole) {
      changed(index, "PARTIAL_INDEX", "covers all rows: its condition is the source's own");
    }
    if (index.parts().stream().anyMatch(part -> part.prefixLength() > 0)) {
      changed(index, "INDEX_PREFIX", "covers whole values, not their beginnings");
    }
    if (index.method().equals("hash")) {
      changed(index, "INDEX_METHOD", "sorted, not hashed");
    }
    if (!index.definition().isEmpty()) {
      changed(index, "INDEX_PROPERTY", "without the properties in: " + index.definition());
    }
    if (index.unique()) {
      List<String> columns = index.parts().stream().map(Index.Part::column).toList();
      merged(ObjectKind.INDEX, index.name(), columns);
    }
    String name = foreign ? indexName(index) : index.name();
    return Optional.of(
        new Index(name, parts, index.unique(), "btree", predicate, SqliteConnector.SCHEME));
  }

  /**
   * Indexes share one space of names with the tables of the whole database here, elsewhere they are
   * unique in their table only. The dot tells (a_b, c) from (a, b_c), and an index from a table.
   */
  private String indexName(Index index) {
    List<String> columns = index.parts().stream().map(Index.Part::column).toList();
    String name = index.name().isEmpty() ? String.join("_", columns) : index.name();
    return table.name().name() + "." + name;
  }

  private Optional<Index> skipped(Index index, String code, String reason) {
    remarks.add(ObjectKind.INDEX, index.name(), Outcome.SKIPPED, code, reason);
    return Optional.empty();
  }

  private void changed(Index index, String code, String reason) {
    remarks.add(ObjectKind.INDEX, index.name(), Outcome.CHANGED, code, reason);
  }

  private void doubted(Index index, Fitted fitted) {
    fitted.doubts().forEach(doubt -> changed(index, "TEXT_COMPARISON", doubt));
  }
}
