package io.decant.connectors.mysql;

import io.decant.connectors.sql.Grammar;
import io.decant.connectors.sql.SharedFunctions;
import io.decant.connectors.sql.Sql;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.IsNull;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Uncertain;
import io.decant.connectors.sql.ValueType;
import java.util.List;
import java.util.Locale;

/** The SQL of MySQL and MariaDB, as the server prints it. */
final class MySqlGrammar implements Grammar {
  static final MySqlGrammar INSTANCE = new MySqlGrammar();

  private MySqlGrammar() {}

  @Override
  public String nameQuotes() {
    return "`";
  }

  @Override
  public boolean backslashes() {
    return true;
  }

  /** Before a wildcard the backslash stays: it is LIKE's. */
  @Override
  public char escaped(char c) {
    if (c == '%' || c == '_') {
      throw new Uncertain("an escaped wildcard");
    }
    return Escapes.character(c);
  }

  /** The character set in front of a text; of ASCII texts it changes nothing. */
  @Override
  public boolean isTextMark(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "_utf8mb4", "_utf8mb3", "_utf8" -> true;
      default -> false;
    };
  }

  @Override
  public boolean joinsByBars() {
    return false;
  }

  @Override
  public Sql read(Call call) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "upper",
          "lower",
          "ltrim",
          "rtrim",
          "trim",
          "abs",
          "round",
          "coalesce",
          "nullif",
          "replace",
          "count",
          "sum",
          "min",
          "max",
          "year",
          "month" ->
          SharedFunctions.neutral(call);
      case "ucase" -> call.named("UPPER");
      case "lcase" -> call.named("LOWER");
      case "day", "dayofmonth" -> call.named("DAY");
      case "char_length", "character_length" -> call.named("CHAR_LENGTH");
      case "substr", "substring", "mid" -> call.named("SUBSTRING");
      case "left" -> SharedFunctions.beginning(call);
      case "ifnull" -> SharedFunctions.substitute(call);
      case "if" -> SharedFunctions.choice(call);
      case "isnull" -> {
        SharedFunctions.require(call, 1);
        yield new IsNull(call.arguments().get(0), false);
      }
      case "concat" ->
          call.arguments().stream()
              .reduce((one, other) -> new Operation("||", one, other))
              .filter(Operation.class::isInstance)
              .orElseThrow(() -> new Uncertain("concat of one value"));
      case "extract" -> extract(call);
      case "mod" -> {
        SharedFunctions.require(call, 2);
        yield new Operation("%", call.arguments().get(0), call.arguments().get(1));
      }
      default -> throw new Uncertain("the function " + call.name());
    };
  }

  private static Sql extract(Call call) {
    SharedFunctions.require(call, 2);
    String field = ((Text) call.arguments().get(0)).text().toUpperCase(Locale.ROOT);
    if (!List.of("YEAR", "MONTH", "DAY").contains(field)) {
      throw new Uncertain("EXTRACT of " + field);
    }
    return Call.of(field, call.arguments().get(1));
  }

  @Override
  public String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  public String literal(String text) {
    return Escapes.quote(text);
  }

  @Override
  public String write(Call call, List<String> arguments, ValueType result) {
    return switch (call.name()) {
      case "ASCII_LOWER" -> "lower(" + arguments.get(0) + ")";
      case "ASCII_UPPER" -> "upper(" + arguments.get(0) + ")";
      case "UTC_NOW" -> "(utc_timestamp() + interval " + arguments.get(0) + " second)";
      case "DIV" -> "(" + arguments.get(0) + " DIV " + arguments.get(1) + ")";
      case "CHAR_LENGTH",
          "SUBSTRING",
          "TRIM",
          "LTRIM",
          "RTRIM",
          "LOWER",
          "UPPER",
          "REPLACE",
          "ABS",
          "ROUND",
          "COALESCE",
          "NULLIF",
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "YEAR",
          "MONTH",
          "DAY" ->
          SharedFunctions.written(call, arguments);
      default -> throw new Uncertain("no function " + call.name() + " here");
    };
  }

  @Override
  public String doubt(Call call) {
    return call.name().startsWith("ASCII_")
        ? "lower and upper change all letters here, not only those of ASCII"
        : "";
  }

  @Override
  public String joined(String left, String right) {
    return "concat(" + left + ", " + right + ")";
  }

  @Override
  public String asText(String number) {
    return "CAST(" + number + " AS CHAR)";
  }
}
