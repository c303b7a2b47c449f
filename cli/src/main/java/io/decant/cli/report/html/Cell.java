package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Printable;
import io.decant.cli.terminal.Verdict.Tone;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands in one field of a table. All of it is text: the template escapes it.
 *
 * @param style its class in the style sheet
 * @param words running text
 * @param code names, types and values, in the letters of code
 * @param badge a word on a coloured ground that says the same
 * @param codes several of {@code code}
 * @param fold the word that unfolds {@code folded}
 * @param folded a longer text of several lines
 * @param bar its length in hundredths of the field; empty for none
 */
record Cell(
    String style,
    String words,
    String code,
    String badge,
    List<String> codes,
    String fold,
    String folded,
    String bar) {
  private static final int FEW = 5;

  static Cell words(String text) {
    String line = Printable.line(text);
    return new Cell(
        line.length() > 40 ? "words long" : "words", line, "", "", List.of(), "", "", "");
  }

  static Cell code(String text) {
    return new Cell("name", "", Printable.of(text), "", List.of(), "", "", "");
  }

  /** The first of them; the others are folded. */
  static Cell codes(List<String> texts) {
    List<String> shown = texts.stream().map(Printable::of).toList();
    int few = shown.size() <= FEW + 1 ? shown.size() : FEW;
    String others = String.join("\n", shown.subList(few, shown.size()));
    String fold = others.isEmpty() ? "" : Amounts.count(shown.size() - few) + " more";
    return new Cell("keys", "", "", "", shown.subList(0, few), fold, others, "");
  }

  static Cell count(long number) {
    return number(Amounts.count(number));
  }

  /** A count that is nothing most of the time: only then it does not draw attention. */
  static Cell countOf(long number, Tone tone) {
    String style = number == 0 ? "number none" : "number " + Tones.style(tone);
    return new Cell(style, Amounts.count(number), "", "", List.of(), "", "", "");
  }

  static Cell number(String text) {
    return new Cell("number", text, "", "", List.of(), "", "", "");
  }

  static Cell badge(Tone tone, String word) {
    String marked = Tones.mark(tone) + " " + word;
    return new Cell("verdict " + Tones.style(tone), "", "", marked, List.of(), "", "", "");
  }

  /**
   * @param share from 0 to 1
   */
  static Cell bar(double share) {
    long hundredths = Math.max(1, Math.round(100 * Math.min(1, share)));
    return new Cell("bar", "", "", "", List.of(), "", "", hundredths + "%");
  }

  /** The same cell beneath the name of what it is about. */
  Cell at(String place) {
    return new Cell(style, words, Printable.of(place), badge, codes, fold, folded, bar);
  }

  /** The same cell with a definition that is unfolded on demand; its lines stay lines. */
  Cell folding(String text) {
    String lines =
        text.lines()
            .map(line -> Printable.of(line.replace("\t", "    ")))
            .collect(Collectors.joining("\n"));
    return new Cell(style, words, code, badge, codes, "definition", lines, bar);
  }
}
