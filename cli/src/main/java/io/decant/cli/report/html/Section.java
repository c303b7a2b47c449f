package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part of the page.
 *
 * @param id where the index leads to
 * @param count how many there are; empty where that says nothing
 * @param lead what is to be known first; may be empty
 * @param chart drawn above the tables; at most one
 * @param parts its tables
 */
record Section(
    String id,
    String title,
    String count,
    String lead,
    List<Map<String, Object>> chart,
    List<Part> parts) {
  /** Of longer tables a part is folded, so that the page can be read from its top to its end. */
  private static final int LONG = 30;

  private static final int SHOWN = 15;

  /**
   * A table, or one that is unfolded on demand.
   *
   * @param summary stands for the folded table; empty where it is not folded
   * @param note beside the summary
   */
  record Part(String summary, String note, Grid grid) {}

  static Section of(String id, String title, String lead) {
    return new Section(id, title, "", Printable.line(lead), List.of(), List.of());
  }

  /** The same, with a number behind its title. */
  Section counting(long number) {
    return new Section(id, title, Amounts.count(number), lead, chart, parts);
  }

  /** The same, with a chart that its own template draws. */
  Section drawing(String kind, Object values) {
    return new Section(id, title, count, lead, List.of(Map.of(kind, values)), parts);
  }

  /** The same with one table more; of a long one the first lines are shown, the others folded. */
  Section with(Grid grid) {
    int rows = grid.rows().size();
    if (rows <= LONG) {
      return with("", "", grid);
    }
    Grid first = new Grid(grid.heads(), grid.rows().subList(0, SHOWN));
    Grid others = new Grid(grid.heads(), grid.rows().subList(SHOWN, rows));
    return with("", "", first).with(Amounts.count(rows - SHOWN) + " more", "", others);
  }

  /** The same with one folded table more. */
  Section with(String summary, String note, Grid grid) {
    if (grid.isEmpty()) {
      return this;
    }
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(Printable.of(summary), Printable.of(note), grid));
    return new Section(id, title, count, lead, chart, List.copyOf(more));
  }

  /** True when there is nothing in it to look at. */
  boolean isEmpty() {
    return parts.isEmpty() && chart.isEmpty();
  }
}
