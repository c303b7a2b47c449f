package io.decant.connectors.sql;

import io.decant.connectors.sql.Query.Derived;
import io.decant.connectors.sql.Query.From;
import io.decant.connectors.sql.Query.Item;
import io.decant.connectors.sql.Query.Join;
import io.decant.connectors.sql.Query.Order;
import io.decant.connectors.sql.Query.Select;
import io.decant.connectors.sql.Query.Source;
import io.decant.connectors.sql.Sql.Star;
import io.decant.connectors.sql.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the query of a view. */
final class QueryParser extends Parser {
  private QueryParser(String sql, Grammar grammar) {
    super(sql, grammar);
  }

  /**
   * @throws Uncertain it is not wholly understood
   */
  static Query query(String sql, Grammar grammar) {
    QueryParser parser = new QueryParser(sql, grammar);
    Query query = parser.query();
    parser.take(";");
    parser.requireEnd();
    return query;
  }

  @Override
  Query query() {
    List<Select> arms = new ArrayList<>();
    List<String> signs = new ArrayList<>();
    arms.add(arm());
    while (take("UNION")) {
      signs.add(take("ALL") ? "UNION ALL" : "UNION");
      arms.add(arm());
    }
    List<Order> order = new ArrayList<>();
    if (take("ORDER")) {
      require("BY");
      do {
        Sql value = expression();
        boolean descending = take("DESC");
        if (!descending) {
          take("ASC");
        }
        if (next().is("NULLS")) {
          throw new Uncertain("where NULLs are sorted");
        }
        order.add(new Order(value, descending));
      } while (take(","));
    }
    if (next().is("LIMIT") || next().is("OFFSET") || next().is("FETCH")) {
      throw new Uncertain("a limit on sorted rows, which engines sort differently");
    }
    return new Query(arms, signs, order);
  }

  private Select arm() {
    if (next().is("(") && peek(1).is("SELECT")) {
      throw new Uncertain("a query in parentheses");
    }
    return select();
  }

  private Select select() {
    require("SELECT");
    boolean distinct = take("DISTINCT");
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (take(","));
    Optional<From> from = take("FROM") ? Optional.of(from()) : Optional.empty();
    Optional<Sql> where = take("WHERE") ? Optional.of(expression()) : Optional.empty();
    List<Sql> groups = new ArrayList<>();
    if (take("GROUP")) {
      require("BY");
      do {
        groups.add(expression());
      } while (take(","));
    }
    Optional<Sql> having = take("HAVING") ? Optional.of(expression()) : Optional.empty();
    return new Select(distinct, items, from, where, groups, having);
  }

  private Item item() {
    if (take("*")) {
      return new Item(new Star(""), "");
    }
    Sql value = expression();
    if (take("AS")) {
      if (!next().isName() && next().kind() != Kind.TEXT) {
        throw unknown();
      }
      return new Item(value, advance().text());
    }
    return new Item(value, isAlias() ? advance().text() : "");
  }

  private boolean isAlias() {
    return next().kind() == Kind.QUOTED || next().kind() == Kind.WORD && !isReserved(next().text());
  }

  private From from() {
    From left = joins();
    while (take(",")) {
      left = new Join(left, joins(), "CROSS", Optional.empty());
    }
    return left;
  }

  private From joins() {
    From left = source();
    while (true) {
      String kind;
      if (take("CROSS")) {
        require("JOIN");
        kind = "CROSS";
      } else if (take("LEFT")) {
        take("OUTER");
        require("JOIN");
        kind = "LEFT";
      } else if (next().is("INNER") || next().is("JOIN")) {
        take("INNER");
        require("JOIN");
        kind = "INNER";
      } else {
        return left;
      }
      From right = source();
      if (next().is("USING")) {
        throw new Uncertain("a join with USING");
      }
      Optional<Sql> on = take("ON") ? Optional.of(expression()) : Optional.empty();
      boolean plain = on.isEmpty() && !kind.equals("LEFT");
      if (on.isEmpty() && !plain) {
        throw unknown();
      }
      left = new Join(left, right, plain ? "CROSS" : kind.equals("CROSS") ? "INNER" : kind, on);
    }
  }

  private From source() {
    if (next().is("(")) {
      advance();
      if (next().is("SELECT")) {
        Query query = query();
        require(")");
        take("AS");
        if (!isAlias()) {
          throw unknown();
        }
        return new Derived(query, advance().text());
      }
      From inner = from();
      require(")");
      return inner;
    }
    if (!isAlias()) {
      throw unknown();
    }
    String name = advance().text();
    String schema = "";
    if (take(".")) {
      schema = name;
      if (!next().isName()) {
        throw unknown();
      }
      name = advance().text();
    }
    if (next().is("(")) {
      throw new Uncertain("a function that gives rows");
    }
    boolean named = take("AS");
    if (named && !isAlias()) {
      throw unknown();
    }
    return new Source(schema, name, isAlias() ? advance().text() : name);
  }
}
