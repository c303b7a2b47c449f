package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.SqlTokens.Kind;
import io.decant.connectors.sqlite.SqlTokens.Token;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells literal defaults from expressions, and the current time from both. */
final class SqliteDefault {
  private SqliteDefault() {}

  /**
   * @param sql as {@code PRAGMA table_xinfo} gives it: without the outer parentheses
   * @param type of the column
   */
  static Optional<DefaultValue> parse(String sql, LogicalType type) {
    List<Token> tokens = SqlTokens.of(sql);
    if (tokens.isEmpty() || (tokens.size() == 1 && tokens.get(0).is("NULL"))) {
      return Optional.empty();
    }
    DefaultValue expression = new Computed(Expression.of(SqliteConnector.SCHEME, sql));
    Optional<DefaultValue> now = now(tokens, type);
    if (now.isPresent()) {
      return now;
    }
    return Optional.of(literal(tokens, type).map(DefaultValue.class::cast).orElse(expression));
  }

  private static Optional<DefaultValue> now(List<Token> tokens, LogicalType type) {
    StringBuilder joined = new StringBuilder();
    for (Token token : tokens) {
      boolean word = token.kind() == Kind.WORD;
      joined.append(word ? token.text().toLowerCase(Locale.ROOT) : token.text()).append(' ');
    }
    return switch (joined.toString().strip()) {
      case "current_timestamp",
          "datetime ( now )",
          "datetime ( )",
          "strftime ( %Y-%m-%d %H:%M:%S , now )",
          "strftime ( %Y-%m-%d %H:%M:%S+00:00 , now )" ->
          Optional.of(new CurrentTimestamp(0, true));
      case "strftime ( %Y-%m-%d %H:%M:%f , now )", "strftime ( %Y-%m-%d %H:%M:%f+00:00 , now )" ->
          Optional.of(new CurrentTimestamp(3, true));
      case "current_date", "date ( now )", "date ( )" ->
          type.kind() == LogicalType.Kind.DATE
              ? Optional.of(new CurrentTimestamp(0, true))
              : Optional.empty();
      case "current_time", "time ( now )", "time ( )" ->
          type.kind() == LogicalType.Kind.TIME
              ? Optional.of(new CurrentTimestamp(0, true))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> literal(List<Token> tokens, LogicalType type) {
    Token first = tokens.get(0);
    boolean signed = first.isSymbol('-') || first.isSymbol('+');
    if (tokens.size() != (signed ? 2 : 1)) {
      return Optional.empty();
    }
    if (signed) {
      Token number = tokens.get(1);
      String sign = first.isSymbol('-') ? "-" : "";
      return number.kind() == Kind.NUMBER ? typed(sign + number.text(), type) : Optional.empty();
    }
    return switch (first.kind()) {
      case STRING, QUOTED, NUMBER -> typed(first.text(), type);
      case BLOB ->
          type.kind() == LogicalType.Kind.BYTES
              ? Optional.of(new Literal(first.text()))
              : Optional.empty();
      case WORD -> word(first, type);
      case SYMBOL -> Optional.empty();
    };
  }

  private static Optional<Literal> word(Token word, LogicalType type) {
    if (word.is("TRUE")) {
      return typed(type.kind() == LogicalType.Kind.BOOLEAN ? "true" : "1", type);
    }
    if (word.is("FALSE")) {
      return typed(type.kind() == LogicalType.Kind.BOOLEAN ? "false" : "0", type);
    }
    // An unquoted word is a text: SQLite documentation, "CREATE TABLE", 3.2, the grammar's "id".
    boolean current = word.text().toUpperCase(Locale.ROOT).startsWith("CURRENT_");
    return current ? Optional.empty() : typed(word.text(), type);
  }

  /** The literal in the spelling of its column's type; empty when that type has no such value. */
  private static Optional<Literal> typed(String written, LogicalType type) {
    String text = isNumber(type) ? plain(written) : written;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean fits =
        switch (type.kind()) {
          case INT -> isLong(text);
          case DECIMAL -> Decimals.isPlain(bytes, 0, bytes.length);
          case REAL -> text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
          case BOOLEAN ->
              text.equals("0")
                  || text.equals("1")
                  || BooleanWords.parse(bytes, 0, bytes.length) >= 0;
          case DATE -> Temporals.parseDate(bytes, 0, bytes.length) != Temporals.INVALID;
          case TIME -> Temporals.parseTime(bytes, 0, bytes.length) != Temporals.INVALID;
          case TIMESTAMP -> Temporals.parseTimestamp(bytes, 0, bytes.length) != Temporals.INVALID;
          case TIMESTAMP_TZ ->
              Temporals.parseTimestampTz(bytes, 0, bytes.length) != Temporals.INVALID;
          case BYTES -> false;
          case UUID -> UuidText.isCanonical(bytes, 0, bytes.length);
          case CHAR,
              VARCHAR,
              TEXT,
              INTERVAL,
              JSON,
              ENUM,
              SET,
              BITS,
              ARRAY,
              GEOMETRY,
              NETWORK,
              OPAQUE,
              VARIANT ->
              true;
        };
    if (!fits) {
      return Optional.empty();
    }
    if (type.kind() != LogicalType.Kind.BOOLEAN) {
      return Optional.of(new Literal(text));
    }
    boolean yes = text.equals("1") || BooleanWords.parse(bytes, 0, bytes.length) == 1;
    return Optional.of(new Literal(yes ? "true" : "false"));
  }

  private static boolean isNumber(LogicalType type) {
    return type.kind() == LogicalType.Kind.INT || type.kind() == LogicalType.Kind.DECIMAL;
  }

  /** A number without exponent, and not in hex digits; another text as it is. */
  private static String plain(String text) {
    if (text.matches("(?i)-?0x[0-9a-f]{1,15}")) {
      return Long.decode(text).toString();
    }
    boolean exponent = text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)[eE][+-]?\\d{1,2}");
    return exponent ? new BigDecimal(text).toPlainString() : text;
  }

  private static boolean isLong(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException none) {
      return false;
    }
  }
}
