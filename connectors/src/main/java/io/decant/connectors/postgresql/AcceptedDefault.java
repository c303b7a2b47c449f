package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.converter.row.JsonText;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.DefaultValue.RandomUuid;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Time;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Defaults as DDL spells them. The server evaluates a literal when it creates the table, so one
 * that it would refuse has to be found here, or there would be no table.
 */
final class AcceptedDefault {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
  private static final Pattern DATE = Pattern.compile("(\\d{4,6})-(\\d\\d?)-(\\d\\d?)");
  private static final Pattern TIMESTAMP =
      Pattern.compile("(\\d{4,6}-\\d\\d?-\\d\\d?)[ T](\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?)?");
  private static final Pattern ZONE = Pattern.compile("(Z|[-+]\\d\\d(:?\\d\\d)?)$");
  private static final Pattern ZERO_DATE =
      Pattern.compile("\\d{4}-(00-\\d\\d|\\d\\d-00).*|0000-.*");
  private static final Pattern SPAN =
      Pattern.compile("-?\\d{1,3}:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?|P[-+.\\dYMWDTHS]+");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+(/\\d{1,3})?");

  private AcceptedDefault() {}

  /** Whether a date that no calendar has is why the default cannot be kept. */
  static boolean isZeroDate(DefaultValue value) {
    return value instanceof Literal literal && ZERO_DATE.matcher(literal.text()).matches();
  }

  /** As DDL spells it; empty when the column cannot have it. */
  static Optional<String> sql(DefaultValue value, LogicalType type) {
    if (value instanceof Literal literal) {
      return literal(literal.text(), type);
    }
    if (value instanceof CurrentTimestamp now) {
      return CurrentTime.sql(now, type);
    }
    if (value instanceof RandomUuid) {
      return randomUuid(type);
    }
    Expression expression = ((Computed) value).expression();
    return expression.isOf(PostgresTypes.ENGINE) && !SqlWords.namesOtherObjects(expression.text())
        ? Optional.of(expression.text())
        : Optional.empty();
  }

  private static Optional<String> randomUuid(LogicalType type) {
    if (type instanceof LogicalType.Uuid) {
      return Optional.of("gen_random_uuid()");
    }
    boolean text =
        type instanceof LogicalType.Text
            || type instanceof LogicalType.Varchar
            || type instanceof LogicalType.Char;
    return when(text, "(gen_random_uuid())::text");
  }

  private static Optional<String> literal(String text, LogicalType type) {
    if (text.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return switch (type.kind()) {
      case INT -> when(NUMBER.matcher(text).matches(), text);
      case DECIMAL, REAL -> number(text, type);
      case BOOLEAN ->
          switch (text) {
            case "true", "1" -> Optional.of("true");
            case "false", "0" -> Optional.of("false");
            default -> Optional.empty();
          };
      case CHAR, VARCHAR, TEXT -> Optional.of(quoted(text));
      case BYTES ->
          when(
              text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit),
              quoted("\\x" + text));
      case DATE -> when(isDate(text), quoted(text));
      case TIME -> when(!((Time) type).beyondDay() && isTime(text), quoted(text));
      case TIMESTAMP, TIMESTAMP_TZ -> when(isTimestamp(text), quoted(text));
      case INTERVAL -> when(SPAN.matcher(text).matches(), quoted(text));
      case UUID -> when(UUID.matcher(text).matches(), quoted(text));
      case JSON -> when(isJson(text), quoted(text));
      case ENUM -> when(((Enumerated) type).labels().contains(text), quoted(text));
      case BITS -> bits(text, (Bits) type);
      case ARRAY -> array(text, (ArrayOf) type);
      case NETWORK -> when(ADDRESS.matcher(text).matches(), quoted(text));
      case OPAQUE -> Optional.of(quoted(text));
      case SET, GEOMETRY, VARIANT -> Optional.empty();
    };
  }

  /** Only a numeric without precision, beside the floats, has room for infinity. */
  private static Optional<String> number(String text, LogicalType type) {
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(text);
    }
    boolean bounded = type instanceof LogicalType.Decimal decimal && !decimal.isUnbounded();
    return when(text.equals("NaN") || !bounded && text.matches("-?Infinity"), quoted(text));
  }

  private static boolean isJson(String text) {
    byte[] json = text.getBytes(UTF_8);
    return JsonText.isValid(json, 0, json.length);
  }

  private static Optional<String> when(boolean valid, String sql) {
    return valid ? Optional.of(sql) : Optional.empty();
  }

  private static String quoted(String text) {
    return PostgresDialect.INSTANCE.literal(text);
  }

  private static Optional<String> bits(String text, Bits type) {
    boolean fits =
        type.varying()
            ? type.length() == 0 || text.length() <= type.length()
            : text.length() == type.length();
    return when(fits && text.chars().allMatch(bit -> bit == '0' || bit == '1'), "B" + quoted(text));
  }

  private static Optional<String> array(String json, ArrayOf type) {
    byte[] text = json.getBytes(UTF_8);
    try {
      byte[] literal =
          ArrayText.toLiteral(text, 0, text.length, PostgresTypes.arrayDelimiter(type));
      return Optional.of(quoted(new String(literal, UTF_8)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean isDate(String text) {
    var date = DATE.matcher(text);
    if (!date.matches()) {
      return text.equals("infinity") || text.equals("-infinity");
    }
    try {
      LocalDate.of(
          Integer.parseInt(date.group(1)),
          Integer.parseInt(date.group(2)),
          Integer.parseInt(date.group(3)));
      return Integer.parseInt(date.group(1)) > 0;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      LocalTime.parse(text);
      return true;
    } catch (DateTimeException none) {
      return text.equals("24:00:00");
    }
  }

  private static boolean isTimestamp(String text) {
    String local = text.length() > 11 ? ZONE.matcher(text).replaceFirst("") : text;
    var timestamp = TIMESTAMP.matcher(local);
    return timestamp.matches()
        ? isDate(timestamp.group(1)) && (timestamp.group(2) == null || isTime(timestamp.group(2)))
        : isDate(text);
  }
}
