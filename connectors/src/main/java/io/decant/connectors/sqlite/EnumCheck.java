package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.SqlTokens.Kind;
import io.decant.connectors.sqlite.SqlTokens.Token;
import io.decant.converter.schema.Check;
import java.util.ArrayList;
import java.util.List;

/** The check that stands for an enum: {@code "column" IN ('a', 'b')}. */
final class EnumCheck {
  private EnumCheck() {}

  /** The labels, or none when the check is another one. */
  static List<String> labels(Check check, String column) {
    List<Token> tokens = SqlTokens.of(check.expression().text());
    if (tokens.size() < 4 || !tokens.get(0).text().equals(column) || !tokens.get(1).is("IN")) {
      return List.of();
    }
    List<String> labels = new ArrayList<>();
    for (Token token : tokens.subList(2, tokens.size())) {
      if (token.kind() == Kind.STRING) {
        labels.add(token.text());
      } else if (!token.isSymbol('(') && !token.isSymbol(',') && !token.isSymbol(')')) {
        return List.of();
      }
    }
    return labels;
  }
}
