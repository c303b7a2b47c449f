package io.decant.connectors.postgresql;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keys and indexes as PostgreSQL can have them. Their names share one space with the schema's
 * tables, so a name that another engine kept unique in its table only gets the table's in front.
 */
final class AcceptedKeys {
  private static final Set<String> METHODS =
      Set.of("btree", "hash", "gin", "gist", "spgist", "brin");

  private final Table asked;
  private final TableName name;
  private final List<Column> columns;
  private final ExpressionFit expressions;
  private final List<Remark> remarks;
  private final boolean ownNames;
  private final Set<String> taken = new HashSet<>();

  AcceptedKeys(
      Table asked,
      TableName name,
      List<Column> columns,
      ExpressionFit expressions,
      List<Remark> remarks) {
    this.asked = asked;
    this.name = name;
    this.columns = columns;
    this.expressions = expressions;
    this.remarks = remarks;
    this.ownNames = asked.options().contains(TableDescription.OWN_NAMES);
  }

  Optional<Key> primaryKey() {
    return asked.primaryKey().flatMap(key -> key(ObjectKind.PRIMARY_KEY, key, "_pkey"));
  }

  List<Key> uniqueKeys() {
    return asked.uniqueKeys().stream()
        .flatMap(key -> key(ObjectKind.UNIQUE_KEY, key, "_key").stream())
        .toList();
  }

  private Optional<Key> key(ObjectKind kind, Key key, String suffix) {
    String shown = key.name().isEmpty() ? String.join(",", key.columns()) : key.name();
    if (!comparable(kind, shown, key.columns())) {
      return Optional.empty();
    }
    remarkMerging(kind, shown, key.columns());
    List<String> named = key.columns().stream().map(PostgresNames::column).toList();
    String newName = name(key.name(), kind == ObjectKind.PRIMARY_KEY ? List.of() : named, suffix);
    return Optional.of(
        new Key(newName, named, key.nullsEqual(), key.deferrable(), key.initiallyDeferred()));
  }

  private String name(String given, List<String> parts, String suffix) {
    if (ownNames && !given.isEmpty()) {
      return PostgresNames.shortened(given);
    }
    if (given.isEmpty() || suffix.equals("_pkey")) {
      String middle = parts.isEmpty() ? "" : "_" + String.join("_", parts);
      return PostgresNames.shortened(name.name() + middle + suffix);
    }
    String full = given.startsWith(name.name() + "_") ? given : name.name() + "_" + given;
    String wanted = PostgresNames.shortened(full.endsWith(suffix) ? full : full + suffix);
    // Of the indexes b and t_b of the table t, both would be called t_b_idx.
    return taken.add(wanted) ? wanted : PostgresNames.distinct(wanted, given);
  }

  List<Index> indexes() {
    List<Index> indexes = new ArrayList<>();
    for (Index index : asked.indexes()) {
      if (index.engine().equals(PostgresTypes.ENGINE)) {
        ownIndex(index).ifPresent(indexes::add);
      } else {
        otherIndex(index).ifPresent(indexes::add);
      }
    }
    return indexes;
  }

  private Optional<Index> ownIndex(Index index) {
    boolean foreign =
        index.predicate().filter(by -> namesOthers(asked, by.text())).isPresent()
            || index.parts().stream()
                .flatMap(part -> part.expression().stream())
                .anyMatch(by -> namesOthers(asked, by.text()));
    if (foreign || !METHODS.contains(index.method())) {
      return skipped(
          index,
          "INDEX_EXPRESSION",
          "it needs functions or types that a new database need not have");
    }
    boolean plain = namesOthers(asked, index.definition());
    if (plain) {
      remark(
          ObjectKind.INDEX,
          index.name(),
          Outcome.CHANGED,
          "INDEX_PROPERTY",
          "without what a new database need not have: " + index.definition());
    }
    return Optional.of(
        new Index(
            PostgresNames.shortened(index.name()),
            index.parts().stream().map(this::renamed).toList(),
            index.unique(),
            index.method(),
            index.predicate().flatMap(by -> expressions.condition(by).expression()),
            PostgresTypes.ENGINE,
            plain ? "" : index.definition()));
  }

  private Index.Part renamed(Index.Part part) {
    return part.isExpression()
        ? part.expression()
            .flatMap(by -> expressions.value(by).expression())
            .map(by -> Index.Part.of(by, part.descending()))
            .orElse(part)
        : new Index.Part(
            PostgresNames.column(part.column()), Optional.empty(), part.descending(), 0);
  }

  private Optional<Index> otherIndex(Index index) {
    Optional<Expression> predicate = Optional.empty();
    if (index.predicate().isPresent()) {
      predicate = fitted(index, index.predicate().get(), expressions::condition);
      if (predicate.isEmpty()) {
        return skipped(
            index,
            index.unique() ? "PARTIAL_UNIQUE" : "PARTIAL_INDEX",
            index.engine() + "'s own condition: " + index.predicate().get());
      }
    }
    List<String> names =
        index.parts().stream()
            .filter(part -> !part.isExpression())
            .map(Index.Part::column)
            .toList();
    if (index.method().equals("fulltext")) {
      return skipped(
          index,
          "FULLTEXT_INDEX",
          "PostgreSQL searches words through another operator; nearest is: " + textSearch(names));
    }
    if (index.method().equals("spatial")) {
      return skipped(
          index, "SPATIAL_INDEX", "the shapes are bytes here, because PostGIS is not assumed");
    }
    if (!index.method().equals("btree") && !index.method().equals("hash")) {
      return skipped(
          index, "INDEX_METHOD", "PostgreSQL has no index of the kind " + index.method());
    }
    if (index.method().equals("hash")) {
      String reason = "sorted, not hashed";
      remark(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "INDEX_METHOD", reason);
    }
    if (!comparable(ObjectKind.INDEX, index.name(), names)) {
      return Optional.empty();
    }
    if (index.unique()) {
      remarkMerging(ObjectKind.INDEX, index.name(), names);
    }
    List<Index.Part> parts = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      Optional<Index.Part> fitted =
          part.expression().isEmpty()
              ? Optional.of(prefixed(part))
              : fitted(index, part.expression().get(), expressions::value)
                  .map(by -> parenthesised(by, part.descending()));
      if (fitted.isEmpty()) {
        return skipped(index, "INDEX_EXPRESSION", index.engine() + "'s own expression: " + part);
      }
      parts.add(fitted.get());
    }
    List<String> newNames = names.stream().map(PostgresNames::column).toList();
    return Optional.of(
        new Index(
            name(index.name(), newNames, "_idx"),
            parts,
            index.unique(),
            "btree",
            predicate,
            PostgresTypes.ENGINE));
  }

  /** The index of words that a person may want to make, and then to query with @@. */
  private String textSearch(List<String> parts) {
    String words =
        parts.stream()
            .map(part -> PostgresDialect.INSTANCE.quote(PostgresNames.column(part)))
            .map(column -> "coalesce(" + column + ", '')")
            .collect(Collectors.joining(" || ' ' || "));
    return "CREATE INDEX ON "
        + PostgresDialect.INSTANCE.table(name)
        + " USING gin (to_tsvector('simple', "
        + words
        + "))";
  }

  private Optional<Expression> fitted(
      Index index, Expression by, Function<Expression, Fitted> fit) {
    Fitted fitted = fit.apply(by);
    fitted
        .doubts()
        .forEach(
            doubt ->
                remark(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "TEXT_COMPARISON", doubt));
    return fitted.expression();
  }

  private static Index.Part parenthesised(Expression by, boolean descending) {
    return Index.Part.of(Expression.of(PostgresTypes.ENGINE, "(" + by + ")"), descending);
  }

  /** The first characters or bytes of a value, as an expression. */
  private Index.Part prefixed(Index.Part part) {
    Index.Part whole = renamed(part);
    LogicalType.Kind kind = column(whole.column()).type().kind();
    boolean bytes = kind == LogicalType.Kind.BYTES;
    if (part.prefixLength() == 0 || !(bytes || isText(kind))) {
      return whole;
    }
    String quoted = PostgresDialect.INSTANCE.quote(whole.column());
    String expression =
        bytes
            ? "(substr(" + quoted + ", 1, " + part.prefixLength() + "))"
            : "(\"left\"((" + quoted + ")::text, " + part.prefixLength() + "))";
    return Index.Part.of(Expression.of(PostgresTypes.ENGINE, expression), part.descending());
  }

  private static boolean isText(LogicalType.Kind kind) {
    return kind == LogicalType.Kind.CHAR
        || kind == LogicalType.Kind.VARCHAR
        || kind == LogicalType.Kind.TEXT;
  }

  private Column column(String newName) {
    return columns.stream()
        .filter(column -> column.name().equals(newName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + newName));
  }

  /** The type json has no equality in PostgreSQL. */
  private boolean comparable(ObjectKind kind, String object, List<String> names) {
    for (String each : names) {
      if (column(PostgresNames.column(each)).type() instanceof Json json && !json.normalised()) {
        remark(
            kind,
            object,
            Outcome.SKIPPED,
            "KEY_TYPE",
            "PostgreSQL cannot compare json: column " + each);
        return false;
      }
    }
    return true;
  }

  private void remarkMerging(ObjectKind kind, String object, List<String> names) {
    for (String each : names) {
      if (collation(asked.column(each).type()).merges()) {
        remark(
            kind,
            object,
            Outcome.CHANGED,
            "CI_UNIQUE",
            "texts of "
                + each
                + " that differ in case, accents or trailing spaces are different keys here");
        return;
      }
    }
  }

  private static Collation collation(LogicalType type) {
    if (type instanceof Char text) {
      return text.collation();
    }
    if (type instanceof Varchar text) {
      return text.collation();
    }
    return type instanceof Text text ? text.collation() : Collation.BINARY;
  }

  /** Whether an expression needs more than the server and the enums of the table's own columns. */
  static boolean namesOthers(Table asked, String sql) {
    String rest = sql;
    for (Column column : asked.columns()) {
      if (column.type() instanceof Enumerated) {
        rest = rest.replace("::" + column.nativeType(), "");
      }
    }
    return SqlWords.namesOtherObjects(rest);
  }

  private Optional<Index> skipped(Index index, String code, String reason) {
    remark(ObjectKind.INDEX, index.name(), Outcome.SKIPPED, code, reason);
    return Optional.empty();
  }

  private void remark(ObjectKind kind, String object, Outcome outcome, String code, String reason) {
    remarks.add(new Remark(new ObjectRef(kind, asked.name(), object), outcome, code, reason));
  }
}
