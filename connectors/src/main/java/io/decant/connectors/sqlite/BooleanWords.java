package io.decant.connectors.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The words that people store in columns declared BOOLEAN. */
final class BooleanWords {
  private BooleanWords() {}

  /** 1, 0, or -1 for a text that is neither. */
  static int parse(byte[] data, int start, int length) {
    if (length > 5) {
      return -1;
    }
    return switch (new String(data, start, length, StandardCharsets.UTF_8)
        .toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on" -> 1;
      case "false", "f", "no", "n", "off" -> 0;
      default -> -1;
    };
  }
}
