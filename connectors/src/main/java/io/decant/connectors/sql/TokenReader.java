package io.decant.connectors.sql;

import io.decant.connectors.sql.Tokens.Kind;
import io.decant.connectors.sql.Tokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Goes through tokens one by one, the last of which is the end. */
abstract class TokenReader {
  /** Words that are never a name unless they are quoted. */
  private static final Set<String> RESERVED =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "LIMIT",
          "OFFSET",
          "AND",
          "OR",
          "XOR",
          "NOT",
          "IS",
          "IN",
          "LIKE",
          "ILIKE",
          "BETWEEN",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "EXISTS",
          "COLLATE",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "CROSS",
          "NATURAL",
          "ON",
          "USING",
          "AS",
          "DISTINCT",
          "INTERVAL",
          "DIV",
          "MOD",
          "REGEXP",
          "RLIKE",
          "GLOB",
          "MATCH",
          "SIMILAR",
          "OVER",
          "FILTER",
          "WITH",
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_USER",
          "LOCALTIMESTAMP",
          "LOCALTIME",
          "BINARY",
          "ARRAY",
          "ROW",
          "FETCH",
          "WINDOW",
          "FOR",
          "ESCAPE",
          "ISNULL",
          "NOTNULL",
          "VALUES");

  private static final Set<String> ZONE_WORDS = Set.of("with", "without", "time", "zone");

  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  final void requireEnd() {
    if (next().kind() != Kind.END) {
      throw unknown();
    }
  }

  final Token next() {
    return tokens.get(at);
  }

  final Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  final Token advance() {
    return tokens.get(at++);
  }

  final void skip(int count) {
    at += count;
  }

  final boolean take(String word) {
    if (next().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  final void require(String word) {
    if (!take(word)) {
      throw unknown();
    }
  }

  static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  final Uncertain unknown() {
    Token token = next();
    return new Uncertain(
        token.kind() == Kind.END ? "it ends too early" : "'" + token.text() + "' is not known");
  }

  /** {@code character varying(20)[]}: the words alone, without length, in lower case. */
  final String type() {
    StringBuilder type = new StringBuilder();
    if (next().kind() == Kind.QUOTED) {
      type.append(advance().text());
    }
    while (next().kind() == Kind.WORD && !isReserved(next().text()) || next().is("BINARY")) {
      type.append(type.isEmpty() ? "" : " ").append(advance().text().toLowerCase(Locale.ROOT));
      if (take(".")) {
        type.append('.').append(advance().text());
      }
    }
    if (take("(")) {
      type.append(" sized");
      while (!take(")")) {
        if (next().kind() == Kind.END) {
          throw unknown();
        }
        advance();
      }
    }
    while (next().kind() == Kind.WORD
        && ZONE_WORDS.contains(next().text().toLowerCase(Locale.ROOT))) {
      type.append(' ').append(advance().text().toLowerCase(Locale.ROOT));
    }
    if (take("[")) {
      require("]");
      type.append("[]");
    }
    return type.toString();
  }
}
