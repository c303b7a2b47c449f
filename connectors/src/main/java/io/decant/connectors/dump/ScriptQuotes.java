package io.decant.connectors.dump;

import java.io.IOException;
import java.util.Set;

/**
 * Reads what stands between quotes, in which nothing ends a statement, onto the statement's text.
 */
final class ScriptQuotes {
  private final ScriptBytes bytes;
  private final StringBuilder text;
  private final Set<ScriptSyntax> syntax;

  /**
   * @param text of the statement so far
   */
  ScriptQuotes(ScriptBytes bytes, StringBuilder text, Set<ScriptSyntax> syntax) {
    this.bytes = bytes;
    this.text = text;
    this.syntax = syntax;
  }

  /** Whether the text ends with a word, which what follows then belongs to. */
  boolean isInWord() {
    return isWord(last());
  }

  private char last() {
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** Up to the quote that ends it; one that is doubled, or escaped where that can be, does not. */
  void quoted() throws IOException {
    boolean marked =
        syntax.contains(ScriptSyntax.DOLLAR_QUOTES)
            && bytes.peek(0) == '\''
            && (last() == 'E' || last() == 'e')
            && (text.length() < 2 || !isWord(text.charAt(text.length() - 2)));
    int quote = bytes.read();
    boolean escapes = quote != '`' && (syntax.contains(ScriptSyntax.BACKSLASHES) || marked);
    text.append((char) quote);
    int c;
    while ((c = bytes.read()) >= 0) {
      text.append((char) c);
      if (c == '\\' && escapes && bytes.peek(0) >= 0) {
        text.append((char) bytes.read());
      } else if (c == quote) {
        if (bytes.peek(0) != quote) {
          return;
        }
        text.append((char) bytes.read());
      }
    }
  }

  void bracketed() throws IOException {
    int c;
    while ((c = bytes.read()) >= 0) {
      text.append((char) c);
      if (c == ']') {
        return;
      }
    }
  }

  /** PostgreSQL's {@code $mark$ … $mark$}, or no more than the mark of a parameter. */
  void dollarQuoted() throws IOException {
    StringBuilder mark = new StringBuilder().append((char) bytes.read());
    while (bytes.peek(0) >= 0 && isWord((char) bytes.peek(0)) && bytes.peek(0) != '$') {
      mark.append((char) bytes.read());
    }
    text.append(mark);
    if (bytes.peek(0) != '$') {
      return; // a parameter: $1
    }
    text.append((char) bytes.read());
    mark.append('$');
    int from = text.length();
    int c;
    while ((c = bytes.read()) >= 0) {
      text.append((char) c);
      if (c == '$'
          && text.length() - mark.length() >= from
          && text.indexOf(mark.toString(), text.length() - mark.length()) >= 0) {
        return;
      }
    }
  }
}
