package io.decant.converter.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index that is not the work of a {@link Key}.
 *
 * @param method lower case: {@code btree}, {@code hash}, {@code fulltext}, {@code spatial}, {@code
 *     gin}, {@code gist}, {@code brin} and so on
 * @param predicate the WHERE of a partial index
 * @param engine the scheme of the connector that read it
 * @param definition all that follows the table's name, as that engine spells it, where the index
 *     has properties that nothing else here tells; else empty. Others make the index without them
 */
public record Index(
    String name,
    List<Part> parts,
    boolean unique,
    String method,
    Optional<Expression> predicate,
    String engine,
    String definition) {
  public Index {
    parts = List.copyOf(parts);
  }

  /** An index without further properties. */
  public Index(
      String name,
      List<Part> parts,
      boolean unique,
      String method,
      Optional<Expression> predicate,
      String engine) {
    this(name, parts, unique, method, predicate, engine, "");
  }

  /**
   * One column or expression of an index.
   *
   * @param column the column's name; empty when it is an expression
   * @param descending sorted downwards
   * @param prefixLength only so many characters or bytes are indexed; 0 for the whole value
   */
  public record Part(
      String column, Optional<Expression> expression, boolean descending, int prefixLength) {
    public static Part of(String column) {
      return new Part(column, Optional.empty(), false, 0);
    }

    public static Part of(Expression expression, boolean descending) {
      return new Part("", Optional.of(expression), descending, 0);
    }

    public boolean isExpression() {
      return expression.isPresent();
    }

    /** For people: the column's name or the expression's text. */
    @Override
    public String toString() {
      return expression.map(Expression::text).orElse(column);
    }
  }
}
