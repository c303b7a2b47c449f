package io.decant.connectors.sqlite;

import io.decant.converter.row.BytesVector;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Texts that begin as a number and go on behind U+0000. Under a numeric affinity SQLite 3.54 stores
 * that number instead (3.40 kept the text), so that a file of an older one cannot be copied as it
 * is: such a row is refused.
 */
final class CutNumber {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*");

  private CutNumber() {}

  /**
   * @param variants values of a column without one type, each behind the letter of its class
   * @param column its name, for the message
   * @throws SQLException the value is such a text; SQLite's own code for a wrong type
   */
  static void refuse(BytesVector variants, int row, String column) throws SQLException {
    byte[] data = variants.data();
    int start = variants.start(row);
    int end = start + variants.length(row);
    if (data[start] != 't') {
      return;
    }
    int at = start + 1;
    while (at < end && data[at] != 0) {
      at++;
    }
    if (at < end && isNumber(new String(data, start + 1, at - start - 1, StandardCharsets.UTF_8))) {
      throw new SQLiteException(
          "column " + column + ": a text that SQLite would store as the number before its NUL",
          SQLiteErrorCode.SQLITE_MISMATCH);
    }
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
