package io.decant.connectors.mysql;

/** Backslashes and quotes in texts, as the server prints and reads them. */
final class Escapes {
  private Escapes() {}

  /** The character that a backslash and this letter stand for. */
  static char character(char letter) {
    return switch (letter) {
      case '0' -> '\0';
      case 'b' -> '\b';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'Z' -> '\u001a';
      default -> letter;
    };
  }

  /** The text inside a quoted literal; quotes may be doubled or escaped. */
  static String unquote(String literal) {
    StringBuilder text = new StringBuilder();
    int end = literal.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = literal.charAt(i);
      if (c == '\\' && i + 1 < end) {
        text.append(character(literal.charAt(++i)));
      } else {
        text.append(c);
        i += c == '\'' && literal.charAt(i + 1) == '\'' && i + 1 < end ? 1 : 0;
      }
    }
    return text.toString();
  }

  /**
   * An expression as it was written: MySQL prints those in information_schema with one more layer
   * of backslashes.
   */
  static String unescape(String printed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      text.append(c == '\\' && i + 1 < printed.length() ? character(printed.charAt(++i)) : c);
    }
    return text.toString();
  }

  /** A text literal in quotes, right in every sql_mode that we set. */
  static String quote(String text) {
    StringBuilder literal = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> literal.append("''");
        case '\\' -> literal.append("\\\\");
        case '\0' -> literal.append("\\0");
        default -> literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }
}
