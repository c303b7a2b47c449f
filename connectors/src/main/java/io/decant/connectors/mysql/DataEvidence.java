package io.decant.connectors.mysql;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Asks the data what the declaration leaves open, in one query a table: whether a tinyint(1) is a
 * boolean, and whether a time is a time of day. The same query shows whether the table can be read.
 */
final class DataEvidence {
  private static final Pattern BEYOND_DAY = Pattern.compile("-|2[4-9]:|[3-9]\\d:|\\d{3}:");

  private final Connection connection;
  private final MySqlDialect dialect;

  DataEvidence(Connection connection, MySqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Table complete(Table table) throws SQLException {
    probe(table);
    Table known = new CatalogGaps(connection, dialect).filled(table);
    return decided(SequenceDefaults.counted(connection, known));
  }

  private Table decided(Table table) throws SQLException {
    List<Column> open = table.columns().stream().filter(DataEvidence::isOpen).toList();
    if (open.isEmpty()) {
      return table;
    }
    List<String> asked = new ArrayList<>();
    for (Column column : open) {
      String name = dialect.quote(column.name());
      asked.add(
          column.type() instanceof Time
              ? "min(" + name + ") < '00:00:00' OR max(" + name + ") >= '24:00:00'"
              : "sum(" + name + " NOT IN (0, 1))");
      asked.add("count(" + name + ")");
    }
    List<Column> columns = new ArrayList<>(table.columns());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT " + String.join(", ", asked) + " FROM " + dialect.table(table.name()))) {
      row.next();
      for (int i = 0; i < open.size(); i++) {
        Column column = open.get(i);
        columns.set(
            columns.indexOf(column),
            decided(column, row.getLong(2 * i + 1), row.getLong(2 * i + 2)));
      }
    }
    return table.withColumns(columns);
  }

  /** What is decided where there are no rows to ask. */
  static Table withoutRows(Table table) {
    return table.withColumns(
        table.columns().stream()
            .map(
                column ->
                    isOpen(column)
                        ? decided(column, 0, 0).withEvidence("no rows were there to ask")
                        : column)
            .toList());
  }

  private static boolean isOpen(Column column) {
    return column.type() instanceof Time
        || column.type() instanceof Int && column.nativeType().equals("tinyint(1)");
  }

  private static Column decided(Column column, long beyond, long values) {
    if (column.type() instanceof Time time) {
      boolean byDefault =
          column.defaultValue().orElse(null) instanceof Literal literal
              && BEYOND_DAY.matcher(literal.text()).lookingAt();
      return beyond == 0 && !byDefault
          ? column.withEvidence(values + " values, all of them times of a day")
          : column
              .withType(new Time(time.precision(), true))
              .withEvidence(
                  (beyond == 0 ? "its default is" : "some values are")
                      + " negative or longer than a day");
    }
    String evidence = "tinyint(1) with " + values + " values";
    if (beyond > 0) {
      return column.withEvidence(evidence + ", of which " + beyond + " are neither 0 nor 1");
    }
    // An identity is a number even while it has only handed out 1.
    if (column.identity().isPresent()) {
      return column;
    }
    return Defaults.asBoolean(column.withType(new Bool())).withEvidence(evidence + ", all 0 or 1");
  }

  /** Fails where a column may not be read. */
  private void probe(Table table) throws SQLException {
    String columns =
        String.join(", ", table.columns().stream().map(c -> dialect.quote(c.name())).toList());
    try (Statement statement = connection.createStatement()) {
      statement
          .executeQuery("SELECT " + columns + " FROM " + dialect.table(table.name()) + " LIMIT 0")
          .close();
    }
  }
}
