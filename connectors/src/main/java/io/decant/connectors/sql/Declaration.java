package io.decant.connectors.sql;

import io.decant.connectors.sql.Tokens.Kind;
import io.decant.connectors.sql.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A statement that declares something, read word by word. What it does not have to understand it
 * gives out as it is written. For one thread.
 */
public final class Declaration {
  private final String sql;
  private final Lexis lexis;
  private final UnaryOperator<String> folded;
  private final List<Token> tokens;
  private int at;

  private Declaration(String sql, Lexis lexis, UnaryOperator<String> folded, List<Token> tokens) {
    this.sql = sql;
    this.lexis = lexis;
    this.folded = folded;
    this.tokens = tokens;
  }

  /**
   * @param folded what a name without quotes is
   * @throws Uncertain a quote or comment is not closed
   */
  public static Declaration of(String sql, Lexis lexis, UnaryOperator<String> folded) {
    return new Declaration(sql, lexis, folded, Tokens.of(sql, lexis));
  }

  /** Another text in the same SQL. */
  public Declaration of(String part) {
    return of(part, lexis, folded);
  }

  public boolean isAtEnd() {
    return tokens.get(at).kind() == Kind.END;
  }

  /** Whether these words come next. */
  public boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(Math.min(at + i, tokens.size() - 1)).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Goes past these words if they come next. */
  public boolean take(String... words) {
    boolean seen = sees(words);
    at += seen ? words.length : 0;
    return seen;
  }

  /**
   * @throws Uncertain other words come next
   */
  public void require(String... words) {
    if (!take(words)) {
      throw unknown();
    }
  }

  /** Goes past the next token, which is given as it is written. */
  public String advance() {
    Token token = tokens.get(at);
    if (token.kind() == Kind.END) {
      throw unknown();
    }
    at++;
    return written(token);
  }

  /** Whether a text comes next. */
  public boolean seesText() {
    return tokens.get(at).kind() == Kind.TEXT;
  }

  /** Whether a name in quotes comes next. */
  public boolean seesQuotedName() {
    return tokens.get(at).kind() == Kind.QUOTED;
  }

  /** The next word in upper case, which may be anything. */
  public boolean seesAny(Set<String> words) {
    Token token = tokens.get(at);
    return token.kind() == Kind.WORD && words.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** The next token is a name. */
  public String name() {
    Token token = tokens.get(at);
    if (!token.isName()) {
      throw unknown();
    }
    at++;
    return token.kind() == Kind.QUOTED ? token.text() : folded.apply(token.text());
  }

  /** Names with dots between them. */
  public List<String> path() {
    List<String> path = new ArrayList<>(List.of(name()));
    while (take(".")) {
      path.add(name());
    }
    return path;
  }

  /** The next token is a text: what it says. */
  public String text() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.TEXT) {
      throw unknown();
    }
    at++;
    return token.text();
  }

  /** What stands in the parentheses that come next, as it is written. */
  public String inParentheses() {
    require("(");
    int start = tokens.get(at).start();
    int depth = 1;
    while (!isAtEnd()) {
      Token token = tokens.get(at++);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0) {
        return sql.substring(start, token.start()).strip();
      }
    }
    throw unknown();
  }

  /** Names in parentheses. */
  public List<String> names() {
    return parts().stream()
        .map(
            part -> {
              Declaration name = of(part);
              String found = name.name();
              name.requireEnd();
              return found;
            })
        .toList();
  }

  /** What stands in the parentheses that come next, cut at its commas. */
  public List<String> parts() {
    Declaration inside = of(inParentheses());
    List<String> parts = new ArrayList<>();
    while (!inside.isAtEnd()) {
      parts.add(inside.until(Set.of(",")));
      inside.take(",");
    }
    return parts;
  }

  /**
   * As it is written, up to one of these words or symbols that is in no parentheses; to the end
   * where there is none.
   *
   * @param stops in upper case
   */
  public String until(Set<String> stops) {
    int start = tokens.get(at).start();
    int end = start;
    int depth = 0;
    while (!isAtEnd() && !(depth == 0 && stopsAt(tokens.get(at), stops))) {
      Token token = tokens.get(at++);
      depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
      end = token.end();
    }
    return sql.substring(start, end);
  }

  private static boolean stopsAt(Token token, Set<String> stops) {
    return (token.kind() == Kind.WORD || token.kind() == Kind.SYMBOL)
        && stops.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** All that follows, as it is written. */
  public String rest() {
    String rest = sql.substring(tokens.get(at).start()).strip();
    at = tokens.size() - 1;
    return rest;
  }

  /**
   * @throws Uncertain something follows
   */
  public void requireEnd() {
    if (!isAtEnd()) {
      throw unknown();
    }
  }

  public Uncertain unknown() {
    Token token = tokens.get(at);
    return new Uncertain(
        token.kind() == Kind.END
            ? "it ends too early"
            : "'" + written(token) + "' was not expected there");
  }

  private String written(Token token) {
    return sql.substring(token.start(), token.end());
  }
}
