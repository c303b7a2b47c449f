package io.decant.connectors.sqlite;

import static io.decant.connectors.sqlite.SqliteCatalog.folded;

import io.decant.connectors.sql.DescribedTable;
import io.decant.connectors.sql.ValueType;
import io.decant.connectors.sqlite.TableText.ForeignKeyText;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/** Describes one table: the pragmas, the text of its CREATE TABLE, and its values together. */
final class TableDescription {
  /** The table's types are SQLite's own: its sink keeps the declarations as they are. */
  static final String SQLITE = "sqlite";

  static final String STRICT = "strict";
  static final String WITHOUT_ROWID = "without-rowid";
  static final String AUTOINCREMENT = "autoincrement";

  private static final String NULL_KEY =
      "NULL_KEY: NULL stands in the primary key, which so becomes a unique key";

  private final SQLiteConnection connection;
  private final SqliteCatalog catalog;
  private final SqliteCatalog.Entry entry;
  private final Set<List<String>> linked;
  private final Map<String, Long> sequences;
  private final TableText text;

  /** A row of {@code PRAGMA foreign_key_list}. */
  private record Link(
      int id, String table, String from, Optional<String> to, Action onUpdate, Action onDelete) {}

  TableDescription(
      SQLiteConnection connection,
      SqliteCatalog catalog,
      SqliteCatalog.Entry entry,
      Set<List<String>> linked,
      Map<String, Long> sequences) {
    this.connection = connection;
    this.catalog = catalog;
    this.entry = entry;
    this.linked = linked;
    this.sequences = sequences;
    this.text = TableText.of(entry.sql());
  }

  Table describe(SnapshotReaders scanners) throws SQLException {
    List<ColumnInfo> infos = columns();
    TableScan scan = TableSurvey.of(scanners, entry.name(), names(infos), types(infos));
    return table(infos, scan, new Statistics(scan.rows(), scan.bytes(), true));
  }

  /** By its declaration, whatever it holds. */
  Table declared() throws SQLException {
    List<ColumnInfo> infos = columns();
    TableScan nothing = new TableScan(entry.name(), names(infos), types(infos));
    return table(infos, nothing, Statistics.UNKNOWN);
  }

  private List<ColumnInfo> columns() throws SQLException {
    List<ColumnInfo> all = ColumnInfo.of(connection, entry.name());
    return all.stream().filter(info -> info.hidden() != 1).toList();
  }

  private static List<String> names(List<ColumnInfo> infos) {
    return infos.stream().map(ColumnInfo::name).toList();
  }

  private static List<DeclaredType> types(List<ColumnInfo> infos) {
    return infos.stream().map(info -> DeclaredType.of(info.type())).toList();
  }

  private Table table(List<ColumnInfo> infos, TableScan scan, Statistics statistics)
      throws SQLException {
    List<String> primaryKey = ColumnInfo.primaryKey(infos);
    TableIndexes indexes = TableIndexes.of(connection, entry.name(), text);
    boolean alias = isRowidAlias(infos, primaryKey, indexes);
    List<DeclaredType> types = types(infos);
    List<Column> columns = new ArrayList<>();
    boolean nullKey = false;
    for (int i = 0; i < infos.size(); i++) {
      boolean keyPart = infos.get(i).keyPart() > 0;
      ColumnEvidence seen = scan.column(i);
      nullKey |= keyPart && seen.nulls > 0;
      columns.add(column(infos.get(i), types.get(i), seen, alias && keyPart));
    }
    Optional<Key> key =
        primaryKey.isEmpty()
            ? Optional.empty()
            : Optional.of(Key.of(text.primaryKeyName(), primaryKey));
    List<Key> uniqueKeys = new ArrayList<>(indexes.uniqueKeys());
    if (nullKey) {
      // Only SQLite takes NULL in a primary key, as distinct values: that is a unique key
      // elsewhere.
      key.ifPresent(uniqueKeys::add);
      key = Optional.empty();
    }
    Table table =
        new Table(
            TableName.of(entry.name()),
            columns,
            key,
            uniqueKeys,
            indexes.indexes(),
            foreignKeys(),
            text.checks().stream().filter(check -> !isEnumCheck(check, columns)).toList(),
            "",
            statistics,
            options());
    return DescribedTable.of(
        table,
        SqliteGrammar.INSTANCE,
        column -> certain(column, scan.column(columns.indexOf(column))));
  }

  /** What is certain of values: that all of them are stored as their type is. */
  private static ValueType certain(Column column, ColumnEvidence seen) {
    boolean alike =
        switch (column.type().kind()) {
          case INT -> seen.reals + seen.texts + seen.blobs == 0;
          case BOOLEAN, REAL, DECIMAL -> seen.texts + seen.blobs == 0;
          case CHAR, VARCHAR, TEXT, ENUM -> seen.integers + seen.reals + seen.blobs == 0;
          default -> false;
        };
    return alike ? ValueType.of(column.type()) : ValueType.OTHER;
  }

  private Set<String> options() {
    Set<String> options = new HashSet<>(Set.of(SQLITE, OwnStatement.option(entry.sql())));
    if (entry.strict()) {
      options.add(STRICT);
    }
    if (entry.withoutRowid()) {
      options.add(WITHOUT_ROWID);
    }
    if (text.autoincrement()) {
      options.add(AUTOINCREMENT);
    }
    return options;
  }

  /** Only a key that is exactly INTEGER has no index of its own, for it is the row's number. */
  private boolean isRowidAlias(
      List<ColumnInfo> infos, List<String> primaryKey, TableIndexes indexes) {
    return primaryKey.size() == 1
        && !entry.withoutRowid()
        && infos.stream()
            .anyMatch(info -> info.keyPart() > 0 && info.type().equalsIgnoreCase("INTEGER"))
        && !indexes.holdPrimaryKey();
  }

  private Column column(
      ColumnInfo info, DeclaredType declared, ColumnEvidence seen, boolean alias) {
    Collation collation = collation(text.collation(info.name()));
    boolean link =
        linked.contains(List.of(folded(entry.name()), folded(info.name())))
            || (info.keyPart() > 0 && linked.contains(List.of(folded(entry.name()), "")));
    TypeChoice found = TypeChoice.of(declared, seen, collation, link);
    TypeChoice choice = found.holding(SqliteDefault.parse(info.defaultSql(), found.type()));
    Optional<LogicalType> enumeration = enumeration(info, declared);
    if (enumeration.isPresent()) {
      choice = new TypeChoice(enumeration.get(), "");
    }
    String expression = text.generated(info.name());
    Optional<Generated> generated =
        info.hidden() == 2 || info.hidden() == 3
            ? Optional.of(
                new Generated(
                    Expression.of(SqliteConnector.SCHEME, expression), info.hidden() == 3))
            : Optional.empty();
    boolean nullable = !info.notNull() && !alias && !(info.keyPart() > 0 && seen.nulls == 0);
    return new Column(
        info.name(),
        choice.type(),
        info.type(),
        nullable,
        SqliteDefault.parse(info.defaultSql(), choice.type()),
        alias ? Optional.of(identity(seen)) : Optional.empty(),
        generated,
        false,
        "",
        info.keyPart() > 0 && seen.nulls > 0 ? nullKey(choice.evidence()) : choice.evidence());
  }

  private static String nullKey(String evidence) {
    return evidence.isEmpty() ? NULL_KEY : NULL_KEY + "; " + evidence;
  }

  /** An enum is written as a text with a check that lists its labels, and read back from that. */
  private Optional<LogicalType> enumeration(ColumnInfo info, DeclaredType declared) {
    if (!declared.name().equals("ENUM_TEXT")) {
      return Optional.empty();
    }
    return text.checks().stream()
        .map(check -> EnumCheck.labels(check, info.name()))
        .filter(labels -> !labels.isEmpty())
        .findFirst()
        .map(labels -> new Enumerated("", labels));
  }

  private static boolean isEnumCheck(Check check, List<Column> columns) {
    return columns.stream()
        .anyMatch(
            column ->
                column.type() instanceof Enumerated type
                    && EnumCheck.labels(check, column.name()).equals(type.labels()));
  }

  private Identity identity(ColumnEvidence seen) {
    long largest = seen.integers == 0 ? 0 : Math.max(0, seen.maxInteger);
    if (text.autoincrement()) {
      largest = Math.max(largest, sequences.getOrDefault(entry.name(), 0L));
    }
    return new Identity(largest == Long.MAX_VALUE ? largest : largest + 1, 1, false);
  }

  static Collation collation(String name) {
    return switch (name) {
      case "", "BINARY" -> Collation.BINARY;
      // ASCII letters only (SQLite documentation, "Datatypes", 7)
      case "NOCASE" -> new Collation("NOCASE", true, false, false);
      case "RTRIM" -> new Collation("RTRIM", false, false, true);
      default -> new Collation(name, false, false, false);
    };
  }

  private List<ForeignKey> foreignKeys() throws SQLException {
    List<Link> links =
        Queries.catalog(
            connection,
            "foreign-keys",
            row ->
                new Link(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    Optional.ofNullable(row.getString(4)),
                    action(row.getString(5)),
                    action(row.getString(6))),
            entry.name());
    int count = links.stream().mapToInt(Link::id).max().orElse(-1) + 1;
    List<ForeignKey> keys = new ArrayList<>();
    for (int id = count - 1; id >= 0; id--) {
      int number = id;
      List<Link> own = links.stream().filter(link -> link.id() == number).toList();
      if (!own.isEmpty()) {
        keys.add(foreignKey(own, count - 1 - id));
      }
    }
    return keys;
  }

  private ForeignKey foreignKey(List<Link> links, int position) throws SQLException {
    Link first = links.get(0);
    String target = catalog.tableName(first.table());
    List<ColumnInfo> targetInfos = ColumnInfo.of(connection, target);
    List<String> targetColumns =
        first.to().isEmpty()
            ? ColumnInfo.primaryKey(targetInfos)
            : links.stream().map(link -> columnName(targetInfos, link.to().orElse(""))).toList();
    ForeignKeyText written =
        position < text.foreignKeys().size()
            ? text.foreignKeys().get(position)
            : ForeignKeyText.UNKNOWN;
    return new ForeignKey(
        written.name(),
        links.stream().map(Link::from).toList(),
        TableName.of(target),
        targetColumns,
        first.onDelete(),
        first.onUpdate(),
        written.deferrable(),
        written.initiallyDeferred(),
        false);
  }

  private static String columnName(List<ColumnInfo> infos, String written) {
    return infos.stream()
        .map(ColumnInfo::name)
        .filter(name -> name.equalsIgnoreCase(written))
        .findFirst()
        .orElse(written);
  }

  private static Action action(String name) {
    return switch (name) {
      case "RESTRICT" -> Action.RESTRICT;
      case "CASCADE" -> Action.CASCADE;
      case "SET NULL" -> Action.SET_NULL;
      case "SET DEFAULT" -> Action.SET_DEFAULT;
      default -> Action.NO_ACTION;
    };
  }
}
