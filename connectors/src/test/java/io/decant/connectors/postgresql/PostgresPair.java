package io.decant.connectors.postgresql;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Two test databases, the first one to be filled by SQL and read, the second one to be written. */
final class PostgresPair implements AutoCloseable {
  final TestDatabase from = TestServers.postgresql().newDatabase();
  final TestDatabase to = TestServers.postgresql().newDatabase();
  final Source source = new PostgresConnector().openSource(PostgresEndpoint.of(from, Role.SOURCE));
  final Sink sink = new PostgresConnector().openSink(PostgresEndpoint.of(to, Role.TARGET));
  final Source target = new PostgresConnector().openSource(PostgresEndpoint.of(to, Role.TARGET));

  static void run(TestDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String ask(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  Table described(String name) {
    return source.describe(List.of(new TableName("public", name))).get(0);
  }

  /**
   * Makes the table in the second database, pours the rows of the first one in, and finishes it.
   */
  Table pour(Table table) {
    Table accepted = Pouring.make(sink, table);
    source.snapshot(1);
    var lease = Pouring.begin(sink);
    for (Split split : source.split(table, "", 1 << 20)) {
      RowBatch batch = new RowBatch(Pouring.types(accepted), 100, 1 << 20);
      long rows = 0;
      try (BatchReader reader = source.read(accepted.withName(table.name()), split);
          BatchWriter writer = sink.write(accepted, split, lease, WriteMode.BULK)) {
        while (reader.read(batch)) {
          writer.write(batch);
          rows += batch.rows();
        }
        writer.commit(
            new LedgerEntry(accepted.name(), split.part(), rows, 0, 0, "digest", "detail"));
      }
    }
    Pouring.finish(sink, accepted);
    return accepted;
  }

  @Override
  public void close() {
    source.close();
    sink.close();
    target.close();
    from.close();
    to.close();
  }
}
