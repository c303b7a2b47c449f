package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.DefaultValue.RandomUuid;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a default expression, as the server prints it, means in neutral words. */
final class PostgresDefaults {
  /** {@code 'it''s'::text}, {@code '{}'::public.mood[]}; a backslash makes it {@code E'…'}. */
  private static final Pattern QUOTED =
      Pattern.compile("(E?)'((?:[^']|'')*)'(?:::[\\w\". ]+(?:\\([\\d,]+\\))?[\\w ]*(?:\\[\\])*)?");

  private static final Pattern NUMBER =
      Pattern.compile("\\(?(-? ?[\\d.]+(?:[eE][-+]?\\d+)?)\\)?(?:::[a-z ]+(?:\\([\\d,]+\\))?)?");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");
  private static final Pattern BITS = Pattern.compile("B?'([01]*)'(?:::\"?bit.*)?");
  private static final Pattern NULL = Pattern.compile("NULL(?:::.*)?");

  private static final Pattern UUID =
      Pattern.compile("(?:[\\w\"]+\\.)?(?:gen_random_uuid|uuid_generate_v4)\\(\\)(?:::[a-z]+)?");
  static final Pattern NEXTVAL = Pattern.compile("nextval\\('(?:[^']|'')*'::regclass\\)");

  private PostgresDefaults() {}

  static Optional<DefaultValue> parse(String sql, LogicalType type) {
    if (NULL.matcher(sql).matches()) {
      return Optional.empty();
    }
    return Optional.of(literal(sql, type).orElseGet(() -> function(sql, type)));
  }

  private static Optional<DefaultValue> literal(String sql, LogicalType type) {
    Matcher bits = BITS.matcher(sql);
    if (type.kind() == LogicalType.Kind.BITS && bits.matches()) {
      return Optional.of(new Literal(bits.group(1)));
    }
    Matcher quoted = QUOTED.matcher(sql);
    // Only PostgreSQL has lower bounds: '[0:1]={1,2}' is a literal of its own.
    if (quoted.matches() && !(type instanceof ArrayOf && quoted.group(2).startsWith("["))) {
      String text = quoted.group(2).replace("''", "'");
      return Optional.of(
          new Literal(
              neutral(quoted.group(1).isEmpty() ? text : text.replace("\\\\", "\\"), type)));
    }
    Matcher number = NUMBER.matcher(sql);
    if (number.matches()) {
      return Optional.of(new Literal(number.group(1).replace(" ", "")));
    }
    return BOOLEAN.matcher(sql).matches() ? Optional.of(new Literal(sql)) : Optional.empty();
  }

  private static String neutral(String text, LogicalType type) {
    return switch (type.kind()) {
      case BYTES -> text.startsWith("\\x") ? text.substring(2) : text;
      case BOOLEAN -> text.equals("t") ? "true" : text.equals("f") ? "false" : text;
      case ARRAY -> {
        byte[] literal = text.getBytes(UTF_8);
        ArrayOf array = (ArrayOf) type;
        yield new String(
            ArrayText.toJson(
                literal,
                0,
                literal.length,
                PostgresTypes.arrayElement(array),
                PostgresTypes.arrayDelimiter(array)),
            UTF_8);
      }
      // Our sessions are in UTC.
      case TIMESTAMP_TZ -> text.endsWith("+00") ? text + ":00" : text;
      case CHAR -> text.stripTrailing();
      case INT,
          DECIMAL,
          REAL,
          VARCHAR,
          TEXT,
          DATE,
          TIME,
          TIMESTAMP,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          text;
    };
  }

  private static DefaultValue function(String sql, LogicalType type) {
    return CurrentTime.parse(sql, type)
        .orElseGet(
            () ->
                UUID.matcher(sql).matches()
                    ? new RandomUuid()
                    : new Computed(Expression.of(PostgresTypes.ENGINE, sql)));
  }
}
