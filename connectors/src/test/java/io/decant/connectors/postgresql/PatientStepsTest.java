package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientStepsTest {
  private static final String ADD = "ALTER TABLE t ADD COLUMN a int";

  private final PatientSteps steps = new PatientSteps();
  private final TestDatabase database = TestServers.postgresql().newDatabase();

  @BeforeEach
  void makeTable() throws SQLException {
    PostgresPair.run(database, "CREATE TABLE t ()");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aLockOfAnotherStepIsWaitedForLongerThanTheTimeout() throws SQLException {
    try (Connection first = impatient();
        Connection second = impatient();
        Connection watcher = database.connect()) {
      CompletableFuture<Void> holder =
          CompletableFuture.runAsync(
              () ->
                  assertThatCode(
                          () ->
                              steps.run(
                                  first, "DO $$ BEGIN LOCK TABLE t; PERFORM pg_sleep(2); END $$"))
                      .doesNotThrowAnyException());
      awaitLock(watcher);
      assertThatThrownBy(() -> execute(second, ADD)).hasMessageContaining("lock timeout");
      steps.run(second, ADD);
      holder.join();
      assertThat(PostgresPair.ask(database, "SELECT count(a) FROM t")).isEqualTo("0");
    }
  }

  private static void awaitLock(Connection watcher) throws SQLException {
    boolean[] held = new boolean[1];
    while (!held[0]) {
      PostgresCatalog.queryText(
          watcher,
          "SELECT count(*) > 0 FROM pg_locks WHERE relation = 't'::regclass AND granted"
              + " AND mode = 'AccessExclusiveLock'",
          row -> held[0] = row.getBoolean(1));
    }
  }

  @Test
  void aLockOfSomebodyElseIsNot() throws SQLException {
    try (Connection stranger = database.connect();
        Connection first = impatient();
        Connection second = impatient()) {
      stranger.setAutoCommit(false);
      execute(stranger, "LOCK TABLE t");
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> assertRefused(first, ADD));
      assertRefused(second, "ALTER TABLE t ADD COLUMN b int");
      one.join();
    }
  }

  private void assertRefused(Connection connection, String statement) {
    assertThatThrownBy(() -> steps.run(connection, statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("lock timeout");
  }

  private Connection impatient() throws SQLException {
    Connection connection = database.connect();
    execute(connection, "SET lock_timeout = 50");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
