package io.decant.cli.benchmark;

import io.decant.cli.endtoend.Engine;

/**
 * A column of a generated table: how each engine declares it, and how each spells its values alike,
 * so that rows of different engines can be compared by a sum.
 */
record SampleColumn(String name, Kind kind, int size, boolean nullable) {

  enum Kind {
    WHOLE,
    FLAG,
    /** A decimal of twelve digits, {@code size} of them behind the point. */
    DECIMAL,
    /** A whole number of 1,024ths, which every engine keeps exactly. */
    REAL,
    DATE,
    /** To the microsecond. */
    MOMENT,
    WORD,
    TEXT,
    JSON
  }

  static SampleColumn of(String name, Kind kind) {
    return new SampleColumn(name, kind, 0, false);
  }

  static SampleColumn of(String name, Kind kind, int size) {
    return new SampleColumn(name, kind, size, false);
  }

  SampleColumn orNull() {
    return new SampleColumn(name, kind, size, true);
  }

  /** Its line in CREATE TABLE. */
  String declaration(Engine engine) {
    boolean postgreSql = engine == Engine.POSTGRESQL;
    String type =
        switch (kind) {
          case WHOLE -> size == 64 ? "bigint" : size == 32 ? "int" : "smallint";
          case FLAG -> "boolean";
          case DECIMAL -> "decimal(12, " + size + ")";
          case REAL -> postgreSql ? "double precision" : "double";
          case DATE -> "date";
          case MOMENT ->
              switch (engine) {
                case POSTGRESQL -> "timestamp(6)";
                case MYSQL, MARIADB -> "datetime(6)";
                case SQLITE -> "datetime";
              };
          case WORD -> "varchar(" + size + ")";
          case TEXT -> "text";
          case JSON -> postgreSql ? "jsonb" : "json";
        };
    return name + " " + type + (nullable ? "" : " NOT NULL");
  }

  /** Its value as text: the same in every engine, and as {@link SampleTable#spelling} has it. */
  String spelling(Engine engine) {
    String text =
        switch (engine) {
          case POSTGRESQL ->
              switch (kind) {
                    case FLAG -> name + "::int";
                    case REAL -> "(" + name + " * 1024)::bigint";
                    case MOMENT -> "to_char(" + name + ", 'YYYY-MM-DD HH24:MI:SS.US')";
                    case JSON ->
                        "concat(%1$s ->> 'channel', %1$s -> 'tags' ->> 1, %1$s ->> 'weight')"
                            .formatted(name);
                    default -> name;
                  }
                  + "::text";
          case MYSQL, MARIADB ->
              switch (kind) {
                case REAL -> "cast(" + name + " * 1024 AS signed)";
                case JSON ->
                    "concat(%s, %s, %s)"
                        .formatted(
                            mySqlPath("$.channel"), mySqlPath("$.tags[1]"), mySqlPath("$.weight"));
                default -> name;
              };
          case SQLITE ->
              switch (kind) {
                case DECIMAL -> "printf('%." + size + "f', " + name + ")";
                case REAL -> "cast(" + name + " * 1024 AS integer)";
                case JSON ->
                    "(%1$s ->> '$.channel') || (%1$s ->> '$.tags[1]') || (%1$s ->> '$.weight')"
                        .formatted(name);
                default -> name;
              };
        };
    if (!nullable) {
      return text;
    }
    return "CASE WHEN " + name + " IS NULL THEN '~' ELSE " + text + " END";
  }

  private String mySqlPath(String path) {
    return "json_unquote(json_extract(" + name + ", '" + path + "'))";
  }
}
