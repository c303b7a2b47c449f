package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A big table in little memory, killed as often as asked for, as {@code examples/big-run.sh} starts
 * it. Its name keeps it out of the ordinary build.
 */
class BigRun {

  private final Engine from = Engine.of(setting("source", "sqlite"));
  private final Engine to = Engine.of(setting("target", "postgresql"));
  private final long rows = Long.parseLong(setting("rows", "5000000"));
  private final boolean keyed = setting("key", "yes").equals("yes");
  private final int kills = Integer.parseInt(setting("kills", "0"));
  private final List<String> javaOptions =
      List.of(("-XX:TieredStopAtLevel=4 " + setting("java", "-Xmx256m")).split(" "));

  @TempDir private Path folder;

  @Test
  void everyRowArrivesOnce() throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      long started = System.nanoTime();
      BigTable table = new BigTable(from, "big", rows, keyed);
      table.create(origin.url());
      say("%d rows made in %.0f s", table.expectedRows(), (System.nanoTime() - started) / 1e9);
      ForkedRun last = migrate(origin, goal);
      say("%s", last.printed());
      started = System.nanoTime();
      Fingerprint expected;
      Fingerprint actual;
      try (PlainDatabase source = new PlainDatabase(from, origin.url());
          PlainDatabase target = new PlainDatabase(to, goal.url())) {
        expected = Fingerprint.of(source, target, "big", true);
        actual = Fingerprint.of(source, target, "big", false);
      }
      say("compared independently in %.0f s", (System.nanoTime() - started) / 1e9);
      assertThat(expected.rows()).isEqualTo(table.expectedRows());
      assertThat(actual).isEqualTo(expected);
    }
  }

  /** Migrates, with kills at moments spread over the time that the rows take. */
  private ForkedRun migrate(TestDatabase origin, TestDatabase goal) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "migrate",
                "--source",
                origin.url(),
                "--target",
                goal.url(),
                "--verify",
                "--progress",
                "none"));
    long seed = System.nanoTime();
    say("%s to %s, key %s, %d kills, seed %d", from, to, keyed, kills, seed);
    Random random = new Random(seed);
    long started = System.nanoTime();
    long peak = 0;
    for (int kill = 1; kill <= kills; kill++) {
      ForkedRun run = ForkedRun.start(folder, javaOptions, arguments);
      boolean ended = run.endsWithin(5_000 + random.nextInt(20_000));
      run.kill();
      peak = Math.max(peak, run.peakMegabytes());
      say("run %d %s after %.1f s", kill, ended ? "ended" : "killed", run.seconds());
      if (!arguments.contains("--resume") && begun(goal)) {
        arguments.add("--resume");
      }
      if (ended) {
        break;
      }
    }
    ForkedRun run = ForkedRun.start(folder, javaOptions, arguments);
    int exitCode = run.exitCode();
    double seconds = (System.nanoTime() - started) / 1e9;
    say(
        "exit %d, %.1f s in all, %.1f s the last run, peak %d MB",
        exitCode, seconds, run.seconds(), Math.max(peak, run.peakMegabytes()));
    assertThat(exitCode).as(run.printed()).isZero();
    return run;
  }

  /** A run that was killed before it wrote anything left nothing to resume. */
  private boolean begun(TestDatabase goal) throws SQLException {
    try (PlainDatabase target = new PlainDatabase(to, goal.url())) {
      return !target.tables().isEmpty();
    }
  }

  private static String setting(String name, String otherwise) {
    return Objects.requireNonNullElse(
        System.getenv("DECANT_BIG_" + name.toUpperCase(Locale.ROOT)), otherwise);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
