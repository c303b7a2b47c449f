package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * One schema with everything in it, written in each engine's own words: every common type at its
 * edges, keys of every kind, cycles, awkward names, a partitioned table, enough rows for several
 * splits.
 */
final class RichSchema {

  private RichSchema() {}

  /** The value an identity column must give next: the highest stored one is 41. */
  static final long NEXT_ACCOUNT = 42;

  static final long EVENTS = 25_000;

  static void load(Engine engine, String url) throws SQLException {
    try (Connection connection = engine.connect(url)) {
      connection.setAutoCommit(engine != Engine.SQLITE);
      try (Statement statement = connection.createStatement()) {
        // All three drivers run a script of several statements, SQLite's only as an update.
        if (engine == Engine.SQLITE) {
          statement.executeUpdate(script(engine));
          connection.commit();
        } else {
          statement.execute(script(engine));
        }
      }
    }
  }

  private static String script(Engine engine) {
    String name = "rich-" + engine.label() + ".sql";
    try (InputStream in = RichSchema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
