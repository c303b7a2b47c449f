package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words and names of PostgreSQL's DDL, as a dump has them. */
final class DumpLexis {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** Words that the server prints in quotes where they are names. Source: manual, appendix C. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "asymmetric",
          "between",
          "bigint",
          "bit",
          "boolean",
          "both",
          "case",
          "cast",
          "char",
          "character",
          "check",
          "coalesce",
          "collate",
          "column",
          "constraint",
          "create",
          "cross",
          "current_date",
          "current_role",
          "current_time",
          "current_timestamp",
          "current_user",
          "dec",
          "decimal",
          "default",
          "deferrable",
          "desc",
          "distinct",
          "do",
          "else",
          "end",
          "except",
          "exists",
          "extract",
          "false",
          "fetch",
          "float",
          "for",
          "foreign",
          "freeze",
          "from",
          "full",
          "grant",
          "greatest",
          "group",
          "having",
          "ilike",
          "in",
          "initially",
          "inner",
          "inout",
          "int",
          "integer",
          "intersect",
          "interval",
          "into",
          "is",
          "isnull",
          "join",
          "lateral",
          "leading",
          "least",
          "left",
          "like",
          "limit",
          "localtime",
          "localtimestamp",
          "natural",
          "not",
          "notnull",
          "null",
          "nullif",
          "numeric",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "out",
          "outer",
          "overlaps",
          "placing",
          "position",
          "precision",
          "primary",
          "real",
          "references",
          "returning",
          "right",
          "row",
          "select",
          "session_user",
          "setof",
          "similar",
          "smallint",
          "some",
          "substring",
          "symmetric",
          "table",
          "then",
          "time",
          "timestamp",
          "to",
          "trailing",
          "treat",
          "trim",
          "true",
          "union",
          "unique",
          "user",
          "using",
          "values",
          "varchar",
          "variadic",
          "verbose",
          "when",
          "where",
          "window",
          "with");

  private DumpLexis() {}

  static Declaration declaration(String sql) {
    return Declaration.of(sql, PostgresGrammar.INSTANCE, name -> name.toLowerCase(Locale.ROOT));
  }

  /** As the server prints a name. */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
        ? name
        : PostgresDialect.INSTANCE.quote(name);
  }

  /** The name that comes next, in this schema where it brings none. */
  static TableName name(Declaration words, String schema) {
    List<String> path = words.path();
    return new TableName(
        path.size() > 1 ? path.get(path.size() - 2) : schema, path.get(path.size() - 1));
  }
}
