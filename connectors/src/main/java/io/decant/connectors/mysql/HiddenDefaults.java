package io.decant.connectors.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defaults of texts, blobs, JSON and shapes, which are expressions in MySQL since 8.0.13. The
 * information_schema of its first versions (seen in 8.0.15) keeps silent about some of them; SHOW
 * CREATE TABLE prints them all.
 */
final class HiddenDefaults {
  private static final Pattern COLUMN = Pattern.compile("^ {2}`((?:[^`]|``)+)` ");
  private static final String START = " DEFAULT (";

  private HiddenDefaults() {}

  /** The expressions by column. */
  static Map<String, String> of(Connection connection, String quotedTable) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + quotedTable)) {
      return row.next() ? of(row.getString(2)) : Map.of();
    }
  }

  private static Map<String, String> of(String createTable) {
    Map<String, String> defaults = new HashMap<>();
    for (String line : createTable.split("\n")) {
      Matcher column = COLUMN.matcher(line);
      int start = line.indexOf(START);
      if (column.find() && start >= 0) {
        String expression = inParentheses(line, start + START.length());
        defaults.put(column.group(1).replace("``", "`"), expression);
      }
    }
    return defaults;
  }

  /** Up to the parenthesis that closes the one before {@code start}. */
  private static String inParentheses(String line, int start) {
    int open = 1;
    char quote = 0;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' && quote == '\'' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '`') {
        quote = c;
      } else {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open == 0) {
          return line.substring(start, i);
        }
      }
    }
    return line.substring(start);
  }
}
