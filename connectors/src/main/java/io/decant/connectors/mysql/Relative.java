package io.decant.connectors.mysql;

import io.decant.converter.schema.Expression;
import java.util.regex.Pattern;

/**
 * MySQL and MariaDB share their SQL, but for what only one of them has. An expression that calls
 * such a thing is no longer in the other's own words. Source: MariaDB manual, "Function Differences
 * Between MariaDB 11.4 and MySQL 8.0"; MySQL 8.4 manual, "Built-In Function and Operator
 * Reference".
 */
final class Relative {
  private static final Pattern ONLY_MYSQL =
      only(
          "uuid_to_bin|bin_to_uuid|is_uuid|regexp_like|any_value|grouping|json_storage_size"
              + "|json_storage_free|json_schema_validation_report|st_latitude|st_longitude"
              + "|st_transform|st_swapxy|st_geohash|st_validate|statement_digest|format_bytes",
          "->>?\\s*'|\\bmember\\s+of\\b|\\bas\\s+json\\s*\\)|\\barray\\s*\\)");

  private static final Pattern ONLY_MARIADB =
      only(
          "nextval|lastval|setval|json_exists|json_query|json_detailed|json_compact|json_loose"
              + "|json_equals|json_normalize|json_key_value|natural_sort_key|to_char|add_months|chr"
              + "|nvl|nvl2|sys_guid|uuid_v4|uuid_v7|crc32c|column_get|column_json|column_create"
              + "|sformat|kdf|vec_fromtext|vec_totext",
          "\\bnext\\s+value\\s+for\\b");

  private Relative() {}

  private static Pattern only(String functions, String operators) {
    return Pattern.compile(
        "(?<![\\w$`.])(?:" + functions + ")\\s*\\(|" + operators, Pattern.CASE_INSENSITIVE);
  }

  /** The expression, marked as another engine's where this server has not all that it calls. */
  static Expression seenBy(ServerTraits traits, Expression expression) {
    Pattern strange = traits.mariaDb() ? ONLY_MYSQL : ONLY_MARIADB;
    return expression.isOf(MySqlTypes.ENGINE) && strange.matcher(expression.text()).find()
        ? new Expression(
            traits.mariaDb() ? "MySQL" : "MariaDB",
            expression.text(),
            expression.standard(),
            expression.renames())
        : expression;
  }
}
