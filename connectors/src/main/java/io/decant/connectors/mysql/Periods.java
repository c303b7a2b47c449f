package io.decant.connectors.mysql;

import io.decant.converter.schema.Check;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MariaDB's application-time periods, and the keys that keep them apart. Its catalog shows a period
 * as a check that it begins before it ends, and such a key as one of its columns; before 11.4 only
 * SHOW CREATE TABLE tells them from others.
 */
final class Periods {
  private static final String NAME = "`((?:[^`]|``)+)`";
  private static final Pattern BOUNDS = Pattern.compile(NAME + " < " + NAME);
  private static final Pattern PERIOD =
      Pattern.compile("^ {2}PERIOD FOR " + NAME + " \\(", Pattern.MULTILINE);
  private static final Pattern KEY =
      Pattern.compile(
          "^ {2}(?:PRIMARY KEY|UNIQUE KEY "
              + NAME
              + ") \\((?:"
              + NAME
              + ",)*"
              + NAME
              + " WITHOUT OVERLAPS\\)",
          Pattern.MULTILINE);

  private Periods() {}

  /** Whether a table with these checks may have a period. */
  static boolean mayBe(List<Check> checks) {
    return checks.stream().anyMatch(check -> BOUNDS.matcher(check.expression().text()).matches());
  }

  /** As options of the table. */
  static Set<String> of(Connection connection, String quotedTable) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + quotedTable)) {
      return row.next() ? of(row.getString(2)) : Set.of();
    }
  }

  private static Set<String> of(String createTable) {
    Set<String> options = new HashSet<>();
    PERIOD
        .matcher(createTable)
        .results()
        .forEach(found -> options.add(UnspokenFacts.PERIOD + plain(found.group(1))));
    Matcher key = KEY.matcher(createTable);
    while (key.find()) {
      options.add(
          UnspokenFacts.WITHOUT_OVERLAPS
              + (key.group(1) == null ? "PRIMARY" : plain(key.group(1))));
    }
    return options;
  }

  private static String plain(String quoted) {
    return quoted.replace("``", "`");
  }
}
