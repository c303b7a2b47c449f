package io.decant.cli.endtoend;

import io.decant.cli.endtoend.Room.Family;
import io.decant.cli.endtoend.SchemaFacts.CheckFacts;
import io.decant.cli.endtoend.SchemaFacts.ColumnFacts;
import io.decant.cli.endtoend.SchemaFacts.ForeignFacts;
import io.decant.cli.endtoend.SchemaFacts.KeyFacts;
import io.decant.cli.endtoend.SchemaFacts.Other;
import io.decant.cli.endtoend.SchemaFacts.Part;
import io.decant.cli.endtoend.SchemaFacts.TableFacts;
import io.decant.cli.endtoend.SchemaFacts.Use;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQLite's schema, from its PRAGMAs and, where they are silent, from the text of CREATE TABLE. */
final class SqliteFacts {

  private static final Pattern TYPE =
      Pattern.compile("(.*?)\\s*(?:\\((\\d+)(?:,\\s*(\\d+))?\\).*)?");
  private static final Pattern CHECK =
      Pattern.compile("(?i)(?:constraint\\s+(\"[^\"]+\"|\\w+)\\s+)?\\bcheck\\s*\\(");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?is)\\breferences\\b(.*?)(?=,\\s*(?:\"|\\w|`|\\[)|\\breferences\\b|\\)\\s*(?:without|strict|$)|$)");

  private final PlainDatabase database;

  SqliteFacts(PlainDatabase database) {
    this.database = database;
  }

  SchemaFacts read() throws SQLException {
    Map<String, String> definitions = new LinkedHashMap<>();
    database.query(
        "SELECT l.name, m.sql FROM pragma_table_list l JOIN sqlite_master m ON m.name = l.name AND m.type = 'table'"
            + " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1",
        row -> definitions.put(row.getString(1), row.getString(2)));
    List<TableFacts> tables = new ArrayList<>();
    for (Map.Entry<String, String> definition : definitions.entrySet()) {
      tables.add(table(definition.getKey(), definition.getValue()));
    }
    List<Other> others = new ArrayList<>();
    database.query(
        "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')"
            + " UNION ALL SELECT 'virtual-table', name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'",
        row -> others.add(new Other(row.getString(1), row.getString(2))));
    return new SchemaFacts(tables, others);
  }

  private TableFacts table(String name, String sql) throws SQLException {
    TableFacts table = new TableFacts("", name, "");
    String words = withoutComments(sql);
    Map<Integer, Part> primary = new TreeMap<>();
    List<Object[]> read = new ArrayList<>();
    database.query(
        "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo("
            + quoted(name)
            + ") WHERE hidden <> 1 ORDER BY cid",
        row -> {
          read.add(
              new Object[] {
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6)
              });
          if (row.getInt(5) > 0) {
            primary.put(row.getInt(5), new Part(row.getString(1), false, false, 0, ""));
          }
        });
    boolean withoutRowid = words.matches("(?is).*\\)[^)]*without\\s+rowid[^)]*");
    boolean strict = words.matches("(?is).*\\)[^)]*\\bstrict\\b[^)]*");
    for (Object[] column : read) {
      boolean key = (int) column[4] > 0;
      boolean rowid =
          key
              && primary.size() == 1
              && !withoutRowid
              && ((String) column[1]).equalsIgnoreCase("integer");
      boolean generated = (int) column[5] > 1;
      table
          .columns()
          .add(
              new ColumnFacts(
                  (String) column[0],
                  meant((String) column[1]),
                  room((String) column[1], strict),
                  !(boolean) column[2] && !key, // an old mistake lets keys be null: no promise
                  generated || column[3] == null ? "" : preset((String) column[3]),
                  rowid ? next(name, (String) column[0], words) : "",
                  generated,
                  false,
                  ""));
    }
    readKeys(table, primary);
    readForeign(table, words);
    readChecks(table, words);
    return table;
  }

  /** A word in double quotes that names nothing is a text to SQLite. */
  private static String preset(String stored) {
    return stored.startsWith("\"") && stored.endsWith("\"")
        ? Preset.literal(stored.substring(1, stored.length() - 1).replace("\"\"", "\""))
        : Preset.of(stored);
  }

  private String next(String table, String column, String sql) throws SQLException {
    String highest =
        "SELECT coalesce(max("
            + database.engine().quote(column)
            + "), 0) + 1 FROM "
            + database.engine().quote(table);
    return sql.toLowerCase(Locale.ROOT).contains("autoincrement")
        ? database.scalar(
            "SELECT coalesce((SELECT seq + 1 FROM sqlite_sequence WHERE name = "
                + quoted(table)
                + "), 1)")
        : database.scalar(highest);
  }

  private void readKeys(TableFacts table, Map<Integer, Part> primary) throws SQLException {
    List<String[]> indexes = new ArrayList<>();
    database.query(
        "SELECT l.name, l.\"unique\", l.origin, l.partial, m.sql FROM pragma_index_list("
            + quoted(table.name())
            + ") l LEFT JOIN sqlite_master m ON m.name = l.name AND m.type = 'index' ORDER BY l.name",
        row ->
            indexes.add(
                new String[] {
                  row.getString(1), row.getString(2), row.getString(3), row.getString(5)
                }));
    boolean listed = false;
    for (String[] index : indexes) {
      List<Part> parts = new ArrayList<>();
      List<String> expressions = index[3] == null ? List.of() : arguments(index[3]);
      database.query(
          "SELECT name, desc, coll, seqno FROM pragma_index_xinfo("
              + quoted(index[0])
              + ") WHERE key = 1 ORDER BY seqno",
          row -> {
            String merges =
                switch (row.getString(3).toUpperCase(Locale.ROOT)) {
                  case "NOCASE" -> "case";
                  case "RTRIM" -> "spaces";
                  default -> "";
                };
            String column = row.getString(1);
            String text = column == null ? expressions.get(row.getInt(4)) : column;
            parts.add(new Part(text, column == null, row.getBoolean(2), 0, merges));
          });
      Use use = index[2].equals("pk") ? Use.PRIMARY : index[1].equals("1") ? Use.UNIQUE : Use.PLAIN;
      listed |= use == Use.PRIMARY;
      String name = index[3] == null ? "" : index[0];
      table.keys().add(new KeyFacts(use, name, parts, "", predicate(index[3]), false));
    }
    if (!listed && !primary.isEmpty()) {
      table.keys().add(new KeyFacts(Use.PRIMARY, "", List.copyOf(primary.values()), "", "", false));
    }
  }

  private static String predicate(String sql) {
    Matcher where = Pattern.compile("(?is)\\)\\s*where\\s+(.*)$").matcher(sql == null ? "" : sql);
    return where.find() ? where.group(1) : "";
  }

  /** What stands between the first parenthesis and its other, by comma. */
  private static List<String> arguments(String sql) {
    int start = sql.toLowerCase(Locale.ROOT).indexOf(" on ");
    String inside = inside(sql, sql.indexOf('(', Math.max(0, start)));
    List<String> found = new ArrayList<>();
    int depth = 0;
    StringBuilder argument = new StringBuilder();
    for (char letter : inside.toCharArray()) {
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (letter == ',' && depth == 0) {
        found.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(letter);
      }
    }
    found.add(argument.toString().strip());
    return found;
  }

  private void readForeign(TableFacts table, String words) throws SQLException {
    Map<Integer, ForeignFacts> keys = new TreeMap<>();
    List<String> deferred = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(words);
    while (reference.find()) {
      String rest = reference.group(1).toLowerCase(Locale.ROOT);
      deferred.add(
          rest.matches("(?s).*(?<!not )deferrable\\s+initially\\s+deferred.*") ? "deferred" : "");
    }
    database.query(
        "SELECT f.id, f.\"table\", f.\"from\", coalesce(f.\"to\", (SELECT p.name FROM pragma_table_info(f.\"table\") p"
            + " WHERE p.pk = f.seq + 1)), f.on_delete, f.on_update FROM pragma_foreign_key_list("
            + quoted(table.name())
            + ") f ORDER BY f.id, f.seq",
        row -> {
          if (!keys.containsKey(row.getInt(1))) {
            keys.put(
                row.getInt(1),
                new ForeignFacts(
                    "",
                    new ArrayList<>(),
                    row.getString(2),
                    new ArrayList<>(),
                    MySqlFacts.action(row.getString(5)),
                    MySqlFacts.action(row.getString(6)),
                    ""));
          }
          keys.get(row.getInt(1)).columns().add(row.getString(3));
          keys.get(row.getInt(1)).targetColumns().add(String.valueOf(row.getString(4)));
        });
    int last = keys.size() - 1; // the PRAGMA counts from the last to the first
    keys.forEach(
        (id, key) ->
            table
                .foreign()
                .add(
                    new ForeignFacts(
                        key.name(),
                        key.columns(),
                        key.target(),
                        key.targetColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        deferred.size() == keys.size() ? deferred.get(last - id) : "")));
  }

  private static void readChecks(TableFacts table, String words) {
    Matcher check = CHECK.matcher(words);
    while (check.find()) {
      String name = check.group(1) == null ? "" : check.group(1).replace("\"", "");
      table.checks().add(new CheckFacts(name, inside(words, check.end() - 1)));
    }
  }

  private static String inside(String sql, int open) {
    int depth = 0;
    boolean quoted = false;
    for (int i = open; i >= 0 && i < sql.length(); i++) {
      char letter = sql.charAt(i);
      quoted ^= letter == '\'';
      if (!quoted) {
        depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        if (depth == 0) {
          return sql.substring(open + 1, i);
        }
      }
    }
    return "";
  }

  private static String withoutComments(String sql) {
    return sql.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("--[^\n]*", " ");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** What the words of the declaration mean elsewhere; none of it binds SQLite. */
  private static Room meant(String declared) {
    Matcher matcher = TYPE.matcher(declared.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Room.of(Family.ANY);
    }
    int first =
        matcher.group(2) == null ? -1 : (int) Math.min(1 << 30, Long.parseLong(matcher.group(2)));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return switch (matcher.group(1).strip()) {
      case "SMALLINT" -> Room.whole(16, false);
      case "INT", "MEDIUMINT" -> Room.whole(32, false);
      case "INTEGER", "BIGINT" -> Room.whole(64, false);
      case "TEXT", "CLOB" -> Room.of(Family.TEXT);
      case "VARCHAR", "NVARCHAR", "CHAR", "CHARACTER", "NCHAR" -> Room.sized(Family.TEXT, first);
      case "REAL", "DOUBLE", "DOUBLE PRECISION" -> Room.sized(Family.FLOAT, 53);
      case "DECIMAL", "NUMERIC" ->
          first < 0 ? Room.of(Family.ANY) : Room.decimal(first, second, false);
      default -> Room.of(Family.ANY);
    };
  }

  /** By the rules of affinity, except for the words that all engines mean alike. */
  private static Room room(String declared, boolean strict) {
    String type = declared.toUpperCase(Locale.ROOT);
    Matcher matcher = TYPE.matcher(type);
    String word = matcher.matches() ? matcher.group(1) : type;
    if (type.isEmpty() || word.equals("ANY")) {
      return Room.of(Family.ANY);
    }
    if (type.contains("INT") && !type.contains("POINT")) {
      return Room.whole(64, false);
    }
    if (Pattern.compile("CHAR|CLOB|TEXT").matcher(type).find()) {
      return Room.of(Family.TEXT);
    }
    if (type.contains("BLOB")) {
      return strict ? Room.of(Family.BYTES) : Room.of(Family.ANY);
    }
    if (Pattern.compile("REAL|FLOA|DOUB").matcher(type).find()) {
      return Room.sized(Family.FLOAT, 53);
    }
    return Room.of(Family.NUMERIC_AFFINITY);
  }
}
