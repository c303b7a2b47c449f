package io.decant.connectors.mysql;

import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The current time as a default. The server says it in the session's time zone; UTC is asked for by
 * functions of their own, which only servers with expressions as defaults take.
 */
final class Clock {
  private static final Pattern CALL =
      Pattern.compile(
          "(current_timestamp|now|utc_timestamp|curdate|utc_date|curtime|utc_time)(?:\\((\\d?)\\))?");

  private Clock() {}

  /** Reads an expression that the catalog prints; empty when it is not just the current time. */
  static Optional<DefaultValue> parse(String printed, LogicalType type) {
    Matcher call = CALL.matcher(printed.toLowerCase(Locale.ROOT));
    if (!call.matches()) {
      return Optional.empty();
    }
    String name = call.group(1);
    boolean utc = name.startsWith("utc");
    boolean known =
        switch (type.kind()) {
          case DATE -> !name.endsWith("time");
          case TIME -> !name.endsWith("date");
          case TIMESTAMP -> isWhole(name);
          // A moment in UTC would be taken for one in the session's time zone.
          case TIMESTAMP_TZ -> isWhole(name) && !utc;
          default -> isText(type) && isWhole(name);
        };
    String digits = call.group(2) == null ? "" : call.group(2);
    int precision = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    return known ? Optional.of(new CurrentTimestamp(precision, utc)) : Optional.empty();
  }

  private static boolean isWhole(String name) {
    return name.equals("now") || name.endsWith("timestamp");
  }

  private static boolean isText(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, TEXT -> true;
      default -> false;
    };
  }

  /** The nearest that the server has for such a column; empty when there is none. */
  static Optional<DefaultValue> accept(
      CurrentTimestamp now, LogicalType type, ServerTraits traits) {
    boolean expressions = traits.expressionDefaults();
    return switch (type.kind()) {
      // Its digits must be the column's: MySQL manual, "Automatic Initialization and Updating".
      case TIMESTAMP ->
          Optional.of(
              new CurrentTimestamp(((Timestamp) type).precision(), now.utc() && expressions));
      case TIMESTAMP_TZ ->
          Optional.of(new CurrentTimestamp(((TimestampTz) type).precision(), false));
      case DATE -> when(expressions, new CurrentTimestamp(0, now.utc()));
      case TIME -> when(expressions, new CurrentTimestamp(((Time) type).precision(), now.utc()));
      default -> when(expressions && isText(type), now);
    };
  }

  private static Optional<DefaultValue> when(boolean possible, DefaultValue value) {
    return possible ? Optional.of(value) : Optional.empty();
  }

  /** As it stands behind DEFAULT. */
  static String render(CurrentTimestamp now, LogicalType type) {
    String digits = now.precision() == 0 ? "" : Integer.toString(now.precision());
    if (type.kind() == Kind.DATE) {
      return now.utc() ? "(utc_date())" : "(curdate())";
    }
    if (type.kind() == Kind.TIME) {
      return (now.utc() ? "(utc_time(" : "(curtime(") + digits + "))";
    }
    if (now.utc() || isText(type)) {
      return (now.utc() ? "(utc_timestamp(" : "(now(") + digits + "))";
    }
    return digits.isEmpty() ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + digits + ")";
  }
}
