package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What only the text of a CREATE INDEX knows.
 *
 * @param parts the expressions, as they are written, without direction
 * @param predicate the condition of a partial index
 */
record IndexText(List<String> parts, Optional<String> predicate) {
  static IndexText of(String sql) {
    List<Token> tokens = SqlTokens.of(sql);
    int on = 0;
    while (on < tokens.size() && !tokens.get(on).is("ON")) {
      on++;
    }
    int open = Math.min(on + 2, tokens.size() - 1);
    int close = SqlTokens.closing(tokens, open);
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = open + 1;
    for (int i = open; i <= close; i++) {
      Token token = tokens.get(i);
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if ((depth == 1 && token.isSymbol(',')) || i == close) {
        parts.add(part(sql, tokens.subList(from, i)));
        from = i + 1;
      }
    }
    boolean partial = close + 1 < tokens.size() && tokens.get(close + 1).is("WHERE");
    Optional<String> predicate =
        partial
            ? Optional.of(sql.substring(tokens.get(close + 1).end()).strip())
            : Optional.empty();
    return new IndexText(parts, predicate);
  }

  private static String part(String sql, List<Token> tokens) {
    int last = tokens.size() - 1;
    if (last > 0 && (tokens.get(last).is("ASC") || tokens.get(last).is("DESC"))) {
      last--;
    }
    return sql.substring(tokens.get(0).start(), tokens.get(last).end());
  }
}
