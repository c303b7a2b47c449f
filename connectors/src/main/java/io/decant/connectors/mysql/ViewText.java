package io.decant.connectors.mysql;

/** The query of a view as the server prints it: every table under the name of its database. */
final class ViewText {
  private ViewText() {}

  /**
   * The query without the name of one database before its tables. What only looks like it, within a
   * text or as the second part of a name, stays.
   *
   * @param database in quotes
   */
  static String without(String database, String query) {
    String prefix = database + ".";
    StringBuilder text = new StringBuilder(query.length());
    int at = 0;
    while (at < query.length()) {
      char here = query.charAt(at);
      int end = here == '\'' || here == '`' ? end(query, at) : at + 1;
      boolean first = at == 0 || query.charAt(at - 1) != '.';
      if (here == '`' && first && query.startsWith(prefix, at)) {
        end = at + prefix.length();
      } else {
        text.append(query, at, end);
      }
      at = end;
    }
    return text.toString();
  }

  /** Behind the closing quote; within, a quote is doubled, or in a text behind a backslash. */
  private static int end(String query, int open) {
    String quote = query.substring(open, open + 1);
    int at = open + 1;
    while (at < query.length()) {
      boolean doubled = query.startsWith(quote + quote, at);
      boolean escaped = quote.equals("'") && query.charAt(at) == '\\';
      if (!doubled && !escaped && query.startsWith(quote, at)) {
        return at + 1;
      }
      at += doubled || escaped ? 2 : 1;
    }
    return query.length();
  }
}
