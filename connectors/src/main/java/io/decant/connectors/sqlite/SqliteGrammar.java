package io.decant.connectors.sqlite;

import io.decant.connectors.sql.Grammar;
import io.decant.connectors.sql.SharedFunctions;
import io.decant.connectors.sql.Sql;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Uncertain;
import io.decant.connectors.sql.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQLite's SQL, as people write it: the database keeps their text. */
final class SqliteGrammar implements Grammar {
  static final SqliteGrammar INSTANCE = new SqliteGrammar();

  /** A double holds every decimal number of so many digits apart. */
  private static final int EXACT_DIGITS = 15;

  private static final Pattern STEP =
      Pattern.compile("([-+]?)(\\d{1,5}) (day|hour|minute|second)s?");

  private SqliteGrammar() {}

  @Override
  public String nameQuotes() {
    return "\"`[";
  }

  /** SQLite documentation, "SQL Language Expressions", 2. */
  @Override
  public boolean joinsFirst() {
    return true;
  }

  @Override
  public boolean dividesWhole() {
    return true;
  }

  @Override
  public boolean exactDecimals() {
    return false;
  }

  @Override
  public boolean likeTellsCase() {
    return false;
  }

  @Override
  public Sql read(Call call) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "lower" -> call.named("ASCII_LOWER");
      case "upper" -> call.named("ASCII_UPPER");
      case "length" -> call.named("CHAR_LENGTH");
      case "ltrim", "rtrim", "trim", "abs", "coalesce", "nullif", "replace", "count", "sum" ->
          SharedFunctions.neutral(call);
      case "min", "max" -> aggregate(call);
      case "substr", "substring" -> call.named("SUBSTRING");
      case "ifnull" -> SharedFunctions.substitute(call);
      case "datetime" -> moment(call);
      case "iif" -> SharedFunctions.choice(call);
      default -> throw new Uncertain("the function " + call.name());
    };
  }

  /** {@code datetime('now', '+1 day')}, which is UTC. */
  private static Sql moment(Call call) {
    boolean now = !call.arguments().isEmpty() && call.arguments().get(0).equals(new Text("now"));
    if (!now || call.arguments().size() > 2) {
      throw new Uncertain("the function datetime");
    }
    if (call.arguments().size() == 1) {
      return Call.of("UTC_NOW", new Sql.Numeral("0"));
    }
    Matcher step =
        STEP.matcher(call.arguments().get(1) instanceof Text modifier ? modifier.text() : "");
    if (!step.matches()) {
      throw new Uncertain("the function datetime");
    }
    long unit =
        switch (step.group(3)) {
          case "day" -> 86_400;
          case "hour" -> 3_600;
          case "minute" -> 60;
          default -> 1;
        };
    Sql seconds = new Sql.Numeral(Long.toString(Long.parseLong(step.group(2)) * unit));
    return Call.of("UTC_NOW", step.group(1).equals("-") ? new Sql.Minus(seconds) : seconds);
  }

  /** Of several arguments they choose among these, not among rows. */
  private static Sql aggregate(Call call) {
    if (call.arguments().size() != 1) {
      throw new Uncertain("the function " + call.name());
    }
    return SharedFunctions.neutral(call);
  }

  @Override
  public String quote(String name) {
    return SqliteDialect.INSTANCE.quote(name);
  }

  @Override
  public String literal(String text) {
    return SqliteDialect.INSTANCE.literal(text);
  }

  @Override
  public String write(Call call, List<String> arguments, ValueType result) {
    String first = arguments.get(0);
    return switch (call.name()) {
      case "ASCII_LOWER", "LOWER" -> "lower(" + first + ")";
      case "ASCII_UPPER", "UPPER" -> "upper(" + first + ")";
      case "CHAR_LENGTH" -> "length(" + first + ")";
      case "SUBSTRING" -> "substr(" + String.join(", ", arguments) + ")";
      case "UTC_NOW" -> "datetime('now', '" + signed(first) + " seconds')";
      case "DIV" -> "(" + first + " / " + arguments.get(1) + ")";
      case "YEAR" -> "CAST(substr(" + first + ", 1, 4) AS INTEGER)";
      case "MONTH" -> "CAST(substr(" + first + ", 6, 2) AS INTEGER)";
      case "DAY" -> "CAST(substr(" + first + ", 9, 2) AS INTEGER)";
      case "TRIM",
          "LTRIM",
          "RTRIM",
          "REPLACE",
          "ABS",
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

  private static String signed(String seconds) {
    return seconds.startsWith("-") ? seconds : "+" + seconds;
  }

  @Override
  public String doubt(Call call) {
    return call.is("LOWER") || call.is("UPPER")
        ? "lower and upper change the letters of ASCII alone here"
        : "";
  }

  /** Decimal numbers are kept as texts, which compare letter by letter. */
  @Override
  public String operand(String quoted, ValueType type) {
    if (type.kind() != ValueType.Kind.DECIMAL) {
      return quoted;
    }
    if (type.digits() == 0 || type.digits() > EXACT_DIGITS) {
      throw new Uncertain("a decimal number of more digits than SQLite compares");
    }
    return "CAST(" + quoted + " AS REAL)";
  }
}
