package io.decant.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns of text: the first kind of column to the left, numbers to the right. */
public final class TextTable {
  /** Between columns, and the least that is left of one of text; half of it where it is narrow. */
  private static final int GAP = 2;

  private static final int LEAST = 8;

  private static final int NARROW = 60;

  private final List<String> header;
  private final int numbersFrom;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param numbersFrom the first of the columns that are set to the right
   */
  public TextTable(int numbersFrom, String... header) {
    this.header = List.of(header);
    this.numbersFrom = numbersFrom;
  }

  /** Adds a row of as many cells as the header has; an empty one leaves a rule. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /**
   * The lines, none wider than that where the columns of text can be cut to fit.
   *
   * @param unicode whether more than ASCII may be used
   */
  public List<String> lines(int width, boolean unicode) {
    int[] widths = widths(width);
    String gap = " ".repeat(gap(width));
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths, gap, unicode));
    lines.add(rule(widths, gap, unicode));
    for (List<String> row : rows) {
      lines.add(row.isEmpty() ? rule(widths, gap, unicode) : line(row, widths, gap, unicode));
    }
    return lines;
  }

  private static int gap(int width) {
    return width < NARROW ? GAP / 2 : GAP;
  }

  private int[] widths(int width) {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Printable.width(header.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.isEmpty() ? 0 : Printable.width(row.get(i)));
      }
    }
    int total = gap(width) * (widths.length - 1);
    for (int column : widths) {
      total += column;
    }
    int least = width < NARROW ? LEAST / 2 : LEAST;
    for (; total > width; total--) {
      int widest = 0;
      for (int i = 1; i < numbersFrom; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= least) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths, String gap, boolean unicode) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell =
          i < numbersFrom
              ? Printable.cut(cells.get(i), widths[i], unicode ? "…" : "~")
              : cells.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - Printable.width(cell)));
      line.append(i == 0 ? "" : gap);
      line.append(i < numbersFrom ? cell + padding : padding + cell);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths, String gap, boolean unicode) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : gap).append((unicode ? "─" : "-").repeat(widths[i]));
    }
    return rule.toString();
  }
}
