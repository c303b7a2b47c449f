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
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's schema, from pg_catalog. */
final class PostgreSqlFacts {

  private static final String OURS =
      """
       n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
       AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.objid = c.oid AND x.deptype = 'e')
      """;

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname,
             format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END,
                         CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END),
             a.attnotnull OR t.typnotnull, coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault, ''),
             a.attidentity <> '', a.attgenerated <> '',
             coalesce(col_description(c.oid, a.attnum), ''), coalesce(obj_description(c.oid), ''),
             coalesce((SELECT q.oid::regclass::text FROM pg_class q JOIN pg_depend p ON p.objid = q.oid
                        WHERE q.relkind = 'S' AND p.refobjid = c.oid AND p.refobjsubid = a.attnum
                          AND p.deptype IN ('a', 'i') LIMIT 1), ''),
             ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                    WHERE e.enumtypid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
                    ORDER BY e.enumsortorder)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND"""
          + OURS
          + " ORDER BY 1, 2, a.attnum";

  private static final String KEYS =
      """
      SELECT n.nspname, c.relname, k.relname, i.indisprimary, i.indisunique, m.amname,
             coalesce(pg_get_expr(i.indpred, i.indrelid), ''), i.indisexclusion,
             ARRAY(SELECT pg_get_indexdef(i.indexrelid, p, false) FROM generate_series(1, i.indnkeyatts) p ORDER BY p),
             ARRAY(SELECT i.indkey[p - 1] = 0 FROM generate_series(1, i.indnkeyatts) p ORDER BY p),
             ARRAY(SELECT i.indoption[p - 1] & 1 = 1 FROM generate_series(1, i.indnkeyatts) p ORDER BY p),
             ARRAY(SELECT CASE WHEN y.typname = 'citext' OR NOT coalesce(o.collisdeterministic, true) THEN 'case'
                               WHEN y.typname = 'bpchar' THEN 'spaces' ELSE '' END
                     FROM generate_series(1, i.indnkeyatts) p
                     LEFT JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum = i.indkey[p - 1]
                     LEFT JOIN pg_type y ON y.oid = b.atttypid
                     LEFT JOIN pg_collation o ON o.oid = i.indcollation[p - 1] ORDER BY p),
             coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class k ON k.oid = i.indexrelid
        JOIN pg_am m ON m.oid = k.relam JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE i.indisvalid AND """
          + OURS
          + " ORDER BY 1, 2, 3";

  private static final String FOREIGN =
      """
      SELECT n.nspname, c.relname, k.conname, r.relname,
             ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (num, place)
                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY place),
             ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (num, place)
                     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY place),
             k.confdeltype::text, k.confupdtype::text,
             CASE WHEN k.condeferred THEN 'deferred' WHEN k.condeferrable THEN 'deferrable' ELSE '' END
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE k.contype = 'f' AND k.conparentid = 0 AND """
          + OURS
          + " ORDER BY 1, 2, 3";

  private static final String CHECKS =
      """
      SELECT n.nspname, c.relname, k.conname, pg_get_expr(k.conbin, k.conrelid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE k.contype = 'c' AND """
          + OURS
          + " ORDER BY 1, 2, 3";

  private static final String OTHERS =
      """
      SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'f' THEN 'foreign-table'
                            ELSE 'sequence' END, c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE (c.relkind IN ('v', 'm', 'f') OR c.relkind = 'S' AND NOT EXISTS
              (SELECT 1 FROM pg_depend p WHERE p.objid = c.oid AND p.deptype IN ('a', 'i')
                  OR p.refobjid = c.oid AND p.classid = 'pg_attrdef'::regclass)) AND %1$s
      UNION ALL
      SELECT CASE c.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, c.typname
        FROM pg_type c JOIN pg_namespace n ON n.oid = c.typnamespace LEFT JOIN pg_class r ON r.oid = c.typrelid
       WHERE (c.typtype IN ('d', 'r') OR r.relkind = 'c' OR c.typtype = 'e' AND NOT EXISTS
              (SELECT 1 FROM pg_attribute u WHERE u.atttypid IN (c.oid, c.typarray))) AND %1$s
      UNION ALL
      SELECT 'routine', c.proname FROM pg_proc c JOIN pg_namespace n ON n.oid = c.pronamespace
       WHERE NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.objid = c.oid AND i.deptype = 'i') AND %1$s
      UNION ALL
      SELECT 'trigger', g.tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND %1$s
      UNION ALL
      SELECT 'rule', g.rulename FROM pg_rewrite g JOIN pg_class c ON c.oid = g.ev_class
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE g.rulename <> '_RETURN' AND %1$s
      UNION ALL
      SELECT 'policy', g.polname FROM pg_policy g JOIN pg_class c ON c.oid = g.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %1$s
      UNION ALL
      SELECT 'exclusion', g.conname FROM pg_constraint g JOIN pg_class c ON c.oid = g.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE g.contype = 'x' AND %1$s
       ORDER BY 1, 2
      """
          .formatted(OURS);

  private static final Pattern SEQUENCE = Pattern.compile("nextval\\('(.*)'(?:::\\w+)?\\)");
  private static final Pattern TYPE =
      Pattern.compile("(\"?[^(\\[]*?\"?)(?:\\((-?\\d+)(?:,(-?\\d+))?\\))?( with.*)?(\\[\\])*");

  private final PlainDatabase database;
  private final Tables tables = new Tables();
  private final List<Other> others = new ArrayList<>();

  PostgreSqlFacts(PlainDatabase database) {
    this.database = database;
  }

  SchemaFacts read() throws SQLException {
    database.query(COLUMNS, this::readColumn);
    database.query(KEYS, this::readKey);
    database.query(FOREIGN, this::readForeign);
    database.query(
        CHECKS,
        row ->
            tables.with(
                row.getString(1),
                row.getString(2),
                t -> t.checks().add(new CheckFacts(row.getString(3), row.getString(4)))));
    database.query(OTHERS, row -> others.add(new Other(row.getString(1), row.getString(2))));
    return new SchemaFacts(tables.all(), others);
  }

  private void readColumn(ResultSet row) throws SQLException {
    String schema = row.getString(1);
    String name = row.getString(2);
    if (tables.all().stream().noneMatch(t -> t.schema().equals(schema) && t.name().equals(name))) {
      tables.add(new TableFacts(schema, name, row.getString(10)));
    }
    if (row.getString(3) == null) {
      return;
    }
    String preset = row.getString(6);
    Matcher sequence = SEQUENCE.matcher(preset);
    String numbering =
        sequence.matches() ? sequence.group(1) : row.getBoolean(7) ? row.getString(11) : "";
    boolean generated = row.getBoolean(8);
    Room room = room(row.getString(4), List.of((String[]) row.getArray(12).getArray()));
    ColumnFacts column =
        new ColumnFacts(
            row.getString(3),
            room,
            room,
            !row.getBoolean(5),
            generated || !numbering.isEmpty() ? "" : Preset.of(preset),
            numbering.isEmpty() ? "" : next(numbering),
            generated,
            false,
            row.getString(9));
    tables.with(schema, name, table -> table.columns().add(column));
  }

  private String next(String sequence) throws SQLException {
    return database.scalar(
        "SELECT CASE WHEN is_called THEN last_value + (SELECT seqincrement FROM pg_sequence WHERE seqrelid = '"
            + sequence.replace("'", "''")
            + "'::regclass) ELSE last_value END FROM "
            + sequence);
  }

  private void readKey(ResultSet row) throws SQLException {
    if (row.getBoolean(8)) {
      return; // listed as an exclusion
    }
    List<String> texts = texts(row.getArray(9));
    Boolean[] expressions = (Boolean[]) row.getArray(10).getArray();
    Boolean[] descending = (Boolean[]) row.getArray(11).getArray();
    List<String> merges = texts(row.getArray(12));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = expressions[i] ? texts.get(i) : unquoted(texts.get(i));
      parts.add(new Part(text, expressions[i], descending[i], 0, merges.get(i)));
    }
    String method = row.getString(6).equals("btree") ? "" : row.getString(6);
    Use use = row.getBoolean(4) ? Use.PRIMARY : row.getBoolean(5) ? Use.UNIQUE : Use.PLAIN;
    KeyFacts key =
        new KeyFacts(use, row.getString(3), parts, method, row.getString(7), row.getBoolean(13));
    tables.with(row.getString(1), row.getString(2), table -> table.keys().add(key));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private void readForeign(ResultSet row) throws SQLException {
    ForeignFacts key =
        new ForeignFacts(
            row.getString(3),
            texts(row.getArray(5)),
            row.getString(4),
            texts(row.getArray(6)),
            action(row.getString(7)),
            action(row.getString(8)),
            row.getString(9));
    tables.with(row.getString(1), row.getString(2), table -> table.foreign().add(key));
  }

  private static String action(String letter) {
    return switch (letter) {
      case "c" -> "cascade";
      case "n" -> "set null";
      case "d" -> "set default";
      default -> "";
    };
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private static Room room(String type, List<String> labels) {
    if (type.endsWith("[]")) {
      return Room.of(Family.ARRAY);
    }
    if (!labels.isEmpty()) {
      return Room.labels(Family.ENUM, labels);
    }
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      return Room.labels(Family.OTHER, List.of(type));
    }
    int first = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    int digits = first < 0 ? 6 : first;
    return switch (matcher.group(1).strip()) {
      case "smallint" -> Room.whole(16, false);
      case "integer" -> Room.whole(32, false);
      case "bigint" -> Room.whole(64, false);
      case "oid" -> Room.whole(32, true);
      case "boolean" -> Room.between(0, 1);
      case "numeric" -> Room.decimal(first, second, false);
      case "money" -> Room.decimal(19, 2, false);
      case "real" -> Room.sized(Family.FLOAT, 24);
      case "double precision" -> Room.sized(Family.FLOAT, 53);
      case "character", "character varying" -> Room.sized(Family.TEXT, first);
      case "text", "citext", "name" -> Room.of(Family.TEXT);
      case "bytea" -> Room.of(Family.BYTES);
      case "bit", "bit varying" -> Room.sized(Family.BITS, first);
      case "date" -> Room.moment(Family.MOMENT, -4713, 5_874_897, 0);
      case "timestamp" -> Room.moment(Family.MOMENT, -4713, 294_276, digits);
      case "time" -> Room.moment(Family.TIME, 0, 24, digits);
      case "interval" -> Room.of(Family.INTERVAL);
      case "json", "jsonb" -> Room.of(Family.JSON);
      case "uuid" -> Room.of(Family.UUID);
      default -> Room.labels(Family.OTHER, List.of(type));
    };
  }
}
