package io.decant.connectors.mysql;

import io.decant.connectors.mysql.MySqlCatalog.IndexRow;
import io.decant.connectors.mysql.MySqlCatalog.TableRow;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The catalog's rows, put together as tables. What the data itself must say is asked elsewhere. */
final class MySqlDescription {
  /** What MariaDB shows of columns that hold since when and until when a row is of now. */
  private static final Pattern PERIOD_BOUND = Pattern.compile("ROW (START|END)");

  /** How MariaDB marks the columns that were declared JSON. */
  private static final Pattern JSON_CHECK = Pattern.compile("json_valid\\(`(.+)`\\)");

  private static final Pattern LARGE =
      Pattern.compile("text|blob|json|geom|point|linestring|polygon");

  private final ServerTraits traits;
  private final Rows rows;

  /**
   * What a catalog, or a dump, says of tables; each by the table's name.
   *
   * @param hiddenDefaults expressions that columns have by default and the catalog does not tell
   * @param periods options that say what in a table is of a period
   */
  record Rows(
      Map<String, TableRow> tables,
      Map<String, List<NativeColumn>> columns,
      Map<String, List<IndexRow>> indexes,
      Map<String, List<ForeignKey>> foreignKeys,
      Map<String, List<Check>> checks,
      Map<String, Map<String, String>> hiddenDefaults,
      Map<String, Set<String>> periods) {}

  MySqlDescription(ServerTraits traits, Rows rows) {
    this.traits = traits;
    this.rows = rows;
  }

  MySqlDescription(Connection connection, ServerTraits traits) throws SQLException {
    this(traits, read(connection, traits));
  }

  private static Rows read(Connection connection, ServerTraits traits) throws SQLException {
    MySqlCatalog catalog = new MySqlCatalog(connection, traits);
    Map<String, TableRow> tables = catalog.tables();
    Map<String, List<NativeColumn>> columns = catalog.columns();
    Map<String, List<Check>> checks = catalog.checks();
    Map<String, Set<String>> periods = new HashMap<>();
    if (traits.mariaDb()) {
      for (Map.Entry<String, List<Check>> entry : checks.entrySet()) {
        if (Periods.mayBe(entry.getValue())) {
          String quoted = new MySqlDialect().quote(entry.getKey());
          periods.put(entry.getKey(), Periods.of(connection, quoted));
        }
      }
    }
    Map<String, Map<String, String>> hiddenDefaults = new HashMap<>();
    if (!traits.mariaDb() && traits.expressionDefaults()) {
      for (TableRow table : tables.values()) {
        if (table.isTable() && mayHideDefaults(columns.getOrDefault(table.name(), List.of()))) {
          String quoted = new MySqlDialect().quote(table.name());
          hiddenDefaults.put(table.name(), HiddenDefaults.of(connection, quoted));
        }
      }
    }
    return new Rows(
        tables, columns, catalog.indexes(), catalog.foreignKeys(), checks, hiddenDefaults, periods);
  }

  private static boolean mayHideDefaults(List<NativeColumn> columns) {
    return columns.stream()
        .anyMatch(
            column ->
                !column.hasDefault()
                    && LARGE.matcher(column.columnType()).find()
                    && column.generation().isEmpty());
  }

  /** The table as its declaration says; empty when there is none of that name. */
  Optional<Table> table(TableName name) {
    TableRow row = rows.tables().get(name.name());
    if (row == null || !row.isTable()) {
      return Optional.empty();
    }
    List<Check> ownChecks = new ArrayList<>(rows.checks().getOrDefault(row.name(), List.of()));
    Set<String> jsonColumns = jsonColumns(ownChecks);
    List<Column> described = new ArrayList<>();
    for (NativeColumn column : rows.columns().getOrDefault(row.name(), List.of())) {
      described.add(column(column, jsonColumns.contains(column.name()), row));
    }
    Table plain = Table.of(TableName.of(row.name()), described);
    Table keyed = withIndexes(plain, rows.indexes().getOrDefault(row.name(), List.of()));
    return Optional.of(
        new Table(
            keyed.name(),
            keyed.columns(),
            keyed.primaryKey(),
            keyed.uniqueKeys(),
            keyed.indexes(),
            rows.foreignKeys().getOrDefault(row.name(), List.of()),
            ownChecks,
            row.comment(),
            new Statistics(row.rows(), row.bytes(), false),
            options(row)));
  }

  /** Takes the checks that only say "this is JSON" out of the list, and names their columns. */
  private Set<String> jsonColumns(List<Check> ownChecks) {
    Set<String> found = new HashSet<>();
    if (!traits.jsonNormalised()) {
      ownChecks.removeIf(
          check -> {
            Matcher json = JSON_CHECK.matcher(check.expression().text());
            return json.matches() && found.add(json.group(1).replace("``", "`"));
          });
    }
    return found;
  }

  private Column column(NativeColumn column, boolean json, TableRow table) {
    NativeType type = NativeType.parse(column.columnType());
    Collation collation =
        traits
            .collations()
            .getOrDefault(column.collation(), ServerTraits.named(column.collation(), true));
    LogicalType logical =
        json && type.word().equals("longtext")
            ? new Json(false)
            : MySqlTypes.logical(type, collation, column.srid(), traits);
    Optional<DefaultValue> defaultValue =
        column.hasDefault() && column.generation().isEmpty()
            ? Defaults.parse(column.columnDefault(), column.extra(), logical, traits)
            : hiddenDefault(column, logical);
    return new Column(
        column.name(),
        logical,
        logical instanceof Json ? "json" : spelled(column, type),
        column.nullable(),
        defaultValue,
        column.has("auto_increment")
            ? Optional.of(new Identity(table.next(), 1, false))
            : Optional.empty(),
        generated(column),
        column.has("on update"),
        column.comment(),
        evidence(column, type, json));
  }

  /** Labels are compared by a collation, which the server does not print with them. */
  private static String spelled(NativeColumn column, NativeType type) {
    boolean labels = type.word().equals("enum") || type.word().equals("set");
    return labels ? column.columnType() + " collate " + column.collation() : column.columnType();
  }

  private Optional<DefaultValue> hiddenDefault(NativeColumn column, LogicalType type) {
    return Optional.ofNullable(
            rows.hiddenDefaults().getOrDefault(column.table(), Map.of()).get(column.name()))
        .map(sql -> Defaults.expression(sql, type));
  }

  private Optional<Generated> generated(NativeColumn column) {
    if (column.generation().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Generated(
            Expression.of(
                PERIOD_BOUND.matcher(column.generation()).matches()
                    ? "system versioning"
                    : MySqlTypes.ENGINE,
                column.generation()),
            column.has("stored") || column.has("persistent")));
  }

  private static String evidence(NativeColumn column, NativeType type, boolean json) {
    if (json) {
      return "longtext that is checked to be JSON";
    }
    if (type.word().equals("bit") && type.argument(0, 1) == 1) {
      return "a single bit";
    }
    if (type.zerofill()) {
      return "zerofill: the zeros in front are display only";
    }
    return column.has("invisible") ? UnspokenFacts.INVISIBLE_COLUMN : "";
  }

  private static Table withIndexes(Table table, List<IndexRow> rows) {
    Map<String, List<IndexRow>> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.computeIfAbsent(row.index(), n -> new ArrayList<>()).add(row));
    List<Key> uniqueKeys = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    Optional<Key> primaryKey = Optional.empty();
    for (Map.Entry<String, List<IndexRow>> entry : byName.entrySet()) {
      List<IndexRow> parts = entry.getValue();
      boolean plain =
          parts.stream()
              .allMatch(
                  part -> part.expression().isEmpty() && part.prefix() == 0 && !part.descending());
      List<String> names = parts.stream().map(IndexRow::column).toList();
      if (entry.getKey().equals("PRIMARY") && plain) {
        primaryKey = Optional.of(Key.of("PRIMARY", names));
      } else if (parts.get(0).unique() && plain) {
        uniqueKeys.add(Key.of(entry.getKey(), names));
      } else {
        indexes.add(index(entry.getKey(), parts));
      }
    }
    return table.withPrimaryKey(primaryKey).withUniqueKeys(uniqueKeys).withIndexes(indexes);
  }

  private static Index index(String name, List<IndexRow> rows) {
    // A spatial index has a prefix length of its own that no DDL may repeat.
    boolean spatial = rows.get(0).method().equals("spatial");
    List<Index.Part> parts =
        rows.stream()
            .map(
                row ->
                    row.expression().isEmpty()
                        ? new Index.Part(
                            row.column(),
                            Optional.empty(),
                            row.descending(),
                            spatial ? 0 : row.prefix())
                        : Index.Part.of(
                            Expression.of(MySqlTypes.ENGINE, row.expression()), row.descending()))
            .toList();
    return new Index(
        name,
        parts,
        rows.get(0).unique(),
        rows.get(0).method(),
        Optional.empty(),
        MySqlTypes.ENGINE);
  }

  private Set<String> options(TableRow row) {
    Set<String> options = new HashSet<>(Set.of(TableFit.OWN_NAMES));
    if (!row.engine().equals("InnoDB")) {
      options.add(UnspokenFacts.STORAGE + row.engine());
    }
    if (!row.collation().isEmpty()) {
      options.add(TableFit.COLLATION + row.collation());
    }
    if (row.options().contains("partitioned")) {
      options.add(UnspokenFacts.PARTITIONED);
    }
    if (row.kind().equals("SYSTEM VERSIONED")) {
      options.add(UnspokenFacts.VERSIONED);
    }
    options.addAll(rows.periods().getOrDefault(row.name(), Set.of()));
    rows.indexes().getOrDefault(row.name(), List.of()).stream()
        .filter(part -> !part.visible())
        .forEach(part -> options.add(UnspokenFacts.HIDDEN_INDEX + part.index()));
    return options;
  }
}
