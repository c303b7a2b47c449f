package io.decant.connectors.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts SQL text into tokens, as SQLite's own tokenizer does; spaces and comments fall away. */
final class SqlTokens {
  /** What a token is. */
  enum Kind {
    WORD,
    /** {@code "x"}, {@code [x]} or {@code `x`}. */
    QUOTED,
    STRING,
    BLOB,
    NUMBER,
    SYMBOL
  }

  /**
   * @param text of a quoted token: what stands between the quotes
   * @param start offset of its first character in the SQL
   * @param end offset after its last
   */
  record Token(Kind kind, String text, int start, int end) {
    /** An unquoted word, in any case. */
    boolean is(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
      return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
  }

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  static List<Token> of(String sql) {
    SqlTokens scanner = new SqlTokens(sql);
    while (scanner.at < sql.length()) {
      scanner.next();
    }
    return scanner.tokens;
  }

  /** Index of the parenthesis that closes the one at {@code open}, or the last index. */
  static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).isSymbol('(')) {
        depth++;
      } else if (tokens.get(i).isSymbol(')') && --depth == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private void next() {
    int start = at;
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      at = end < 0 ? sql.length() : end + 2;
    } else if (c == '\'') {
      add(Kind.STRING, quoted('\''), start);
    } else if (c == '"' || c == '`') {
      add(Kind.QUOTED, quoted(c), start);
    } else if (c == '[') {
      int end = sql.indexOf(']', at);
      at = end < 0 ? sql.length() : end + 1;
      add(Kind.QUOTED, sql.substring(start + 1, end < 0 ? at : end), start);
    } else if ((c == 'x' || c == 'X') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      at++;
      add(Kind.BLOB, quoted('\'').toLowerCase(Locale.ROOT), start);
    } else if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
      number();
      add(Kind.NUMBER, sql.substring(start, at), start);
    } else if (isWordPart(c)) {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      add(Kind.WORD, sql.substring(start, at), start);
    } else {
      at++;
      add(Kind.SYMBOL, String.valueOf(c), start);
    }
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, start, at));
  }

  private String quoted(char quote) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == quote) {
        if (at < sql.length() && sql.charAt(at) == quote) {
          at++;
        } else {
          break;
        }
      }
      text.append(c);
    }
    return text.toString();
  }

  /** Digits, point and exponent, or 0x and hex digits. */
  private void number() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0;
      if (!isDigit(c) && c != '.' && !Character.isLetter(c) && c != '_' && !sign) {
        return;
      }
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7F;
  }
}
