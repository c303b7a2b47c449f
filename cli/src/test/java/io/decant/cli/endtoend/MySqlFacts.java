package io.decant.cli.endtoend;

import io.decant.cli.endtoend.Room.Family;
import io.decant.cli.endtoend.SchemaFacts.CheckFacts;
import io.decant.cli.endtoend.SchemaFacts.ColumnFacts;
import io.decant.cli.endtoend.SchemaFacts.ForeignFacts;
import io.decant.cli.endtoend.SchemaFacts.KeyFacts;
import io.decant.cli.endtoend.SchemaFacts.Other;
import io.decant.cli.endtoend.SchemaFacts.Part;
import io.decant.cli.endtoend.SchemaFacts.TableFacts;
import io.decant.cli.endtoend.SchemaFacts.Tables;
import io.decant.cli.endtoend.SchemaFacts.Use;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schema of MySQL and MariaDB, from information_schema. */
final class MySqlFacts {

  private static final String TABLES =
      """
      SELECT table_name, table_comment, auto_increment FROM information_schema.tables
       WHERE table_schema = database() AND table_type = 'BASE TABLE' ORDER BY 1
      """;

  private static final String COLUMNS =
      """
      SELECT table_name, column_name, column_type, is_nullable = 'YES', column_default, lower(extra),
             column_comment, character_set_name, coalesce(character_maximum_length, -1)
        FROM information_schema.columns WHERE table_schema = database()
       ORDER BY table_name, ordinal_position
      """;

  private static final String KEYS =
      """
      SELECT s.table_name, s.index_name, s.non_unique, s.column_name, s.collation, coalesce(s.sub_part, 0),
             s.index_type, %s, coalesce(c.collation_name, ''), %s,
             coalesce(c.data_type = 'char', false) -- stored without spaces at its end
        FROM information_schema.statistics s
        LEFT JOIN information_schema.columns c ON c.table_schema = s.table_schema
             AND c.table_name = s.table_name AND c.column_name = s.column_name
       WHERE s.table_schema = database() ORDER BY s.table_name, s.index_name, s.seq_in_index
      """;

  private static final String FOREIGN =
      """
      SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_name,
             k.referenced_column_name, r.delete_rule, r.update_rule
        FROM information_schema.key_column_usage k
        JOIN information_schema.referential_constraints r
          ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
             AND r.table_name = k.table_name
       WHERE k.table_schema = database() AND k.referenced_table_name IS NOT NULL
       ORDER BY k.table_name, k.constraint_name, k.ordinal_position
      """;

  private static final String MYSQL_CHECKS =
      """
      SELECT t.table_name, c.constraint_name, c.check_clause FROM information_schema.check_constraints c
        JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema
             AND t.constraint_name = c.constraint_name AND t.constraint_type = 'CHECK'
       WHERE c.constraint_schema = database() ORDER BY 1, 2
      """;

  private static final String MARIADB_CHECKS =
      """
      SELECT table_name, constraint_name, check_clause FROM information_schema.check_constraints
       WHERE constraint_schema = database() ORDER BY 1, 2
      """;

  private static final String OTHERS =
      """
      SELECT 'view', table_name FROM information_schema.views WHERE table_schema = database()
      UNION ALL SELECT 'trigger', trigger_name FROM information_schema.triggers WHERE trigger_schema = database()
      UNION ALL SELECT 'routine', routine_name FROM information_schema.routines WHERE routine_schema = database()
      UNION ALL SELECT 'event', event_name FROM information_schema.events WHERE event_schema = database()
      UNION ALL SELECT 'sequence', table_name FROM information_schema.tables
                 WHERE table_schema = database() AND table_type = 'SEQUENCE'
      """;

  private static final Pattern TYPE =
      Pattern.compile("(?s)(\\w+)(?:\\((.*)\\))?(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

  private final PlainDatabase database;
  private final boolean mariaDb;
  private final Tables tables = new Tables();
  private final Map<List<String>, ColumnFacts> hidden = new LinkedHashMap<>();
  private final List<Other> others = new ArrayList<>();

  MySqlFacts(PlainDatabase database) {
    this.database = database;
    this.mariaDb = database.engine() == Engine.MARIADB;
  }

  SchemaFacts read() throws SQLException {
    if (!mariaDb) {
      database.execute("SET SESSION information_schema_stats_expiry = 0");
    }
    Map<String, String> next = new LinkedHashMap<>();
    database.query(
        TABLES,
        row -> {
          tables.add(new TableFacts("", row.getString(1), row.getString(2)));
          next.put(row.getString(1), row.getString(3) == null ? "1" : row.getString(3));
        });
    Map<String, String> jsonChecks = new LinkedHashMap<>();
    boolean checks =
        mariaDb
            || database
                .scalar(
                    "SELECT count(*) FROM information_schema.tables"
                        + " WHERE table_schema = 'information_schema' AND table_name = 'CHECK_CONSTRAINTS'")
                .equals("1");
    database.query(
        mariaDb ? MARIADB_CHECKS : checks ? MYSQL_CHECKS : "SELECT 1 FROM dual WHERE false",
        row -> {
          String clause = row.getString(3);
          if (mariaDb && clause.matches("json_valid\\(`.*`\\)")) {
            jsonChecks.put(row.getString(1) + "." + clause, "");
          } else {
            tables.with(
                "",
                row.getString(1),
                t ->
                    t.checks()
                        .add(new CheckFacts(text(row, 2), text(row, 3).replace("\\'", "''"))));
          }
        });
    database.query(COLUMNS, row -> readColumn(row, next, jsonChecks));
    readHiddenDefaults();
    readKeys();
    readForeign();
    database.query(OTHERS, row -> others.add(new Other(row.getString(1), row.getString(2))));
    return new SchemaFacts(tables.all(), others);
  }

  private static String text(ResultSet row, int index) throws SQLException {
    String text = row.getString(index);
    return text == null ? "" : text;
  }

  private void readColumn(ResultSet row, Map<String, String> next, Map<String, String> jsonChecks)
      throws SQLException {
    String table = row.getString(1);
    String name = row.getString(2);
    String extra = text(row, 6);
    boolean json = jsonChecks.containsKey(table + ".json_valid(`" + name + "`)");
    boolean generated = extra.matches(".*(virtual|stored|persistent).*generated.*");
    String type = row.getString(3);
    Room room = json ? Room.of(Family.JSON) : room(type, row.getLong(9), text(row, 8));
    ColumnFacts column =
        new ColumnFacts(
            name,
            room,
            room,
            row.getBoolean(4),
            generated ? "" : preset(row.getString(5), extra),
            extra.contains("auto_increment") ? next.getOrDefault(table, "1") : "",
            generated,
            extra.contains("on update"),
            text(row, 7));
    tables.with("", table, found -> found.columns().add(column));
    if (row.getString(5) == null && extra.contains("default_generated")) {
      hidden.put(List.of(table, name), column);
    }
  }

  /** Of a TEXT column, MySQL 8.0 tells only that there is an expression. */
  private void readHiddenDefaults() throws SQLException {
    for (Map.Entry<List<String>, ColumnFacts> entry : hidden.entrySet()) {
      ColumnFacts c = entry.getValue();
      String quoted = database.engine().quote(c.name());
      List<String> lines = new ArrayList<>();
      database.query(
          "SHOW CREATE TABLE " + database.engine().quote(entry.getKey().get(0)),
          row -> lines.addAll(row.getString(2).lines().toList()));
      String preset =
          lines.stream()
              .filter(line -> line.startsWith("  " + quoted))
              .map(line -> line.replaceFirst("(?s).* DEFAULT (\\(.*\\)).*", "$1"))
              .map(text -> Preset.of(text.replace("\\'", "''").replace("\\\\", "\\")))
              .findFirst()
              .orElse("");
      ColumnFacts full =
          new ColumnFacts(
              c.name(),
              c.meant(),
              c.room(),
              c.nullable(),
              preset,
              c.next(),
              c.generated(),
              c.onUpdate(),
              c.comment());
      tables.with(
          "", entry.getKey().get(0), table -> table.columns().replaceAll(o -> o == c ? full : o));
    }
  }

  /** MySQL prints a literal as it is and marks expressions; MariaDB prints SQL. */
  private String preset(String stored, String extra) {
    if (stored == null) {
      return "";
    }
    boolean expression =
        mariaDb
            || extra.contains("default_generated")
            || stored.toLowerCase(Locale.ROOT).startsWith("current_timestamp")
            || stored.startsWith("b'");
    return expression
        ? Preset.of(stored.replace("\\'", "''").replace("\\\\", "\\"))
        : Preset.literal(stored);
  }

  private void readKeys() throws SQLException {
    Map<List<String>, List<Part>> parts = new LinkedHashMap<>();
    Map<List<String>, KeyFacts> keys = new LinkedHashMap<>();
    String expression = mariaDb ? "NULL" : "s.expression";
    String pads =
        mariaDb
            ? "coalesce(c.collation_name NOT LIKE '%nopad%' AND c.collation_name NOT LIKE '%0900%', false)"
            : "coalesce((SELECT o.pad_attribute = 'PAD SPACE' FROM information_schema.collations o"
                + " WHERE o.collation_name = c.collation_name), false)";
    database.query(
        KEYS.formatted(expression, pads),
        row -> {
          List<String> id = List.of(row.getString(1), row.getString(2));
          String column = row.getString(4);
          String collation = row.getString(9);
          String merges =
              (collation.endsWith("_ci") ? "case" : "")
                  + (row.getBoolean(10) || row.getBoolean(11) ? "spaces" : "");
          parts
              .computeIfAbsent(id, any -> new ArrayList<>())
              .add(
                  new Part(
                      column == null ? row.getString(8) : column,
                      column == null,
                      "D".equals(row.getString(5)),
                      row.getInt(6),
                      merges));
          Use use =
              id.get(1).equals("PRIMARY")
                  ? Use.PRIMARY
                  : row.getBoolean(3) ? Use.PLAIN : Use.UNIQUE;
          String method = row.getString(7).toLowerCase(Locale.ROOT);
          keys.put(
              id,
              new KeyFacts(
                  use, id.get(1), parts.get(id), method.equals("btree") ? "" : method, "", false));
        });
    for (Map.Entry<List<String>, KeyFacts> key : keys.entrySet()) {
      tables.with("", key.getKey().get(0), table -> table.keys().add(key.getValue()));
    }
  }

  private void readForeign() throws SQLException {
    Map<List<String>, ForeignFacts> keys = new LinkedHashMap<>();
    database.query(
        FOREIGN,
        row -> {
          ForeignFacts key =
              keys.computeIfAbsent(
                  List.of(row.getString(1), row.getString(2)),
                  id ->
                      new ForeignFacts(
                          id.get(1),
                          new ArrayList<>(),
                          unchecked(row, 4),
                          new ArrayList<>(),
                          action(unchecked(row, 6)),
                          action(unchecked(row, 7)),
                          ""));
          key.columns().add(row.getString(3));
          key.targetColumns().add(row.getString(5));
        });
    for (Map.Entry<List<String>, ForeignFacts> key : keys.entrySet()) {
      tables.with("", key.getKey().get(0), table -> table.foreign().add(key.getValue()));
    }
  }

  private static String unchecked(ResultSet row, int index) {
    try {
      return row.getString(index);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String action(String rule) {
    String lower = rule.toLowerCase(Locale.ROOT);
    return lower.equals("restrict") || lower.equals("no action") ? "" : lower;
  }

  /** A character of utf8mb4 may take four bytes, and TEXT counts in bytes. */
  private static Room room(String declared, long length, String charset) {
    Matcher matcher = TYPE.matcher(declared);
    if (!matcher.matches()) {
      return Room.labels(Family.OTHER, List.of(declared));
    }
    boolean unsigned = matcher.group(3).contains("unsigned");
    String inside = matcher.group(2) == null ? "" : matcher.group(2);
    String[] numbers = inside.split(",");
    int first = numbers[0].matches("\\d+") ? Integer.parseInt(numbers[0]) : -1;
    int second =
        numbers.length > 1 && numbers[1].matches("\\d+") ? Integer.parseInt(numbers[1]) : 0;
    int digits = Math.max(0, first);
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "tinyint" -> first == 1 && !unsigned ? Room.between(0, 1) : Room.whole(8, unsigned);
      case "smallint" -> Room.whole(16, unsigned);
      case "mediumint" -> Room.whole(24, unsigned);
      case "int", "integer" -> Room.whole(32, unsigned);
      case "bigint" -> Room.whole(64, unsigned);
      case "year" -> Room.between(0, 2155);
      case "decimal" -> Room.decimal(first < 0 ? 10 : first, second, unsigned);
      case "float" -> Room.sized(Family.FLOAT, 24);
      case "double" -> Room.sized(Family.FLOAT, 53);
      case "char", "varchar" -> Room.sized(Family.TEXT, length);
      case "tinytext", "text", "mediumtext" ->
          Room.sized(Family.TEXT, charset.startsWith("utf8") ? length / 4 : length);
      case "longtext" -> Room.of(Family.TEXT);
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob" ->
          Room.sized(Family.BYTES, length);
      case "longblob" -> Room.of(Family.BYTES);
      case "bit" -> Room.sized(Family.BITS, Math.max(1, first));
      case "date" -> Room.moment(Family.MOMENT, 0, 9999, 0);
      case "datetime" -> Room.moment(Family.MOMENT, 0, 9999, digits);
      case "timestamp" -> Room.moment(Family.MOMENT, 1970, 2038, digits);
      case "time" -> Room.moment(Family.TIME, -839, 839, digits);
      case "json" -> Room.of(Family.JSON);
      case "enum" -> Room.labels(Family.ENUM, labels(inside));
      case "set" -> Room.labels(Family.SET, labels(inside));
      case "uuid" -> Room.of(Family.UUID);
      default -> Room.labels(Family.OTHER, List.of(declared));
    };
  }

  private static List<String> labels(String inside) {
    List<String> labels = new ArrayList<>();
    Matcher matcher = LABEL.matcher(inside);
    while (matcher.find()) {
      labels.add(matcher.group(1).replace("''", "'"));
    }
    return labels;
  }
}
