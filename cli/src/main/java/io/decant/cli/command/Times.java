package io.decant.cli.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code 90s}, {@code 30m}, {@code 2h}, {@code 1.5h}, {@code 1h30m}, {@code 1d}, or seconds.
 */
final class Times implements ITypeConverter<Duration> {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(min|[smhd])?\\s*");

  private static final Pattern TIME = Pattern.compile("[0-9.]+|(?:[0-9.]+\\s*(?:min|[smhd])\\s*)+");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "min", 60, "h", 3_600, "d", 86_400);

  @Override
  public Duration convert(String text) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    Matcher part = PART.matcher(words);
    double seconds = 0;
    int end = 0;
    while (part.lookingAt()) {
      int unit = SECONDS.getOrDefault(Objects.requireNonNullElse(part.group(2), "s"), 1);
      seconds += Double.parseDouble(part.group(1)) * unit;
      end = part.end();
      part.region(end, words.length());
    }
    if (end < words.length() || !TIME.matcher(words).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no time. Write 90s, 30m, 2h, 1h30m or 1d.");
    }
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
