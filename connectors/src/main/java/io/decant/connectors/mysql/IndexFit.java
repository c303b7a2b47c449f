package io.decant.connectors.mysql;

import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Index.Part;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table's indexes within InnoDB's limits: MySQL manual, "InnoDB Limits". */
final class IndexFit {
  private static final int PREFIX_CHARACTERS = 255;

  private final Table table;
  private final Map<String, String> names;
  private final ServerTraits traits;
  private final KeyFit.Remarks remarks;

  /**
   * @param names the columns' names as they were, to the names as they will be
   */
  IndexFit(Table table, Map<String, String> names, ServerTraits traits, KeyFit.Remarks remarks) {
    this.table = table;
    this.names = names;
    this.traits = traits;
    this.remarks = remarks;
  }

  /**
   * @param held the columns as they will be, in the table's order
   * @param uniqueKeys whose names are taken
   */
  List<Index> indexes(List<Column> held, List<Key> uniqueKeys, MySqlExpressions expressions) {
    Names distinct = new Names();
    uniqueKeys.forEach(key -> distinct.distinct(key.name()));
    List<Index> kept = new ArrayList<>();
    for (Index index : table.indexes()) {
      Optional<Index> partial = partialUnique(index, held, expressions);
      if (partial.isPresent()) {
        kept.add(named(partial.get(), distinct));
        continue;
      }
      String refusal = refusal(index, held, expressions);
      if (!refusal.isEmpty()) {
        remarks.add(
            ObjectKind.INDEX,
            index.name(),
            Outcome.SKIPPED,
            index.predicate().isPresent() ? "PARTIAL_UNIQUE" : "INDEX",
            refusal);
        continue;
      }
      index
          .predicate()
          .ifPresent(
              predicate ->
                  remarks.add(
                      ObjectKind.INDEX,
                      index.name(),
                      Outcome.CHANGED,
                      "PARTIAL_INDEX",
                      "over all rows, without WHERE " + predicate));
      if (!index.definition().isEmpty()) {
        remarks.add(
            ObjectKind.INDEX,
            index.name(),
            Outcome.CHANGED,
            "INDEX_PROPERTY",
            "without the properties in: " + index.definition());
      }
      if (index.method().equals("hash") && !index.engine().equals(MySqlTypes.ENGINE)) {
        remarks.add(
            ObjectKind.INDEX, index.name(), Outcome.CHANGED, "INDEX_METHOD", "sorted, not hashed");
      }
      kept.add(
          new Index(
              name(index, distinct),
              parts(index, held, expressions),
              index.unique(),
              index.method().equals("hash") ? "btree" : index.method(),
              Optional.empty(),
              MySqlTypes.ENGINE));
    }
    return kept;
  }

  /**
   * Unique among some rows only: an index on values that are NULL in all other rows, for NULLs do
   * not collide.
   */
  private Optional<Index> partialUnique(
      Index index, List<Column> held, MySqlExpressions expressions) {
    if (index.predicate().isEmpty() || !index.unique() || !traits.expressionIndexes()) {
      return Optional.empty();
    }
    Fitted fittedCondition = expressions.indexed(index.predicate().get());
    Optional<Expression> condition = fittedCondition.expression();
    Set<String> doubts = new LinkedHashSet<>(fittedCondition.doubts());
    List<Part> parts = new ArrayList<>();
    for (Part part : index.parts()) {
      Optional<Fitted> fitted = part.expression().map(expressions::indexed);
      fitted.ifPresent(by -> doubts.addAll(by.doubts()));
      Optional<String> value =
          fitted.isEmpty()
              ? expressions.column(held(held, part.column()))
              : fitted.get().expression().map(Expression::text);
      if (condition.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      String sql = "CASE WHEN " + condition.get() + " THEN " + value.get() + " END";
      parts.add(Part.of(Expression.of(MySqlTypes.ENGINE, sql), part.descending()));
    }
    remarks.add(
        ObjectKind.INDEX,
        index.name(),
        Outcome.CHANGED,
        "PARTIAL_UNIQUE",
        "an index on expressions that are NULL in the rows that its condition leaves out");
    doubted(index, doubts);
    return Optional.of(
        new Index(index.name(), parts, true, "btree", Optional.empty(), MySqlTypes.ENGINE));
  }

  private Index named(Index index, Names distinct) {
    return new Index(
        name(index, distinct),
        index.parts(),
        index.unique(),
        index.method(),
        index.predicate(),
        index.engine());
  }

  /** PRIMARY is what the server calls a primary key, and lets nothing else be called. */
  private String name(Index index, Names distinct) {
    if (index.name().isEmpty() || isPrimaryKey(index) && table.primaryKey().isEmpty()) {
      return index.name();
    }
    boolean reserved = index.name().equalsIgnoreCase(KeyFit.PRIMARY);
    String free = distinct.distinct(reserved ? index.name() + "_" : index.name());
    if (!index.name().equals(free)) {
      remarks.add(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "NAME", "renamed to " + free);
    }
    return free;
  }

  /** A primary key of the beginnings of values, which is no {@link Key}: described as an index. */
  static boolean isPrimaryKey(Index index) {
    return index.name().equals(KeyFit.PRIMARY)
        && index.unique()
        && index.engine().equals(MySqlTypes.ENGINE);
  }

  /** Why the index cannot be; empty when it can. */
  private String refusal(Index index, List<Column> held, MySqlExpressions expressions) {
    if (index.predicate().isPresent() && index.unique()) {
      return "unique among some rows only: no such index here";
    }
    if (index.parts().size() > KeyColumns.MAX_PARTS) {
      return "more than " + KeyColumns.MAX_PARTS + " columns";
    }
    if (!List.of("btree", "hash", "fulltext", "spatial").contains(index.method())) {
      return "no index of the kind " + index.method() + " here";
    }
    for (Part part : index.parts()) {
      if (part.expression().isPresent()) {
        Fitted fitted = expressions.indexed(part.expression().get());
        if (!traits.expressionIndexes() || fitted.expression().isEmpty()) {
          return "on an expression: " + part;
        }
        continue;
      }
      Column column = held(held, part.column());
      boolean spatial = index.method().equals("spatial");
      if (column.type().kind() == Kind.JSON) {
        return "JSON cannot be indexed";
      }
      if (spatial != (column.type().kind() == Kind.GEOMETRY) || spatial && column.nullable()) {
        return "a spatial index needs a geometry that is never NULL";
      }
    }
    return "";
  }

  private List<Part> parts(Index index, List<Column> held, MySqlExpressions expressions) {
    boolean sorted = index.method().equals("btree") || index.method().equals("hash");
    int room = KeyColumns.MAX_KEY_BYTES / index.parts().size();
    List<Part> parts = new ArrayList<>();
    for (Part part : index.parts()) {
      if (part.expression().isPresent()) {
        Fitted fitted = expressions.indexed(part.expression().get());
        doubted(index, fitted.doubts());
        fitted.expression().ifPresent(by -> parts.add(Part.of(by, part.descending())));
        continue;
      }
      Column column = held(held, part.column());
      int prefix = part.prefixLength();
      if (prefix == 0 && sorted) {
        prefix = prefix(column.type(), room);
        if (prefix > 0) {
          remarks.add(
              ObjectKind.INDEX,
              index.name(),
              Outcome.CHANGED,
              "INDEX_PREFIX",
              "over the first " + prefix + " of " + column.name() + " alone: no more fits here");
        }
      }
      parts.add(new Part(column.name(), Optional.empty(), part.descending() && sorted, prefix));
    }
    return parts;
  }

  private void doubted(Index index, Set<String> doubts) {
    doubts.forEach(
        doubt ->
            remarks.add(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "TEXT_COMPARISON", doubt));
  }

  /** Of what is too long to be indexed whole, the first characters or bytes; 0 for all. */
  private static int prefix(LogicalType type, int room) {
    return switch (type.kind()) {
      case TEXT -> Math.min(PREFIX_CHARACTERS, room / 4);
      case VARCHAR -> {
        LogicalType.Varchar text = (LogicalType.Varchar) type;
        int fitting = room / ColumnFit.characterBytes(text.collation());
        yield text.length() > fitting ? fitting : 0;
      }
      case BYTES -> {
        LogicalType.Bytes bytes = (LogicalType.Bytes) type;
        boolean fits = bytes.length() > 0 && bytes.length() <= Math.min(room, 1024);
        yield bytes.fixed() || fits ? 0 : Math.min(PREFIX_CHARACTERS, room);
      }
      default -> 0;
    };
  }

  private Column held(List<Column> held, String column) {
    String name = names.get(column);
    return held.stream().filter(found -> found.name().equals(name)).findFirst().orElseThrow();
  }
}
