package io.decant.connectors.sql;

import io.decant.connectors.sql.Query.Derived;
import io.decant.connectors.sql.Query.From;
import io.decant.connectors.sql.Query.Item;
import io.decant.connectors.sql.Query.Join;
import io.decant.connectors.sql.Query.Order;
import io.decant.connectors.sql.Query.Select;
import io.decant.connectors.sql.Query.Source;
import io.decant.connectors.sql.Scope.Field;
import io.decant.connectors.sql.Scope.Relation;
import io.decant.connectors.sql.Sql.Exists;
import io.decant.connectors.sql.Sql.InQuery;
import io.decant.connectors.sql.Sql.Name;
import io.decant.connectors.sql.Sql.Star;
import io.decant.connectors.sql.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a view's query in another grammar. */
final class QueryTranslator extends Translator {
  private final Relations tables;

  QueryTranslator(Grammar from, Grammar to, Relations tables) {
    super(from, to, true);
    this.tables = tables;
  }

  /**
   * @param fields what comes out, by name
   */
  record Result(String text, List<Field> fields) {}

  private record Output(String text, Field field) {}

  /**
   * @param names of what comes out; empty to take them from the query
   */
  Result query(Query query, List<String> names, Optional<Scope> outer) {
    List<Result> arms = new ArrayList<>();
    for (Select select : query.arms()) {
      arms.add(select(select, names, outer, query.arms().size() > 1));
    }
    StringBuilder text = new StringBuilder(arms.get(0).text());
    for (int i = 1; i < arms.size(); i++) {
      requireAlike(arms.get(0).fields(), arms.get(i).fields());
      text.append('\n').append(query.signs().get(i - 1)).append('\n').append(arms.get(i).text());
    }
    if (!query.order().isEmpty()) {
      Scope scope = orderScope(query, arms.get(0), outer);
      text.append("\nORDER BY ");
      text.append(
          query.order().stream()
              .map(order -> order(order, scope))
              .collect(Collectors.joining(", ")));
    }
    return new Result(text.toString(), arms.get(0).fields());
  }

  /** A column of the output goes before one of the input, as the standard says. */
  private Scope orderScope(Query query, Result result, Optional<Scope> outer) {
    Relation output = new Relation("", result.fields());
    if (query.arms().size() > 1 || query.arms().get(0).distinct()) {
      return new Scope(List.of(output), Optional.empty());
    }
    Optional<From> from = query.arms().get(0).from();
    Scope input = new Scope(from.map(this::relations).orElse(List.of()), outer);
    return new Scope(List.of(output), Optional.of(input));
  }

  private String order(Order order, Scope scope) {
    String text;
    if (order.value() instanceof Sql.Numeral number && number.isWhole()) {
      text = number.text();
    } else if (order.value() instanceof Name name
        && name.table().isEmpty()
        && scope.relations().get(0).fields().stream()
            .anyMatch(field -> field.name().equalsIgnoreCase(name.column()))) {
      text = to.quote(scope.find(name).field().written());
    } else {
      text = write(order.value(), scope.outer().orElse(scope)).text();
    }
    return order.descending() ? text + " DESC" : text;
  }

  private void requireAlike(List<Field> one, List<Field> other) {
    if (one.size() != other.size()) {
      throw new Uncertain("a union of different columns");
    }
    for (int i = 0; i < one.size(); i++) {
      Kind first = one.get(i).type().kind();
      Kind second = other.get(i).type().kind();
      if (first != second || first == Kind.LABEL || first == Kind.OTHER || first == Kind.NULL) {
        throw new Uncertain("a union of " + first + " and " + second);
      }
    }
  }

  private Result select(Select select, List<String> names, Optional<Scope> outer, boolean union) {
    Scope scope = new Scope(select.from().map(this::relations).orElse(List.of()), outer);
    String from = select.from().map(each -> "\nFROM " + from(each, scope)).orElse("");
    List<Output> outputs = outputs(select.items(), names, scope);
    StringBuilder text = new StringBuilder(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
    text.append(outputs.stream().map(Output::text).collect(Collectors.joining(",\n  ")));
    text.append(from);
    select.where().ifPresent(by -> text.append("\nWHERE ").append(condition(by, scope)));
    if (!select.groups().isEmpty()) {
      text.append("\nGROUP BY ");
      text.append(
          select.groups().stream().map(by -> group(by, scope)).collect(Collectors.joining(", ")));
    }
    select.having().ifPresent(by -> text.append("\nHAVING ").append(condition(by, scope)));
    Grouping.require(select, scope);
    if (select.distinct() || union) {
      select.items().forEach(item -> comparing(item.value(), scope));
    }
    return new Result(text.toString(), outputs.stream().map(Output::field).toList());
  }

  private String group(Sql by, Scope scope) {
    if (!(by instanceof Name name)) {
      throw new Uncertain("grouping by anything but a column");
    }
    comparing(by, scope);
    return name(name, scope, false).text();
  }

  private List<Output> outputs(List<Item> items, List<String> names, Scope scope) {
    List<Item> all = new ArrayList<>();
    for (Item item : items) {
      if (item.value() instanceof Star star) {
        all.addAll(columns(star, scope));
      } else {
        all.add(item);
      }
    }
    if (!names.isEmpty() && names.size() != all.size()) {
      throw new Uncertain("other columns than the view has");
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      outputs.add(output(all.get(i), names.isEmpty() ? "" : names.get(i), scope));
    }
    return outputs;
  }

  private static List<Item> columns(Star star, Scope scope) {
    List<Item> items = new ArrayList<>();
    for (Relation relation : scope.relations()) {
      if (star.table().isEmpty() || relation.alias().equalsIgnoreCase(star.table())) {
        relation
            .fields()
            .forEach(field -> items.add(new Item(new Name(relation.alias(), field.name()), "")));
      }
    }
    if (items.isEmpty()) {
      throw new Uncertain("a star over nothing");
    }
    return items;
  }

  private Output output(Item item, String known, Scope scope) {
    boolean column = item.value() instanceof Name;
    Written value =
        item.value() instanceof Name name ? name(name, scope, false) : write(item.value(), scope);
    if (value.is(Kind.NULL)) {
      throw new Uncertain("a column that is always NULL");
    }
    String own =
        !item.name().isEmpty()
            ? item.name()
            : item.value() instanceof Name name ? scope.find(name).field().name() : "";
    String name = known.isEmpty() ? own : known;
    boolean otherwise =
        item.value() instanceof Name source && scope.find(source).field().otherwise();
    String text = name.isEmpty() ? value.text() : value.text() + " AS " + to.quote(name);
    ValueType type = column ? value.type() : computed(value.type());
    return new Output(text, new Field(own.isEmpty() ? name : own, name, type, otherwise));
  }

  /** What was computed is no longer spelled as the column was. */
  private static ValueType computed(ValueType type) {
    return type.is(Kind.DECIMAL) ? ValueType.of(Kind.DECIMAL) : type;
  }

  private List<Relation> relations(From from) {
    if (from instanceof Source source) {
      return List.of(new Relation(source.alias(), tables.find(source).fields()));
    }
    if (from instanceof Derived derived) {
      List<Field> inner = query(derived.query(), List.of(), Optional.empty()).fields();
      if (inner.stream().anyMatch(field -> field.name().isEmpty())) {
        throw new Uncertain("a column without a name");
      }
      return List.of(new Relation(derived.alias(), inner));
    }
    Join join = (Join) from;
    List<Relation> both = new ArrayList<>(relations(join.left()));
    both.addAll(relations(join.right()));
    return both;
  }

  private String from(From from, Scope scope) {
    if (from instanceof Source source) {
      return tables.find(source).written() + " AS " + to.quote(source.alias());
    }
    if (from instanceof Derived derived) {
      Result inner = query(derived.query(), List.of(), Optional.empty());
      return "(" + inner.text() + ") AS " + to.quote(derived.alias());
    }
    Join join = (Join) from;
    String on = join.on().map(by -> " ON " + condition(by, scope)).orElse("");
    String kind = join.kind().equals("INNER") ? "JOIN" : join.kind() + " JOIN";
    boolean nested = join.right() instanceof Join;
    String right = from(join.right(), scope);
    return from(join.left(), scope)
        + "\n  "
        + kind
        + " "
        + (nested ? "(" + right + ")" : right)
        + on;
  }

  @Override
  Written inQuery(InQuery in, Scope scope) {
    Written operand = write(in.operand(), scope);
    comparing(in.operand(), scope);
    Result inner = query(in.query(), List.of(), Optional.of(scope));
    boolean same =
        inner.fields().size() == 1
            && inner.fields().get(0).type().is(operand.type().kind())
            && !operand.is(Kind.LABEL)
            && !operand.is(Kind.OTHER);
    if (!same) {
      throw new Uncertain("IN a query of another type");
    }
    return truth(operand.text() + " " + not(in.not()) + "IN (" + inner.text() + ")");
  }

  @Override
  Written exists(Exists exists, Scope scope) {
    return truth("EXISTS (" + query(exists.query(), List.of(), Optional.of(scope)).text() + ")");
  }
}
