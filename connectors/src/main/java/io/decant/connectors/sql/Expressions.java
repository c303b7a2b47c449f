package io.decant.connectors.sql;

import io.decant.connectors.sql.Tokens.Kind;
import io.decant.connectors.sql.Tokens.Token;
import io.decant.converter.schema.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Expressions of one table, out of an engine's spelling into the neutral one and back. */
final class Expressions {
  private Expressions() {}

  /**
   * What became of an expression.
   *
   * @param text empty when it is not certain that it would mean the same
   * @param reason why it is empty; else empty itself
   * @param doubts what is otherwise all the same, in words for the report
   */
  record Rendering(Optional<String> text, String reason, Set<String> doubts) {
    static Rendering of(String text, Set<String> doubts) {
      return new Rendering(Optional.of(text), "", Set.copyOf(doubts));
    }

    static Rendering none(String reason) {
      return new Rendering(Optional.empty(), reason, Set.of());
    }
  }

  /** With its neutral spelling, where there is one for sure. */
  static Expression described(Grammar own, String engine, String text, Scope scope) {
    Rendering neutral = translated(own, Neutral.INSTANCE, text, scope, Optional.empty());
    return new Expression(engine, text, neutral.text());
  }

  /**
   * A neutral expression in this engine's words.
   *
   * @param kind what it must give; empty for a value of any kind
   */
  static Rendering rendered(
      Grammar own, Expression expression, Scope scope, Optional<ValueType.Kind> kind) {
    return expression.standard().isEmpty()
        ? Rendering.none(expression.engine() + "'s own")
        : translated(Neutral.INSTANCE, own, expression.standard().get(), scope, kind);
  }

  private static Rendering translated(
      Grammar from, Grammar to, String text, Scope scope, Optional<ValueType.Kind> kind) {
    try {
      Translator translator = new Translator(from, to, false);
      Written written = translator.write(Parser.expression(text, from), scope);
      boolean suits = kind.isEmpty() || suits(written.type().kind(), kind.get());
      return suits
          ? Rendering.of(written.text(), translator.doubts)
          : Rendering.none("it gives a " + written.type().kind());
    } catch (Uncertain uncertain) {
      return Rendering.none(uncertain.reason());
    }
  }

  private static boolean suits(ValueType.Kind given, ValueType.Kind wanted) {
    return given == wanted || given == ValueType.Kind.INTEGER && wanted == ValueType.Kind.DECIMAL;
  }

  /** An engine's own expression with new names of columns. */
  static Rendering renamed(Grammar own, String text, Map<String, String> names) {
    if (names.entrySet().stream().allMatch(each -> each.getKey().equals(each.getValue()))) {
      return Rendering.of(text, Set.of());
    }
    try {
      return Rendering.of(withNames(own, text, names), Set.of());
    } catch (Uncertain uncertain) {
      return Rendering.none("its columns have other names here, and " + uncertain.reason());
    }
  }

  /** Every name in the text, that of functions and types included. */
  static Set<String> names(Grammar own, String text) {
    return Tokens.of(text, own).stream()
        .filter(Token::isName)
        .map(Token::text)
        .collect(Collectors.toSet());
  }

  private static String withNames(Grammar own, String text, Map<String, String> names) {
    List<Token> tokens = Tokens.of(text, own);
    StringBuilder renamed = new StringBuilder();
    int done = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
      boolean typed = i > 0 && tokens.get(i - 1).is("::");
      String name = token.isName() && !called && !typed ? newName(token, names) : "";
      if (!name.isEmpty()) {
        renamed.append(text, done, token.start()).append(own.quote(name));
        done = token.end();
      }
    }
    return renamed.append(text.substring(done)).toString();
  }

  private static String newName(Token token, Map<String, String> names) {
    String exact = names.get(token.text());
    if (exact != null) {
      return exact.equals(token.text()) ? "" : exact;
    }
    if (token.kind() == Kind.QUOTED || Parser.isReserved(token.text())) {
      return "";
    }
    return names.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(token.text()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
