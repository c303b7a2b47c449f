package io.decant.cli.report;

import io.decant.cli.terminal.Printable;
import java.util.List;

/**
 * GitHub's Markdown with texts of strangers in it: none of them can end a table's cell, become a
 * tag or a link, or call somebody by an {@code @name}. Characters that could are written as
 * character references, which never are structure (CommonMark 0.31, 2.5).
 */
final class Markdown {
  private static final String MARKS = "&<>|`*_[]\\~#@!$";

  private final StringBuilder text = new StringBuilder();

  /** Words of a stranger, on one line; a comment keeps {@code @} from calling anybody. */
  static String words(String foreign) {
    return escaped(foreign).replace("&#64;", "&#64;<!-- -->");
  }

  private static String escaped(String foreign) {
    StringBuilder safe = new StringBuilder();
    Printable.line(foreign)
        .codePoints()
        .forEach(
            point -> {
              if (MARKS.indexOf(point) >= 0) {
                safe.append("&#").append(point).append(';');
              } else {
                safe.appendCodePoint(point);
              }
            });
    // Begins a URL, or an emoji's name.
    return safe.toString().replaceAll(":(?=[\\w/+-])", "&#58;");
  }

  /** A name, key or type of a stranger: in the letters of code, where no name calls anybody. */
  static String code(String foreign) {
    return foreign.isEmpty() ? "" : "<code>" + escaped(foreign) + "</code>";
  }

  /** A heading of our own. */
  void heading(int level, String title) {
    text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
  }

  /** A paragraph that is Markdown already. */
  void paragraph(String markdown) {
    text.append(markdown).append("\n\n");
  }

  /** What is typed into a shell, to be copied from there. */
  void commandLine(String foreign) {
    String line = Printable.line(foreign);
    String fence = "```";
    while (line.contains(fence)) {
      fence += "`";
    }
    text.append(fence).append("sh\n").append(line).append('\n').append(fence).append("\n\n");
  }

  /**
   * A table whose cells are Markdown already.
   *
   * @param head of a column; one that ends in {@code :} is right-aligned, for numbers
   */
  void table(List<String> head, List<List<String>> rows) {
    row(head.stream().map(title -> title.replaceFirst(":$", "")).toList());
    row(head.stream().map(title -> title.endsWith(":") ? "---:" : "---").toList());
    rows.forEach(this::row);
    text.append('\n');
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A line of a list, Markdown already. */
  void item(String markdown) {
    text.append("- ").append(markdown).append('\n');
  }

  void blank() {
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
