package io.decant.connectors.sql;

import java.util.List;
import java.util.Optional;

/**
 * A query, as a view has it.
 *
 * @param arms at least one
 * @param signs between the arms: UNION or UNION ALL
 */
public record Query(List<Select> arms, List<String> signs, List<Order> order) {
  public Query {
    arms = List.copyOf(arms);
    signs = List.copyOf(signs);
    order = List.copyOf(order);
  }

  /** One SELECT. */
  public record Select(
      boolean distinct,
      List<Item> items,
      Optional<From> from,
      Optional<Sql> where,
      List<Sql> groups,
      Optional<Sql> having) {
    public Select {
      items = List.copyOf(items);
      groups = List.copyOf(groups);
    }
  }

  /**
   * One output column.
   *
   * @param name empty where none is given
   */
  public record Item(Sql value, String name) {}

  /** A key of ORDER BY. */
  public record Order(Sql value, boolean descending) {}

  /** Where rows come from. */
  public sealed interface From {}

  /**
   * A table or view.
   *
   * @param alias how the query calls it; its own name where it gives none
   */
  public record Source(String schema, String table, String alias) implements From {}

  /** A query in FROM. */
  public record Derived(Query query, String alias) implements From {}

  /**
   * Two sources.
   *
   * @param kind INNER, LEFT or CROSS
   * @param on empty for CROSS
   */
  public record Join(From left, From right, String kind, Optional<Sql> on) implements From {}
}
