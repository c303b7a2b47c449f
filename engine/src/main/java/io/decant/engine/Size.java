package io.decant.engine;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 512m}, {@code 2g}, {@code 1048576}. */
public final class Size {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([kmgt]?)(?:i?b)?");
  private static final String UNITS = " kmgt";

  private Size() {}

  /** At least 1; empty for what is no size. */
  public static OptionalLong parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (size.matches()) {
      int power = UNITS.indexOf(size.group(2).isEmpty() ? " " : size.group(2));
      long number = Long.parseLong(size.group(1));
      if (number > 0 && number <= Long.MAX_VALUE >> (10 * power)) {
        return OptionalLong.of(number << (10 * power));
      }
    }
    return OptionalLong.empty();
  }

  /** As {@link #parse} reads it, in the largest unit that it is whole in. */
  public static String text(long bytes) {
    int power = Math.min(UNITS.length() - 1, Long.numberOfTrailingZeros(bytes) / 10);
    return (bytes >> (10 * power)) + UNITS.substring(power, power + 1).strip();
  }
}
