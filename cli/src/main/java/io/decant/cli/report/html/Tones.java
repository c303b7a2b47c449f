package io.decant.cli.report.html;

import io.decant.cli.terminal.Verdict.Tone;
import java.util.Locale;

/** How a tone looks; never by its colour alone. */
final class Tones {
  private Tones() {}

  /** Its class in the style sheet. */
  static String style(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /** A mark of another shape for each. */
  static String mark(Tone tone) {
    return switch (tone) {
      case GOOD -> "✓";
      case PLAIN -> "•";
      case WARNING -> "!";
      case BAD -> "✕";
    };
  }
}
