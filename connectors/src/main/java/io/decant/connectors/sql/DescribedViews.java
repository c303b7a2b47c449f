package io.decant.connectors.sql;

import io.decant.connectors.sql.QueryTranslator.Result;
import io.decant.connectors.sql.Relations.Known;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The views of a source, each with its neutral query where there is one for sure. */
public final class DescribedViews {
  private final Grammar own;
  private final Map<TableName, Known> known = new LinkedHashMap<>();

  private DescribedViews(Grammar own) {
    this.own = own;
  }

  /**
   * @param views with their queries as the engine spells them
   * @param types what is certain of a column's values
   * @return those that are understood first, each after those that it reads
   */
  public static List<View> of(
      Grammar own, List<View> views, List<Table> tables, Function<Column, ValueType> types) {
    DescribedViews described = new DescribedViews(own);
    for (Table table : tables) {
      described.know(table.name(), Scope.fields(table, types));
    }
    List<View> understood = new ArrayList<>();
    List<View> open = new ArrayList<>(views);
    boolean more = true;
    while (more) {
      List<View> found = open.stream().flatMap(view -> described.with(view).stream()).toList();
      understood.addAll(found);
      more = open.removeIf(view -> found.stream().anyMatch(f -> f.name().equals(view.name())));
    }
    understood.addAll(open);
    return understood;
  }

  private void know(TableName name, List<Scope.Field> fields) {
    known.put(name, new Known(neutral(name), fields));
  }

  private static String neutral(TableName name) {
    String table = Neutral.INSTANCE.quote(name.name());
    return name.schema().isEmpty() ? table : Neutral.INSTANCE.quote(name.schema()) + "." + table;
  }

  private Optional<View> with(View view) {
    try {
      Result result =
          new QueryTranslator(own, Neutral.INSTANCE, source -> find(known, source))
              .query(
                  QueryParser.query(view.definition().text(), own),
                  view.columns(),
                  Optional.empty());
      know(view.name(), named(view.columns(), result.fields()));
      Expression query =
          new Expression(
              view.definition().engine(), view.definition().text(), Optional.of(result.text()));
      return Optional.of(view.withDefinition(query));
    } catch (Uncertain uncertain) {
      return Optional.empty();
    }
  }

  /** Of a view, the columns under the names that it gives them. */
  static List<Scope.Field> named(List<String> names, List<Scope.Field> fields) {
    List<Scope.Field> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Scope.Field field = fields.get(i);
      named.add(Scope.Field.of(names.get(i), field.type(), field.otherwise()));
    }
    return named;
  }

  /** By its schema and name; without a schema by its name, if only one has it. */
  static Known find(Map<TableName, Known> known, Query.Source source) {
    Known exact = known.get(new TableName(source.schema(), source.table()));
    if (exact != null) {
      return exact;
    }
    List<Known> named =
        known.entrySet().stream()
            .filter(
                each ->
                    each.getKey().name().equalsIgnoreCase(source.table())
                        && (source.schema().isEmpty()
                            || each.getKey().schema().isEmpty()
                            || each.getKey().schema().equalsIgnoreCase(source.schema())))
            .map(Map.Entry::getValue)
            .toList();
    if (named.size() != 1) {
      throw new Uncertain("it reads " + source.table() + ", which does not come along");
    }
    return named.get(0);
  }
}
