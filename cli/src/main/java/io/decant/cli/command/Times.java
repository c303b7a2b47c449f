package io.decant.cli.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 30m}, {@code 2h}, {@code 1.5h}, {@code 1d}, or seconds. */
final class Times implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([smhd]|min)?");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "min", 60, "h", 3_600, "d", 86_400);

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      throw new TypeConversionException("'" + text + "' is no time. Write 90s, 30m, 2h or 1d.");
    }
    int unit = SECONDS.getOrDefault(Objects.requireNonNullElse(time.group(2), "s"), 1);
    double seconds = Double.parseDouble(time.group(1)) * unit;
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
