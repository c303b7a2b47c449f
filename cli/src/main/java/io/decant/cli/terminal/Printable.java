package io.decant.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of strangers, made safe for a terminal: names may hold escape sequences, line ends and marks
 * that turn the writing round.
 */
public final class Printable {
  private Printable() {}

  /** The text on one line, with each character that would not show written as a Java escape. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isVisible(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append(String.format("\\u%04X", point));
              }
            });
    return printable.toString();
  }

  /** Text on one line whose line ends are only layout, such as a driver's message. */
  public static String line(String text) {
    return of(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          point == 0x200D; // joins emoji, and does nothing else
      default -> true;
    };
  }

  /** How many columns a terminal gives it: wide letters and emoji take two, marks none. */
  public static int width(String text) {
    return text.codePoints().map(Printable::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || point == 0x200D) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  /** At most so many columns of it, with {@code mark} in place of what is cut. */
  public static String cut(String text, int columns, String mark) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int room = columns - width(mark);
    for (int point : text.codePoints().toArray()) {
      room -= width(point);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + mark;
  }

  /**
   * A line, indented, and broken at blanks to fit, what follows indented once more; a word that is
   * too long juts out.
   */
  public static List<String> folded(String line, int indent, int width) {
    String margin = " ".repeat(indent);
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (width(rest) > width - indent) {
      int blank = rest.lastIndexOf(' ', width - indent);
      if (blank < indent) {
        blank = rest.indexOf(' ', indent);
      }
      if (blank < 0) {
        break;
      }
      lines.add(margin + rest.substring(0, blank));
      rest = margin + rest.substring(blank + 1);
    }
    lines.add(margin + rest);
    return lines;
  }
}
