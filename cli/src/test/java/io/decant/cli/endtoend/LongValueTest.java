package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value of many megabytes in a small heap. */
class LongValueTest {
  private static final long BYTES = 100L << 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"MYSQL, POSTGRESQL"})
  @DisplayName("MP-79 a text of 100 MB moves with -Xmx512m")
  void oneHundredMegabytes(Engine from, Engine to) throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase();
        PlainDatabase source = new PlainDatabase(from, origin.url());
        PlainDatabase target = new PlainDatabase(to, goal.url())) {
      Engine limited = from.isMySqlFamily() ? from : to;
      PlainDatabase server = from.isMySqlFamily() ? source : target;
      String packet = server.scalar("SELECT @@GLOBAL.max_allowed_packet");
      server.execute("SET GLOBAL max_allowed_packet = 1073741824");
      try (PlainDatabase filling = new PlainDatabase(from, origin.url())) {
        filling.execute(
            limited == from
                ? "CREATE TABLE t (id int PRIMARY KEY, s longtext)"
                : "CREATE TABLE t (id int PRIMARY KEY, s text)");
        filling.execute(
            "INSERT INTO t VALUES (1, 'before'), (2, repeat('a\\b\tcdefgh', "
                + BYTES / 10
                + ")), (3, 'after')");
        List<String> arguments =
            List.of("migrate", "--source", origin.url(), "--target", goal.url(), "--verify");
        ForkedRun small = ForkedRun.start(folder, List.of("-Xmx160m"), arguments);
        assertThat(small.exitCode()).as(small.printed()).isEqualTo(8);
        assertThat(small.printed())
            .contains("do not fit in the memory", "DECANT_JAVA_OPTS")
            .doesNotContain("OutOfMemoryError");
        List<String> again = Stream.concat(arguments.stream(), Stream.of("--resume")).toList();
        ForkedRun run = ForkedRun.start(folder, List.of("-Xmx512m"), again);
        assertThat(run.exitCode()).as(run.printed()).isZero();
        String digest = "SELECT md5(s) FROM t WHERE id = 2";
        assertThat(target.scalar(digest)).isEqualTo(filling.scalar(digest));
      } finally {
        server.execute("SET GLOBAL max_allowed_packet = " + packet);
      }
    }
  }
}
