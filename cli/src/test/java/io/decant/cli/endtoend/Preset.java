package io.decant.cli.endtoend;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's default in words of no engine: {@code 9.5}, {@code 'text'}, {@code now}, or {@code
 * (expression)}. A text that says the same number counts as the number.
 */
final class Preset {

  private static final Pattern CAST =
      Pattern.compile("(?s)(.*)::(?:[\\w \"]|\\([\\d,]+\\)|\\[\\]|\\.)+$");
  private static final Pattern NOW =
      Pattern.compile(
          "(?i)(current_timestamp|now|localtimestamp|transaction_timestamp|utc_timestamp)(\\(\\d*\\))?"
              + "|datetime\\('now'\\)|strftime\\('%y-%m-%d %h:%m:%[sf]+(\\+00:00)?', ?'now'\\)");
  private static final Pattern TODAY =
      Pattern.compile("(?i)current_date(\\(\\))?|(cur|utc_)date\\(\\)|date\\('now'\\)");
  private static final Pattern CLOCK =
      Pattern.compile("(?i)(current_time|localtime|curtime|utc_time)(\\(\\d*\\))?|time\\('now'\\)");
  private static final Pattern OF_NOW =
      Pattern.compile(
          "(?i)\\(*current_timestamp(?:\\(\\d\\))? at time zone 'utc'(?:::text)?\\)*::(date|time)\\b.*");
  private static final Pattern QUOTED = Pattern.compile("(?s)[eE]?'((?:[^']|'')*)'");
  private static final Pattern HEXADECIMAL = Pattern.compile("(?i)x'([0-9a-f]*)'|0x([0-9a-f]+)");
  private static final Pattern BITS = Pattern.compile("(?i)b'([01]+)'");

  private Preset() {}

  /** Of an SQL expression. */
  static String of(String expression) {
    if (expression.matches("(?i)\\(?'now'::text\\)?::date")) {
      return "today";
    }
    Matcher part = OF_NOW.matcher(expression);
    if (part.matches()) {
      return part.group(1).equalsIgnoreCase("date") ? "today" : "clock";
    }
    String text = stripped(expression.strip());
    if (text.isEmpty() || text.equalsIgnoreCase("null")) {
      return "";
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true") ? "1" : "0";
    }
    String moment = text.replaceAll("(?i) at time zone 'utc'", "");
    if (NOW.matcher(stripped(moment)).matches()) {
      return "now";
    }
    if (TODAY.matcher(text).matches()) {
      return "today";
    }
    if (CLOCK.matcher(text).matches()) {
      return "clock";
    }
    Matcher bits = BITS.matcher(text);
    if (bits.matches()) {
      return new BigInteger(bits.group(1), 2).toString();
    }
    Matcher bytes = HEXADECIMAL.matcher(text);
    if (bytes.matches()) {
      return literal("\\x" + (bytes.group(1) == null ? bytes.group(2) : bytes.group(1)));
    }
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return literal(quoted.group(1).replace("''", "'"));
    }
    String number = number(text);
    return number.isEmpty() ? "(" + plain(text) + ")" : number;
  }

  /** Of a text that is the value itself. */
  static String literal(String value) {
    String number = number(value);
    return number.isEmpty() ? "'" + value + "'" : number;
  }

  private static String number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return "";
    }
  }

  /** Without casts and parentheses around all of it, and without a character set before a text. */
  private static String stripped(String expression) {
    String text = expression;
    while (true) {
      Matcher cast = CAST.matcher(text);
      String shorter =
          cast.matches() && balanced(cast.group(1))
              ? cast.group(1)
              : text.startsWith("(")
                      && text.endsWith(")")
                      && balanced(text.substring(1, text.length() - 1))
                  ? text.substring(1, text.length() - 1)
                  : text.replaceFirst("(?s)^_\\w+\\s*\\\\?(?=')", "");
      shorter = shorter.strip();
      if (shorter.equals(text)) {
        return text;
      }
      text = shorter;
    }
  }

  private static boolean balanced(String text) {
    int depth = 0;
    boolean quoted = false;
    for (char letter : text.toCharArray()) {
      if (letter == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        if (depth < 0) {
          return false;
        }
      }
    }
    return depth == 0 && !quoted;
  }

  /** An expression without what engines add or leave out when they print it. */
  static String plain(String expression) {
    return expression
        .replaceAll(
            "(?i)::(character varying|timestamp without time zone|double precision|\\w+)(\\(\\d+\\))?(\\[\\])?",
            "")
        .replaceAll("(?i)_utf8mb[34]|_latin1|_binary| collate \"c\"", "")
        .replaceAll("[\\s`\"()\\\\]", "")
        .toLowerCase(Locale.ROOT);
  }
}
