package io.decant.cli.benchmark;

import io.decant.cli.endtoend.Engine;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** An engine with the generated tables in it. */
record Home(Engine engine, BulkPath path, TestDatabase database) implements AutoCloseable {

  static Home of(Engine engine, List<SampleFile> files) throws SQLException, IOException {
    Home home = new Home(engine, BulkPath.of(engine), engine.server().newDatabase());
    for (SampleFile file : files) {
      BulkPath.execute(home.database, file.table().create(engine));
      home.path.fill(file, home.database);
      if (!holds(engine, home.database, file)) {
        throw new AssertionError(engine + " was not filled with the rows of " + file.table());
      }
    }
    return home;
  }

  /** Whether a database holds the rows, all of them and no others. */
  static boolean holds(Engine engine, TestDatabase database, SampleFile file) throws SQLException {
    try (Connection connection = engine.connect(database.url())) {
      return RowSum.of(engine, connection, file.table()).equals(file.sum());
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
