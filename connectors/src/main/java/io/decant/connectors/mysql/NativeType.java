package io.decant.connectors.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A type as information_schema spells it, taken apart: {@code decimal(10,2) unsigned}, {@code
 * enum('a','it''s')}.
 *
 * @param word the type's name, lower case
 * @param arguments numbers, or the labels of an enum or set without their quotes
 * @param attributes what stands behind: {@code unsigned zerofill}, or empty
 */
record NativeType(String word, List<String> arguments, String attributes) {
  NativeType {
    arguments = List.copyOf(arguments);
  }

  static NativeType parse(String text) {
    int open = 0;
    while (open < text.length() && (Character.isLetterOrDigit(text.charAt(open)))) {
      open++;
    }
    String word = text.substring(0, open).toLowerCase(Locale.ROOT);
    List<String> arguments = new ArrayList<>();
    int end = open;
    if (open < text.length() && text.charAt(open) == '(') {
      end = arguments(text, open + 1, arguments);
    }
    return new NativeType(word, arguments, text.substring(end).strip());
  }

  boolean unsigned() {
    return attributes.contains("unsigned");
  }

  /** The collation that its labels are compared by; empty where none is said. */
  String collation() {
    int at = attributes.toLowerCase(Locale.ROOT).lastIndexOf("collate ");
    return at < 0 ? "" : attributes.substring(at + 8);
  }

  boolean zerofill() {
    return attributes.contains("zerofill");
  }

  /** The numeric argument, or another number where it is left out. */
  int argument(int index, int otherwise) {
    return index < arguments.size() ? Integer.parseInt(arguments.get(index).strip()) : otherwise;
  }

  /**
   * Reads up to the closing bracket and returns the offset behind it. In column_type a quote is
   * doubled; a backslash, a line end and NUL come with a backslash before them.
   */
  private static int arguments(String text, int from, List<String> into) {
    StringBuilder argument = new StringBuilder();
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        argument.append(Escapes.character(text.charAt(++i)));
      } else if (c == '\'') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
          argument.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == ')')) {
        into.add(argument.toString());
        argument.setLength(0);
        if (c == ')') {
          return i + 1;
        }
      } else {
        argument.append(c);
      }
    }
    return text.length();
  }
}
