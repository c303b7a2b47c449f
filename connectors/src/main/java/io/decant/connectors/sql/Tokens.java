package io.decant.connectors.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens; spaces fall away. */
final class Tokens {
  /** What a token is. */
  enum Kind {
    WORD,
    QUOTED,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /**
   * @param text of a quoted token: what stands between the quotes
   * @param start offset of its first character in the SQL
   * @param end offset after its last
   */
  record Token(Kind kind, String text, int start, int end) {
    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    boolean isName() {
      return kind == Kind.WORD || kind == Kind.QUOTED;
    }
  }

  /** Longest first. */
  private static final List<String> SYMBOLS =
      List.of(
          "!~~*", "!~~", "~~*", "<=>", "->>", "||", "::", "<>", "!=", "<=", ">=", "==", "~~", "!~",
          "~*", "->", "&&", "<<", ">>", "@>", "<@");

  private final String sql;
  private final Lexis grammar;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String sql, Lexis grammar) {
    this.sql = sql;
    this.grammar = grammar;
  }

  /**
   * @throws Uncertain a quote or comment is not closed, or a comment may be code
   */
  static List<Token> of(String sql, Lexis grammar) {
    Tokens scanner = new Tokens(sql, grammar);
    while (scanner.at < sql.length()) {
      scanner.next();
    }
    scanner.tokens.add(new Token(Kind.END, "", sql.length(), sql.length()));
    return scanner.tokens;
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
      if (end < 0 || sql.startsWith("/*!", at)) {
        throw new Uncertain("a comment that may be code");
      }
      at = end + 2;
    } else if (grammar.nameQuotes().indexOf(c) >= 0) {
      add(Kind.QUOTED, quoted(c == '[' ? ']' : c, false), start);
    } else if (c == '\'' || c == '"') {
      add(Kind.TEXT, quoted(c, grammar.backslashes()), start);
    } else if (isDigit(c) || c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1))) {
      number();
      add(Kind.NUMBER, sql.substring(start, at), start);
    } else if (isWord(c)) {
      word(start);
    } else {
      String symbol =
          SYMBOLS.stream()
              .filter(each -> sql.startsWith(each, at))
              .findFirst()
              .orElse(String.valueOf(c));
      at += symbol.length();
      add(Kind.SYMBOL, symbol, start);
    }
  }

  /** A word, or a text with a mark in front: E'…' of PostgreSQL, _utf8mb4'…' of MySQL. */
  private void word(int start) {
    while (at < sql.length() && isWord(sql.charAt(at))) {
      at++;
    }
    String word = sql.substring(start, at);
    if (at < sql.length() && sql.charAt(at) == '\'' && grammar.isTextMark(word)) {
      boolean backslashes = grammar.backslashes() || word.equalsIgnoreCase("e");
      add(Kind.TEXT, quoted('\'', backslashes), start);
    } else {
      add(Kind.WORD, word, start);
    }
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, start, at));
  }

  private String quoted(char quote, boolean backslashes) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == quote) {
        if (at < sql.length() && sql.charAt(at) == quote && quote != ']') {
          at++;
        } else {
          return text.toString();
        }
      } else if (c == '\\' && backslashes && at < sql.length()) {
        text.append(grammar.escaped(sql.charAt(at++)));
        continue;
      }
      text.append(c);
    }
    throw new Uncertain("a quote is not closed");
  }

  private void number() {
    while (at < sql.length() && (isWord(sql.charAt(at)) || sql.charAt(at) == '.')) {
      char c = sql.charAt(at++);
      boolean sign = at < sql.length() && (sql.charAt(at) == '-' || sql.charAt(at) == '+');
      if ((c == 'e' || c == 'E') && sign) {
        at++;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7F;
  }
}
