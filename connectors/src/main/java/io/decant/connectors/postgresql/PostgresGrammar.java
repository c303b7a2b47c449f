package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Grammar;
import io.decant.connectors.sql.SharedFunctions;
import io.decant.connectors.sql.Sql;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Uncertain;
import io.decant.connectors.sql.ValueType;
import java.util.List;
import java.util.Locale;

/** PostgreSQL's SQL, as the server prints it. */
final class PostgresGrammar implements Grammar {
  static final PostgresGrammar INSTANCE = new PostgresGrammar();

  private PostgresGrammar() {}

  @Override
  public String nameQuotes() {
    return "\"";
  }

  @Override
  public boolean isTextMark(String word) {
    return word.equalsIgnoreCase("e");
  }

  @Override
  public char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '\'' -> c;
      default -> throw new Uncertain("the escape \\" + c);
    };
  }

  @Override
  public boolean dividesWhole() {
    return true;
  }

  @Override
  public Sql read(Call call) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "lower", "upper", "ltrim", "rtrim", "abs", "round", "coalesce", "nullif", "replace" ->
          SharedFunctions.neutral(call);
      case "count", "sum", "min", "max" -> SharedFunctions.neutral(call);
      case "btrim", "trim" -> call.named("TRIM");
      case "length", "char_length", "character_length" -> call.named("CHAR_LENGTH");
      case "substr", "substring" -> call.named("SUBSTRING");
      case "left" -> SharedFunctions.beginning(call);
      case "concat" -> concatenation(call);
      default -> throw new Uncertain("the function " + call.name());
    };
  }

  /** It leaves NULLs out, unlike ||. */
  private static Sql concatenation(Call call) {
    return call.arguments().stream()
        .map(part -> (Sql) Call.of("COALESCE", part, new Sql.Text("")))
        .reduce((one, other) -> new Operation("||", one, other))
        .orElseThrow(() -> new Uncertain("concat of nothing"));
  }

  @Override
  public String quote(String name) {
    return PostgresDialect.INSTANCE.quote(name);
  }

  @Override
  public String literal(String text) {
    return PostgresDialect.INSTANCE.literal(text);
  }

  @Override
  public String write(Call call, List<String> arguments, ValueType result) {
    String first = arguments.get(0);
    return switch (call.name()) {
      case "ASCII_LOWER" -> "lower(" + first + " COLLATE \"C\")";
      case "ASCII_UPPER" -> "upper(" + first + " COLLATE \"C\")";
      case "UTC_NOW" ->
          "(date_trunc('second', now() AT TIME ZONE 'UTC') + " + first + " * interval '1 second')";
      case "DIV" -> "(" + first + " / " + arguments.get(1) + ")";
      case "YEAR", "MONTH", "DAY" -> "(EXTRACT(" + call.name() + " FROM " + first + ")::integer)";
      case "TRIM" -> SharedFunctions.written("btrim", call, arguments);
      case "SUBSTRING" -> SharedFunctions.written("substr", call, arguments);
      case "CHAR_LENGTH",
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
          "MAX" ->
          SharedFunctions.written(call, arguments);
      default -> throw new Uncertain("no function " + call.name() + " here");
    };
  }

  /** Whole numbers are computed as large ones, as the others do, so none overflows here alone. */
  @Override
  public String arithmetic(String sign, String left, String right, ValueType result) {
    String first = result.kind() == ValueType.Kind.INTEGER ? left + "::bigint" : left;
    return first + " " + sign + " " + right;
  }

  @Override
  public String asText(String number) {
    return "(" + number + ")::text";
  }
}
