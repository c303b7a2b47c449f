package io.decant.connectors.sqlite;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a column of SQLite writes its timestamps when all of them are written in one way, so that a
 * copy within SQLite keeps it: {@code 2024-01-01T10:00:00.000Z} is the same moment as {@code
 * 2024-01-01 10:00:00.000+00:00}, and another text.
 *
 * @param separator between date and time
 * @param digits of the fraction
 * @param zone what stands behind the time
 */
record Spelling(char separator, int digits, String zone) {
  private static final String OPTION = "spelled:";
  private static final Set<String> ZONES = Set.of("", "Z", "+00:00", "+00");

  /** The spelling of a text that is a timestamp; empty where it is none that we could write. */
  static Optional<Spelling> of(byte[] bytes, int digits) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int separator = Math.max(text.indexOf('T'), text.indexOf(' '));
    int clock = separator + "hh:mm:ss".length() + (digits == 0 ? 0 : digits + 1);
    if (separator < 0 || clock >= text.length() || !ZONES.contains(text.substring(clock + 1))) {
      return Optional.empty();
    }
    return Optional.of(new Spelling(text.charAt(separator), digits, text.substring(clock + 1)));
  }

  /** Whether Decant would write it so anyway. */
  boolean isOrdinary() {
    return separator == ' ' && (zone.isEmpty() || zone.equals("+00:00"));
  }

  /** As an option of the table. */
  String option(String column) {
    return OPTION + separator + digits + zone + "|" + column;
  }

  /** The spelling that a table remembers for its column. */
  static Optional<Spelling> of(Table table, String column) {
    for (String option : table.options()) {
      int bar = option.indexOf('|');
      if (option.startsWith(OPTION) && option.substring(bar + 1).equals(column)) {
        int at = OPTION.length();
        int digits = option.charAt(at + 1) - '0';
        return Optional.of(new Spelling(option.charAt(at), digits, option.substring(at + 2, bar)));
      }
    }
    return Optional.empty();
  }

  /** Whether values of that type can be written so. */
  boolean suits(LogicalType type) {
    return switch (type.kind()) {
      case TIMESTAMP -> zone.isEmpty() && ((LogicalType.Timestamp) type).precision() == digits;
      case TIMESTAMP_TZ ->
          !zone.isEmpty() && ((LogicalType.TimestampTz) type).precision() == digits;
      default -> false;
    };
  }

  /**
   * Respells a text that Decant wrote.
   *
   * @return the offset after its last byte
   */
  int apply(byte[] text, int end) {
    int ordinaryZone = zone.isEmpty() ? 0 : "+00:00".length();
    int clock = end - ordinaryZone;
    for (int i = 0; i < clock; i++) {
      if (text[i] == ' ') {
        text[i] = (byte) separator;
        break;
      }
    }
    int at = clock;
    for (char c : zone.toCharArray()) {
      text[at++] = (byte) c;
    }
    return at;
  }

  /** The one spelling of a column's values; empty when there are several, or another form too. */
  static Optional<Spelling> common(List<Optional<Spelling>> seen) {
    return seen.size() == 1 ? seen.get(0) : Optional.empty();
  }
}
