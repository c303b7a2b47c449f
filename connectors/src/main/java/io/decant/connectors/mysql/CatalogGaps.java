package io.decant.connectors.mysql;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.Table;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The catalog keeps its texts in the UTF-8 of three bytes and shows a question mark for every
 * character beyond, in labels and in defaults, and it cuts a default of bytes at the first zero.
 * What they really are, the default() of a row that is not there tells, and the rows themselves.
 */
final class CatalogGaps {
  static final String UNKNOWN_LABELS =
      "the catalog shows ? for a character in a label, and no row tells which it is";

  private static final String GAP = "?";

  private final Connection connection;
  private final MySqlDialect dialect;

  CatalogGaps(Connection connection, MySqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The table with the texts that its catalog could not print. */
  Table filled(Table table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(labelled(table, defaulted(table, column)));
    }
    return table.withColumns(columns);
  }

  private Column defaulted(Table table, Column column) throws SQLException {
    if (!(column.defaultValue().orElse(null) instanceof Literal printed)) {
      return column;
    }
    return switch (column.type().kind()) {
      // The catalog ends a default at its first byte of zero.
      case BYTES -> withLiteral(column, ask(table, column, "hex(default(%s))"));
      case CHAR, VARCHAR, TEXT, SET ->
          printed.text().contains(GAP)
              ? withLiteral(column, ask(table, column, "default(%s)"))
              : column;
      case ENUM ->
          printed.text().contains(GAP)
              ? enumerated(table, column, (Enumerated) column.type())
              : column;
      default -> column;
    };
  }

  private static Column withLiteral(Column column, Optional<String> text) {
    return text.isEmpty() ? column : column.withDefaultValue(Optional.of(new Literal(text.get())));
  }

  /** A label that no row holds may still be known as the default. */
  private Column enumerated(Table table, Column column, Enumerated type) throws SQLException {
    Optional<String> label = ask(table, column, "default(%s)");
    Optional<String> number = ask(table, column, "default(%s) + 0");
    if (label.isEmpty() || number.isEmpty()) {
      return column;
    }
    List<String> labels = new ArrayList<>(type.labels());
    labels.set(Integer.parseInt(number.get()) - 1, label.get());
    return withLiteral(column.withType(new Enumerated(type.name(), labels)), label);
  }

  private Optional<String> ask(Table table, Column column, String expression) throws SQLException {
    String query =
        "SELECT cast(%s AS char) FROM (SELECT 1) AS one LEFT JOIN %s ON true LIMIT 1"
            .formatted(
                expression.formatted(dialect.quote(column.name())), dialect.table(table.name()));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private Column labelled(Table table, Column column) throws SQLException {
    if (column.type() instanceof Enumerated type && hasGap(type.labels())) {
      Map<Integer, String> used = used(table, column, false);
      return told(column, type.labels(), used)
          .withType(new Enumerated(type.name(), distinct(type.labels(), used)));
    }
    if (column.type() instanceof LabelSet type && hasGap(type.labels())) {
      Map<Integer, String> used = used(table, column, true);
      return told(column, type.labels(), used)
          .withType(new LabelSet(distinct(type.labels(), used)));
    }
    return column;
  }

  private static Column told(Column column, List<String> labels, Map<Integer, String> used) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).contains(GAP) && !used.containsKey(i)) {
        return column.withEvidence(UNKNOWN_LABELS);
      }
    }
    return column;
  }

  private static boolean hasGap(List<String> labels) {
    return labels.stream().anyMatch(label -> label.contains(GAP));
  }

  /** The labels that rows hold, by their numbers from 0. */
  private Map<Integer, String> used(Table table, Column column, boolean set) throws SQLException {
    Map<Integer, String> used = new TreeMap<>();
    String name = dialect.quote(column.name());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DISTINCT cast(%1$s + 0 AS char), %1$s FROM %2$s WHERE %1$s + 0 > 0"
                    .formatted(name, dialect.table(table.name())))) {
      while (row.next()) {
        BigInteger number = new BigInteger(row.getString(1));
        if (set) {
          String[] labels = row.getString(2).split(",", -1);
          int at = 0;
          for (int bit = 0; bit < number.bitLength(); bit++) {
            if (number.testBit(bit)) {
              used.put(bit, labels[at++]);
            }
          }
        } else {
          used.put(number.intValueExact() - 1, row.getString(2));
        }
      }
    }
    return used;
  }

  /** Two labels that differ only beyond the catalog's characters, and that nobody uses, are one. */
  private static List<String> distinct(List<String> printed, Map<Integer, String> used) {
    LinkedHashSet<String> labels = new LinkedHashSet<>();
    for (int i = 0; i < printed.size(); i++) {
      labels.add(used.getOrDefault(i, printed.get(i)));
    }
    return List.copyOf(labels);
  }
}
