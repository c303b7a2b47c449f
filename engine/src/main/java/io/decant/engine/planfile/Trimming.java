package io.decant.engine.planfile;

import io.decant.connectors.spi.Catalog;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.discover.Discovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes away what the user has left out of a plan: tables, columns, and what cannot be without
 * these. Everything taken away is listed among what stays behind.
 */
final class Trimming {
  private static final String LEFT_OUT = "left out in the plan";

  private final Discovered found;
  private final Refusal refusal;
  private final List<Table> kept = new ArrayList<>();
  private final List<SchemaObject> behind = new ArrayList<>();

  Trimming(Discovered found, Refusal refusal) {
    this.found = found;
    this.refusal = refusal;
  }

  void leaveOut(Table table) {
    behind.add(new SchemaObject(ObjectKind.TABLE, table.name().toString(), "", LEFT_OUT));
  }

  /**
   * Keeps a table with some of its columns.
   *
   * @param columns in the order of the source
   * @param place of these in the file
   * @throws UserError the order is another, or what is left does not work without the rest
   */
  void keep(Table table, List<String> columns, String place) {
    List<String> order =
        table.columns().stream().map(Column::name).filter(columns::contains).toList();
    if (!order.equals(columns)) {
      throw refusal.at(
          place,
          "their order is the source's, and changing it would change nothing",
          "Edit the table's statement, where the order of the target's columns stands.");
    }
    Set<String> gone =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> !columns.contains(name))
            .collect(Collectors.toSet());
    kept.add(gone.isEmpty() ? table : without(table, gone, place));
  }

  private Table without(Table table, Set<String> gone, String place) {
    table
        .primaryKey()
        .filter(key -> key.columns().stream().anyMatch(gone::contains))
        .ifPresent(
            key -> {
              throw refusal.at(
                  place,
                  "a column of the primary key " + key.columns() + " is left out",
                  "Leave out the whole table, or none of these columns.");
            });
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (gone.contains(column.name())) {
        add(table, ObjectKind.COLUMN, column.name(), "", LEFT_OUT);
      } else if (column.generated().filter(by -> names(by.expression(), gone)).isPresent()) {
        throw refusal.at(
            place,
            column.name() + " is computed from a column that is left out",
            "Leave it out, too.");
      } else {
        columns.add(column);
      }
    }
    return table
        .withColumns(columns)
        .withUniqueKeys(
            rest(
                table,
                ObjectKind.UNIQUE_KEY,
                table.uniqueKeys(),
                key -> key.columns().stream().anyMatch(gone::contains),
                Trimming::name))
        .withIndexes(
            rest(table, ObjectKind.INDEX, table.indexes(), index -> uses(index, gone), Index::name))
        .withForeignKeys(
            rest(
                table,
                ObjectKind.FOREIGN_KEY,
                table.foreignKeys(),
                key -> key.columns().stream().anyMatch(gone::contains),
                Trimming::name))
        .withChecks(
            rest(
                table,
                ObjectKind.CHECK,
                table.checks(),
                check -> names(check.expression(), gone),
                Trimming::name));
  }

  private static String name(Key key) {
    return key.name().isEmpty() ? key.columns().toString() : key.name();
  }

  private static String name(ForeignKey key) {
    return key.name().isEmpty() ? key.columns().toString() : key.name();
  }

  private static String name(Check check) {
    return check.name().isEmpty() ? "(" + check.expression() + ")" : check.name();
  }

  private <T> List<T> rest(
      Table table, ObjectKind kind, List<T> all, Predicate<T> gone, Function<T, String> name) {
    List<T> rest = new ArrayList<>();
    for (T one : all) {
      if (gone.test(one)) {
        add(table, kind, name.apply(one), "", "a column of it is " + LEFT_OUT);
      } else {
        rest.add(one);
      }
    }
    return rest;
  }

  private void add(Table table, ObjectKind kind, String name, String definition, String reason) {
    behind.add(new SchemaObject(kind, table.name() + "." + name, definition, reason));
  }

  private static boolean uses(Index index, Set<String> gone) {
    return index.parts().stream()
            .anyMatch(
                part ->
                    part.expression()
                        .map(by -> names(by, gone))
                        .orElse(gone.contains(part.column())))
        || index.predicate().filter(where -> names(where, gone)).isPresent()
        || names(index.definition(), gone);
  }

  private static boolean names(Expression expression, Set<String> columns) {
    return names(expression.text(), columns);
  }

  /** Words are enough: what is taken for a column's name and is none is listed all the same. */
  private static boolean names(String sql, Set<String> columns) {
    return columns.stream()
        .anyMatch(
            column ->
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(sql)
                    .find());
  }

  /** What is left. */
  Discovered found(Map<TableName, TableName> renames, Map<TableName, String> filters) {
    List<SchemaObject> others = new ArrayList<>(found.catalog().others());
    others.addAll(behind);
    Set<TableName> names = kept.stream().map(Table::name).collect(Collectors.toSet());
    return new Discovered(
        new Catalog(
            found.catalog().product(),
            found.catalog().defaultSchema(),
            found.catalog().tables(),
            others),
        kept,
        found.views(),
        renames,
        filters,
        found.remarks().stream()
            .filter(remark -> names.contains(remark.object().table()))
            .filter(remark -> !isBehind(remark.object().table() + "." + remark.object().name()))
            .toList(),
        found.leftOut(),
        found.origins());
  }

  private boolean isBehind(String name) {
    return behind.stream().anyMatch(object -> object.name().equals(name));
  }
}
