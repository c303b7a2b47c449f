package io.decant.connectors.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the columns of a query are called, as far as the query alone says it. */
public final class QueryColumns {
  private static final Set<String> ENDS = Set.of(",", "FROM", "UNION", "EXCEPT", "INTERSECT");

  private QueryColumns() {}

  /**
   * Their names; empty where one of them is not certain.
   *
   * @param query read from its begin
   */
  public static List<String> of(Declaration query) {
    List<String> names = new ArrayList<>();
    try {
      query.require("SELECT");
      query.take("ALL");
      if (query.take("DISTINCT") && query.take("ON")) {
        query.inParentheses();
      }
      do {
        names.add(name(query.of(query.until(ENDS))));
      } while (query.take(","));
      return names;
    } catch (Uncertain unknown) {
      return List.of();
    }
  }

  /** A name given to it, or that of a column which is shown as it is. */
  private static String name(Declaration item) {
    String value = item.until(Set.of("AS"));
    if (item.take("AS")) {
      String name = item.name();
      item.requireEnd();
      return name;
    }
    Declaration column = item.of(value);
    List<String> path = column.path();
    column.requireEnd();
    return path.get(path.size() - 1);
  }
}
