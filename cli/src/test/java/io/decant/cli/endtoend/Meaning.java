package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column's values mean, as far as the independent comparison goes. Two columns agree on one
 * meaning, and two values are the same when their texts under that meaning are. What does not read
 * as that meaning is compared as the text it is, so that it can only be found different.
 */
enum Meaning {
  /** Exact numbers, and booleans as 0 and 1: {@code 1.50} is {@code 1.5}. */
  NUMBER,
  /** Binary floats, by their bits. */
  FLOAT,
  TEXT,
  BYTES,
  DATE,
  /** A time of day or a span. */
  TIME,
  /** A date and time, with or without zone; with one it is taken to UTC. */
  DATE_TIME,
  /** By the document, not its spelling. */
  JSON,
  /** Zeros and ones. */
  BITS,
  /** In ISO 8601. */
  INTERVAL,
  /** Labels joined by commas. */
  LABELS,
  /** Values that choose their type one by one, as SQLite's. */
  DYNAMIC;

  private static final Pattern TIME_TEXT =
      Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6})0*)?");
  private static final Pattern DATE_TIME_TEXT =
      Pattern.compile(
          "(\\d{4,6}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d)?)(?:\\.(\\d{1,6})0*)?"
              + "\\s*(Z|[+-]\\d\\d(?::?\\d\\d)?)?)?");
  private static final JsonMapper JSON_MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The meaning under which values that left as this arrive in a column of that meaning. */
  Meaning agreedWith(Meaning target) {
    if (this == target || target == DYNAMIC) {
      return this;
    }
    if (this == DYNAMIC) {
      return target;
    }
    return switch (target) {
      case TEXT -> this == BITS || this == LABELS || this == INTERVAL ? TEXT : this;
      case NUMBER -> this == TEXT ? TEXT : NUMBER;
      case JSON -> this == LABELS ? LABELS : JSON;
      case INTERVAL -> this == TIME ? TIME : INTERVAL;
      case FLOAT, BYTES, DATE, TIME, DATE_TIME, BITS, LABELS, DYNAMIC -> target;
    };
  }

  /**
   * A value's text under the agreed meaning; equal texts are equal values.
   *
   * @param value as the driver gave it, of a column with this meaning
   */
  String text(@Nullable Object value, Meaning agreed) {
    if (value == null) {
      return "NULL";
    }
    try {
      return switch (agreed) {
        case NUMBER -> number(value);
        case FLOAT -> Double.toString(asDouble(value));
        case TEXT -> "'" + plain(value) + "'";
        case BYTES -> bytes(value);
        case DATE -> LocalDate.parse(plain(value)).toString();
        case TIME -> time(plain(value));
        case DATE_TIME -> dateTime(plain(value));
        case JSON ->
            value instanceof byte[] bytes
                ? '"' + HexFormat.of().formatHex(bytes) + '"'
                : json(plain(value));
        case BITS -> plain(value);
        case INTERVAL -> plain(value);
        case LABELS -> labels(plain(value));
        case DYNAMIC ->
            value.getClass().getSimpleName()
                + ":"
                + (value instanceof byte[] b ? HexFormat.of().formatHex(b) : value);
      };
    } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
      return "raw:" + plain(value);
    }
  }

  private static String plain(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, UTF_8);
    }
    return value instanceof Double number && Math.abs(number) < 1e15
        ? BigDecimal.valueOf(number).toPlainString()
        : value.toString();
  }

  private String number(Object value) {
    if (this == BITS) {
      return new BigInteger(plain(value), 2).toString();
    }
    BigDecimal number =
        value instanceof Double d ? BigDecimal.valueOf(d) : new BigDecimal(value.toString());
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static double asDouble(Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(value.toString());
  }

  private String bytes(Object value) {
    if (this == BITS) {
      return new BigInteger(plain(value), 2).toString(16);
    }
    return HexFormat.of()
        .formatHex(value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8));
  }

  private static String time(String text) {
    if (text.startsWith("P")) {
      return micros(Duration.parse(text));
    }
    Matcher matcher = TIME_TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    Duration span =
        Duration.ofHours(Long.parseLong(matcher.group(2)))
            .plusMinutes(Long.parseLong(matcher.group(3)))
            .plusSeconds(Long.parseLong(matcher.group(4)))
            .plusNanos(fraction(matcher.group(5)));
    return micros(matcher.group(1).isEmpty() ? span : span.negated());
  }

  private static String micros(Duration span) {
    return span.toNanos() / 1_000 + " us";
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }

  private static String dateTime(String text) {
    Matcher matcher = DATE_TIME_TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    String clock = matcher.group(2);
    LocalDateTime wall =
        LocalDate.parse(matcher.group(1))
            .atTime(clock == null ? LocalTime.MIDNIGHT : LocalTime.parse(clock))
            .plusNanos(fraction(matcher.group(3)));
    String zone = matcher.group(4);
    return (zone == null ? wall : wall.minusSeconds(ZoneOffset.of(zone).getTotalSeconds()))
        .toString();
  }

  private static String json(String text) throws JsonProcessingException {
    StringBuilder into = new StringBuilder();
    append(JSON_MAPPER.readTree(text), into);
    return into.toString();
  }

  private static void append(JsonNode node, StringBuilder into) {
    if (node.isObject()) {
      into.append('{');
      node.properties().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(
              entry -> {
                into.append('"').append(entry.getKey()).append("\":");
                append(entry.getValue(), into);
                into.append(',');
              });
      into.append('}');
    } else if (node.isArray()) {
      into.append('[');
      node.forEach(
          element -> {
            append(element, into);
            into.append(',');
          });
      into.append(']');
    } else if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      into.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
    } else {
      into.append(node);
    }
  }

  private static String labels(String text) throws JsonProcessingException {
    if (!text.startsWith("[")) {
      return text;
    }
    List<String> labels = new ArrayList<>();
    JSON_MAPPER.readTree(text).forEach(label -> labels.add(label.asText()));
    return String.join(",", labels);
  }
}
