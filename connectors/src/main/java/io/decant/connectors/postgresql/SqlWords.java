package io.decant.connectors.postgresql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into an expression that the server printed, without parsing it. */
final class SqlWords {
  /** A text in quotes, a name in quotes, or a run of anything else. */
  private static final Pattern PIECE =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[^'\"]+", Pattern.DOTALL);

  private static final Pattern VALUE = Pattern.compile("\\bVALUE\\b");

  /** With our search path the server qualifies every name that is not its own. */
  private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z_\"]\\.[A-Za-z_\"]");

  private SqlWords() {}

  /** Whether it names a function, type, operator or sequence that the target need not have. */
  static boolean namesOtherObjects(String sql) {
    StringBuilder rest = new StringBuilder();
    Matcher piece = PIECE.matcher(sql);
    while (piece.find()) {
      char first = piece.group().charAt(0);
      rest.append(first == '\'' ? "''" : first == '"' ? "\"" : piece.group());
    }
    return QUALIFIED.matcher(rest).find()
        || rest.indexOf("nextval(") >= 0
        || rest.indexOf("::reg") >= 0;
  }

  /** A domain's check as a column's: the word VALUE becomes the column. */
  static String withValue(String check, String column) {
    StringBuilder sql = new StringBuilder();
    Matcher piece = PIECE.matcher(check);
    while (piece.find()) {
      char first = piece.group().charAt(0);
      sql.append(
          first == '\'' || first == '"'
              ? piece.group()
              : VALUE.matcher(piece.group()).replaceAll(Matcher.quoteReplacement(column)));
    }
    return sql.toString();
  }
}
