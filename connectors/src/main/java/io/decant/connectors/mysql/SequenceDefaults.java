package io.decant.connectors.mysql;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that MariaDB takes from a sequence by default is one that the column counts by itself.
 * The sequence goes on behind the numbers that its server holds in memory: the others cannot be
 * asked for without being used up.
 */
final class SequenceDefaults {
  private static final Pattern NEXT =
      Pattern.compile("nextval\\((`(?:[^`]|``)+`\\.)?(`(?:[^`]|``)+`)\\)");

  private SequenceDefaults() {}

  static Table counted(Connection connection, Table table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(counted(connection, column));
    }
    return table.withColumns(columns);
  }

  private static Column counted(Connection connection, Column column) throws SQLException {
    Matcher next =
        NEXT.matcher(
            column.defaultValue().orElse(null) instanceof Computed computed
                ? computed.expression().text()
                : "");
    if (!next.matches() || !(column.type() instanceof Int)) {
      return column;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT next_not_cached_value, increment FROM "
                    + (next.group(1) == null ? "" : next.group(1))
                    + next.group(2))) {
      row.next();
      long increment = row.getLong(2) == 0 ? 1 : row.getLong(2);
      return column
          .withDefaultValue(Optional.empty())
          .withIdentity(Optional.of(new Identity(row.getLong(1), increment, false)))
          .withEvidence("counted by the sequence " + next.group(2).replace("`", ""));
    }
  }
}
