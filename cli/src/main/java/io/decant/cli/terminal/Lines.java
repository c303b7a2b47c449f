package io.decant.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** What is told of something, line by line, folded to the width of the terminal. */
final class Lines {
  private static final int INDENT = 2;

  private final Style style;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  Lines(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  List<String> all() {
    return lines;
  }

  /** As it is. */
  void add(String line) {
    lines.add(line);
  }

  void add(List<String> made) {
    lines.addAll(made);
  }

  void title(String title) {
    lines.add("");
    lines.add(style.strong(title));
  }

  void text(String text) {
    lines.addAll(Printable.folded(text, INDENT, width));
  }

  /** The same with a word in it that stands out, in a colour or not. */
  void text(String text, String word, String coloured) {
    List<String> folded = new ArrayList<>(Printable.folded(text, INDENT, width));
    folded.set(0, folded.get(0).replaceFirst(word, coloured));
    lines.addAll(folded);
  }

  /** What is left out, where there is any. */
  void more(int number) {
    if (number > 0) {
      text("and " + Amounts.count(number) + " more: --report html=FILE has all");
    }
  }
}
