package io.decant.connectors.postgresql;

import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The current time as a default, in the session's time zone or in UTC. */
final class CurrentTime {
  private static final String SPELLED =
      "now\\(\\)|transaction_timestamp\\(\\)|statement_timestamp\\(\\)"
          + "|(?:CURRENT_TIMESTAMP|LOCALTIMESTAMP)(?:\\((?<digits>\\d)\\))?|\\('now'::text\\)";
  private static final String WORDS = "(?:::(?:timestamp|time) with(?:out)? time zone)?";

  /** Older servers and dumps spell CURRENT_DATE as {@code ('now'::text)::date}. */
  private static final Pattern LOCAL = Pattern.compile("(?:" + SPELLED + ")" + WORDS);

  private static final Pattern LOCAL_DATE =
      Pattern.compile("CURRENT_DATE|(?:" + SPELLED + ")(?:::date)?");
  private static final Pattern LOCAL_TIME =
      Pattern.compile(
          "(?:CURRENT_TIME|LOCALTIME)(?:\\((?<clock>\\d)\\))?"
              + WORDS
              + "|(?:"
              + SPELLED
              + ")"
              + WORDS);

  /** {@code timezone()} is what servers before 14 print for AT TIME ZONE. */
  private static final String IN_UTC =
      "\\(?(?:\\((?:"
          + SPELLED
          + ") AT TIME ZONE 'UTC'(?:::text)?\\)|timezone\\('UTC'(?:::text)?, \\(?(?:"
          + SPELLED.replace("<digits>", "<inner>")
          + ")\\)?\\))\\)?";

  private static final Pattern UTC = Pattern.compile("(?i)" + IN_UTC);
  private static final Pattern UTC_DATE = Pattern.compile("(?i)" + IN_UTC + "::date");
  private static final Pattern UTC_TIME =
      Pattern.compile("(?i)" + IN_UTC + "::time(?:\\(\\d\\))? without time zone");

  private CurrentTime() {}

  /** Reads an expression of a default; empty when it is not just the current time. */
  static Optional<DefaultValue> parse(String sql, LogicalType type) {
    return switch (type.kind()) {
      case DATE -> either(LOCAL_DATE.matcher(sql), UTC_DATE.matcher(sql));
      case TIME -> either(LOCAL_TIME.matcher(sql), UTC_TIME.matcher(sql));
      case TIMESTAMP -> either(LOCAL.matcher(sql), UTC.matcher(sql));
      // A wall clock in UTC would be taken for one in the session's time zone.
      case TIMESTAMP_TZ -> either(LOCAL.matcher(sql), LOCAL.matcher(sql));
      default -> Optional.empty();
    };
  }

  private static Optional<DefaultValue> either(Matcher local, Matcher utc) {
    if (local.matches()) {
      return Optional.of(new CurrentTimestamp(precision(local), false));
    }
    return utc.matches()
        ? Optional.of(new CurrentTimestamp(precision(utc), true))
        : Optional.empty();
  }

  private static int precision(Matcher found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return Integer.parseInt(found.group(group));
      }
    }
    return 6;
  }

  /** As DDL spells it; empty when a column of the type cannot have it. */
  static Optional<String> sql(CurrentTimestamp now, LogicalType type) {
    String digits = now.precision() == 6 ? "" : "(" + now.precision() + ")";
    String utc = "(CURRENT_TIMESTAMP" + digits + " AT TIME ZONE 'UTC')";
    boolean text =
        type.kind() == Kind.CHAR || type.kind() == Kind.VARCHAR || type.kind() == Kind.TEXT;
    return switch (type.kind()) {
      case DATE -> Optional.of(now.utc() ? "(" + utc + "::date)" : "CURRENT_DATE");
      case TIME -> Optional.of(now.utc() ? "(" + utc + "::time)" : "LOCALTIME" + digits);
      case TIMESTAMP -> Optional.of(now.utc() ? utc : "LOCALTIMESTAMP" + digits);
      case TIMESTAMP_TZ -> Optional.of("CURRENT_TIMESTAMP" + digits);
      // As SQLite and MySQL write it into a text.
      default ->
          text
              ? Optional.of(
                  "to_char(%s, '%s')"
                      .formatted(now.utc() ? utc : "LOCALTIMESTAMP", picture(now.precision())))
              : Optional.empty();
    };
  }

  private static String picture(int precision) {
    return "YYYY-MM-DD HH24:MI:SS" + (precision == 0 ? "" : precision <= 3 ? ".MS" : ".US");
  }
}
