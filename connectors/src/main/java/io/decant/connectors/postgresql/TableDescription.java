package io.decant.connectors.postgresql;

import static io.decant.connectors.postgresql.PostgresCatalog.texts;

import io.decant.connectors.sql.DescribedTable;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One table while its parts come in from the catalog, query by query. */
final class TableDescription {
  /** The names of keys and indexes are PostgreSQL's own, unique in their schema. */
  static final String OWN_NAMES = "postgresql-names";

  /** Characters that any database takes in a key. */
  private static final int CLOSE_LIMIT = 100;

  /** What the server prints of an index only where it is not as usual. */
  private static final Pattern PROPERTY =
      Pattern.compile(" COLLATE | NULLS (FIRST|LAST|NOT DISTINCT)| INCLUDE \\(| WITH \\(");

  private final TableName name;
  private final String comment;
  private final Statistics statistics;
  private final List<Column> columns = new ArrayList<>();
  private Optional<Key> primaryKey = Optional.empty();
  private final List<Key> uniqueKeys = new ArrayList<>();
  private final Map<String, Index> indexes = new LinkedHashMap<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final Map<String, Integer> longestTexts = new LinkedHashMap<>();
  private final Set<String> options = new HashSet<>(Set.of(OWN_NAMES));

  /**
   * @param parents the tables that it inherits from, with commas between; empty for none
   */
  TableDescription(
      TableName name, String comment, Statistics statistics, boolean unlogged, String parents) {
    this.name = name;
    this.comment = comment;
    this.statistics = statistics;
    if (unlogged) {
      options.add(UnspokenFacts.UNLOGGED);
    }
    if (!parents.isEmpty()) {
      options.add(UnspokenFacts.INHERITS + parents);
    }
  }

  static TableDescription of(ResultSet row) throws SQLException {
    String parents = row.getString("parents");
    return new TableDescription(
        new TableName(row.getString("schema"), row.getString("name")),
        row.getString("comment"),
        new Statistics(row.getLong("rows"), row.getLong("bytes"), false),
        row.getBoolean("unlogged"),
        parents == null ? "" : parents);
  }

  TableName name() {
    return name;
  }

  void addColumn(Column column, String collation) {
    columns.add(column);
    if (!collation.isEmpty()) {
      options.add(UnspokenFacts.COLLATION + collation + " " + column.name());
    }
  }

  void addKey(ResultSet row) throws SQLException {
    Key key =
        new Key(
            row.getString("name"),
            texts(row, "columns"),
            row.getBoolean("nulls_equal"),
            row.getBoolean("deferrable"),
            row.getBoolean("deferred"));
    addKey(key, row.getString("kind").equals("p"));
  }

  void addKey(Key key, boolean primary) {
    if (primary) {
      primaryKey = Optional.of(key);
    } else {
      uniqueKeys.add(key);
    }
  }

  /** One part of an index; the parts of one index come one after the other. */
  void addIndexPart(ResultSet row) throws SQLException {
    String column = row.getString("column");
    String operatorClass = row.getString("class");
    addIndexPart(
        row.getString("name"),
        part(
            column == null ? "" : column,
            row.getString("expression"),
            operatorClass == null ? "" : operatorClass,
            row.getBoolean("descending")),
        row.getBoolean("is_unique"),
        row.getString("method"),
        Optional.ofNullable(row.getString("predicate")),
        row.getString("definition"));
  }

  /**
   * @param definition of the whole index, from its method on
   */
  void addIndexPart(
      String indexName,
      Index.Part part,
      boolean unique,
      String method,
      Optional<String> predicate,
      String definition) {
    Index known = indexes.get(indexName);
    List<Index.Part> parts = new ArrayList<>(known == null ? List.of() : known.parts());
    parts.add(part);
    indexes.put(
        indexName,
        new Index(
            indexName,
            parts,
            unique,
            method,
            predicate.map(TableDescription::own),
            PostgresTypes.ENGINE,
            PROPERTY.matcher(definition).find() ? definition : ""));
  }

  /**
   * An expression part stands in its own parentheses, its operator class behind them.
   *
   * @param column empty for an expression
   * @param expression what is indexed, as the server prints it
   * @param operatorClass empty for the usual one
   */
  static Index.Part part(
      String column, String expression, String operatorClass, boolean descending) {
    if (!column.isEmpty() && operatorClass.isEmpty()) {
      return new Index.Part(column, Optional.empty(), descending, 0);
    }
    String spelled = "(" + expression + ")";
    return Index.Part.of(
        own(operatorClass.isEmpty() ? spelled : spelled + " " + operatorClass), descending);
  }

  private static Expression own(String sql) {
    return Expression.of(PostgresTypes.ENGINE, sql);
  }

  void addForeignKey(ResultSet row) throws SQLException {
    addForeignKey(
        new ForeignKey(
            row.getString("name"),
            texts(row, "columns"),
            new TableName(row.getString("target_schema"), row.getString("target_name")),
            texts(row, "target_columns"),
            action(row.getString("on_delete")),
            action(row.getString("on_update")),
            row.getBoolean("deferrable"),
            row.getBoolean("deferred"),
            row.getBoolean("validated"),
            row.getBoolean("full_match")),
        row.getBoolean("partly"));
  }

  /**
   * @param partly a deletion clears some of its columns only
   */
  void addForeignKey(ForeignKey key, boolean partly) {
    if (partly) {
      options.add(UnspokenFacts.PARTLY_CLEARED + key.name());
    }
    foreignKeys.add(key);
  }

  private static ForeignKey.Action action(String letter) {
    return switch (letter) {
      case "r" -> ForeignKey.Action.RESTRICT;
      case "c" -> ForeignKey.Action.CASCADE;
      case "n" -> ForeignKey.Action.SET_NULL;
      case "d" -> ForeignKey.Action.SET_DEFAULT;
      default -> ForeignKey.Action.NO_ACTION;
    };
  }

  void addCheck(String checkName, String expression) {
    checks.add(new Check(checkName, own(expression)));
  }

  /** Columns of texts in keys whose declared length says little of how long they are. */
  List<String> longKeyColumns() {
    Set<String> inKeys = new LinkedHashSet<>();
    primaryKey.ifPresent(key -> inKeys.addAll(key.columns()));
    uniqueKeys.forEach(key -> inKeys.addAll(key.columns()));
    foreignKeys.forEach(key -> inKeys.addAll(key.columns()));
    indexes.values().stream()
        .filter(Index::unique)
        .flatMap(index -> index.parts().stream())
        .forEach(part -> inKeys.add(part.column()));
    return columns.stream()
        .filter(column -> inKeys.contains(column.name()) && isLong(column.type()))
        .map(Column::name)
        .toList();
  }

  private static boolean isLong(LogicalType type) {
    return type instanceof LogicalType.Text
        || type instanceof LogicalType.Varchar text && text.length() > CLOSE_LIMIT;
  }

  void longestTexts(Map<String, Integer> characters) {
    longestTexts.putAll(characters);
  }

  Table table() {
    Table table =
        new Table(
            name,
            columns,
            primaryKey,
            uniqueKeys,
            List.copyOf(indexes.values()),
            foreignKeys,
            checks,
            comment,
            new Statistics(statistics.rows(), statistics.bytes(), statistics.exact(), longestTexts),
            options);
    return DescribedTable.of(
        table, PostgresGrammar.INSTANCE, column -> ValueType.of(column.type()));
  }
}
