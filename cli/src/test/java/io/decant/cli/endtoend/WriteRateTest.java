package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoublePredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That an assessment sees whether others write into the source, and does not see itself. */
class WriteRateTest {
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"POSTGRESQL", "MYSQL", "MARIADB"})
  void whoWritesMeanwhileIsCountedAndWhoOnlyReadsIsNot(Engine engine)
      throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase();
        PlainDatabase source = new PlainDatabase(engine, origin.url())) {
      source.execute("CREATE TABLE kept (id int PRIMARY KEY, note varchar(100))");
      source.execute("CREATE TABLE busy (id int, note varchar(100))");
      source.execute("INSERT INTO kept VALUES (1, 'a'), (2, 'b')");

      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Integer> writer =
          CompletableFuture.supplyAsync(() -> written(engine, origin.url(), done));
      boolean busy;
      try {
        busy = comesAbout(origin.url(), rate -> rate > 0);
      } finally {
        done.set(true);
      }
      assertThat(writer.join()).isPositive();
      assertThat(busy).as("the writer was seen").isTrue();
      assertThat(comesAbout(origin.url(), rate -> rate <= 0)).as("nobody writes").isTrue();
    }
  }

  /** Servers count late, so that a short look can miss it, or see what came before. */
  private static boolean comesAbout(String url, DoublePredicate expected) throws IOException {
    for (int attempt = 0; attempt < 10; attempt++) {
      if (expected.test(writesPerSecond(url))) {
        return true;
      }
    }
    return false;
  }

  /** Rows, one at a time, until it is told to stop. */
  private static int written(Engine engine, String url, AtomicBoolean done) {
    int rows = 0;
    try (PlainDatabase database = new PlainDatabase(engine, url)) {
      while (!done.get()) {
        database.execute("INSERT INTO busy VALUES (" + rows++ + ", 'x')");
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static double writesPerSecond(String url) throws IOException {
    Decant.Result result = Decant.run("assess", "--source", url, "--target", "sqlite", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper()
        .readTree(result.out())
        .at("/assessment/strategy/writes-per-second")
        .asDouble(-2);
  }
}
