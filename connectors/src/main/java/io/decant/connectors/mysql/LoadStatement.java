package io.decant.connectors.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * LOAD DATA LOCAL, fed from memory. With CHARACTER SET binary the server takes every field as the
 * bytes it is, so text, blobs, bits and shapes stand side by side; only what it must parse or store
 * in another character set goes through a variable and CONVERT.
 */
final class LoadStatement extends RowStatement {
  private static final int FULL_BYTES = 4 << 20;

  private final String sql;

  LoadStatement(Table table, MySqlDialect dialect) {
    super(table.storedColumns().stream().map(ColumnWriter::field).toList());
    List<String> targets = new ArrayList<>();
    List<String> conversions = new ArrayList<>();
    for (Column column : table.storedColumns()) {
      String name = dialect.quote(column.name());
      if (isConverted(column)) {
        String variable = "@decant" + targets.size();
        targets.add(variable);
        conversions.add(name + " = CONVERT(" + variable + " USING utf8mb4)");
      } else {
        targets.add(name);
      }
    }
    this.sql =
        // Connector/J writes what begins with LOAD DATA in the JVM's own encoding; this does not.
        "/* */ LOAD DATA LOCAL INFILE 'memory' INTO TABLE "
            + dialect.table(table.name())
            + " CHARACTER SET binary FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\'"
            + " LINES TERMINATED BY '\\n' ("
            + String.join(", ", targets)
            + ")"
            + (conversions.isEmpty() ? "" : " SET " + String.join(", ", conversions));
  }

  private static boolean isConverted(Column column) {
    return switch (column.type().kind()) {
      // Of bytes these would take the value itself, not its text.
      case UUID, NETWORK -> true;
      // MariaDB's is a text that it checks, as any other in UTF-8.
      case JSON -> ((LogicalType.Json) column.type()).normalised();
      case CHAR -> !MySqlTypes.holdsUtf8(((LogicalType.Char) column.type()).collation());
      case VARCHAR -> !MySqlTypes.holdsUtf8(((LogicalType.Varchar) column.type()).collation());
      case TEXT -> !MySqlTypes.holdsUtf8(((LogicalType.Text) column.type()).collation());
      default -> false;
    };
  }

  @Override
  boolean isFull() {
    return buffer.size() >= FULL_BYTES;
  }

  @Override
  void begin(boolean first) {}

  @Override
  void separate(boolean first) {
    if (!first) {
      buffer.append('\t');
    }
  }

  @Override
  void writeNull() {
    buffer.append("\\N");
  }

  @Override
  void end() {
    buffer.append('\n');
  }

  /**
   * The driver answers a server's wish for a file only while this statement runs, and then with our
   * bytes, whatever file the server names.
   */
  @Override
  long send(Connection connection) throws SQLException {
    var allowed =
        connection
            .unwrap(JdbcConnection.class)
            .getPropertySet()
            .<Boolean>getProperty(PropertyKey.allowLoadLocalInfile);
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(new ByteArrayInputStream(buffer.data(), 0, buffer.size()));
      allowed.setValue(true);
      return statement.executeUpdate(sql);
    } finally {
      allowed.setValue(false);
    }
  }
}
