package io.decant.cli.report.html;

import java.util.List;
import java.util.stream.Stream;

/** A table, with a scroll bar of its own where the window is narrow. */
record Grid(List<Head> heads, List<Row> rows) {

  /** A column's title. */
  record Head(String title, String style) {}

  /** One line. */
  record Row(List<Cell> cells) {}

  /**
   * An empty table.
   *
   * @param titles of its columns; those ending in {@code :} hold numbers
   */
  static Grid of(String... titles) {
    return new Grid(Stream.of(titles).map(Grid::head).toList(), List.of());
  }

  private static Head head(String title) {
    return title.endsWith(":")
        ? new Head(title.substring(0, title.length() - 1), "number")
        : new Head(title, "");
  }

  /** The same table with these lines. */
  Grid with(Stream<List<Cell>> lines) {
    return new Grid(heads, lines.map(Row::new).toList());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
