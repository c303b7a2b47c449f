package io.decant.connectors.sql;

import io.decant.connectors.sql.Query.Item;
import io.decant.connectors.sql.Query.Select;
import io.decant.connectors.sql.Sql.Between;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Case;
import io.decant.connectors.sql.Sql.Cast;
import io.decant.connectors.sql.Sql.In;
import io.decant.connectors.sql.Sql.IsNull;
import io.decant.connectors.sql.Sql.Like;
import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Name;
import io.decant.connectors.sql.Sql.Not;
import io.decant.connectors.sql.Sql.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of a group, only its columns and aggregates have one value in every engine. */
final class Grouping {
  private Grouping() {}

  /**
   * @throws Uncertain the query takes a value of any of a group's rows
   */
  static void require(Select select, Scope scope) {
    List<Sql> values = new ArrayList<>(select.items().stream().map(Item::value).toList());
    select.having().ifPresent(values::add);
    boolean grouped = !select.groups().isEmpty() || values.stream().anyMatch(Grouping::aggregates);
    if (!grouped) {
      return;
    }
    Set<Scope.Field> fields = new HashSet<>();
    for (Sql group : select.groups()) {
      fields.add(scope.find((Name) group).field());
    }
    values.forEach(value -> require(value, fields, scope));
  }

  private static boolean aggregates(Sql sql) {
    return Functions.isAggregate(sql) || parts(sql).stream().anyMatch(Grouping::aggregates);
  }

  private static void require(Sql sql, Set<Scope.Field> fields, Scope scope) {
    if (sql instanceof Name name && !fields.contains(scope.find(name).field())) {
      throw new Uncertain("the column " + name.column() + " of any row of a group");
    }
    if (!Functions.isAggregate(sql)) {
      parts(sql).forEach(part -> require(part, fields, scope));
    }
  }

  private static List<Sql> parts(Sql sql) {
    if (sql instanceof Operation operation) {
      return List.of(operation.left(), operation.right());
    } else if (sql instanceof Not not) {
      return List.of(not.operand());
    } else if (sql instanceof Minus minus) {
      return List.of(minus.operand());
    } else if (sql instanceof IsNull test) {
      return List.of(test.operand());
    } else if (sql instanceof Between between) {
      return List.of(between.operand(), between.low(), between.high());
    } else if (sql instanceof In in) {
      List<Sql> parts = new ArrayList<>(in.values());
      parts.add(in.operand());
      return parts;
    } else if (sql instanceof Like like) {
      return List.of(like.operand(), like.pattern());
    } else if (sql instanceof Call call) {
      return call.arguments();
    } else if (sql instanceof Cast cast) {
      return List.of(cast.operand());
    } else if (sql instanceof Case cases) {
      List<Sql> parts = new ArrayList<>();
      cases.operand().ifPresent(parts::add);
      cases.whens().forEach(when -> parts.addAll(List.of(when.condition(), when.result())));
      cases.otherwise().ifPresent(parts::add);
      return parts;
    }
    return List.of();
  }
}
