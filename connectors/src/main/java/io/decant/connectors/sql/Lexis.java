package io.decant.connectors.sql;

/** How one engine's SQL falls into words, names and texts. */
public interface Lexis {
  /** The characters that open a quoted name; a double quote that is none opens a text. */
  String nameQuotes();

  /** Whether a backslash in a text escapes. */
  default boolean backslashes() {
    return false;
  }

  /** What a backslash and this character stand for. */
  default char escaped(char c) {
    return c;
  }

  /** Whether the word in front of a text only marks it: {@code E'…'}. */
  default boolean isTextMark(String word) {
    return false;
  }
}
