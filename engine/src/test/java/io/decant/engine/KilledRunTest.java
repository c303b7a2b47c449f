package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.testing.MigrationProcess;
import io.decant.engine.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes are killed at every place that matters, and the runs resumed. */
class KilledRunTest {
  private static final int ROWS = 15_000;
  private static final Table KEYLESS =
      Shop.payment()
          .withName(TableName.of("keyless"))
          .withPrimaryKey(Optional.empty())
          .withIndexes(List.of())
          .withForeignKeys(List.of());

  @TempDir static Path folder;
  private static Path source;

  @BeforeAll
  static void fill() {
    source = folder.resolve("source.db");
    try (Sink sink =
        Connectors.sink("sqlite").openSink(MigrationProcess.endpoint(Role.TARGET, source))) {
      for (Table table : List.of(Shop.payment().withForeignKeys(List.of()), KEYLESS)) {
        Table accepted = Pouring.make(sink, table);
        RowBatch batch = Pouring.batch(table);
        for (int id = 0; id < ROWS; id++) {
          batch.longs(0).append(id / 2 * 2L + (table == KEYLESS ? 0 : id % 2));
          batch.longs(1).append(7);
          batch.longs(2).append(11);
          batch.bytes(3).append("x".repeat(400));
          batch.endRow();
        }
        Pouring.fill(sink, accepted, batch);
        Pouring.finish(sink, accepted);
      }
    }
  }

  private static List<String> rows(Path file) {
    List<String> rows = new ArrayList<>();
    try (Source opened =
        Connectors.of("sqlite").openSource(MigrationProcess.endpoint(Role.SOURCE, file))) {
      List<TableName> names = opened.catalog().tables();
      assertThat(names).hasSize(2);
      opened.describe(names).forEach(table -> rows.addAll(Pouring.readAll(opened, table)));
    }
    return rows.stream().sorted().toList();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-begin",
        "in-step",
        "in-step:2",
        "after-plan:1",
        "before-commit:1",
        "after-commit:2",
        "before-commit:4",
        "after-copy",
        "in-step:3"
      })
  void aRunKilledAnywhereIsResumedToTheExactRows(String failPoint) throws Exception {
    Path target = folder.resolve(failPoint.replace(':', '-') + ".db");
    Process killed = MigrationProcess.start(source, target, false, failPoint);
    assertThat(exitCode(killed)).isEqualTo(FailPoint.EXIT_CODE);
    Report report = MigrationProcess.run(source, target, true);
    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.verification().isEqual()).isTrue();
    assertThat(rows(target)).isEqualTo(rows(source));
  }

  @Test
  void aRunKilledAtRandomMomentsAgainAndAgainEndsWithTheExactRows() throws Exception {
    Path target = folder.resolve("random.db");
    Random random = new Random(20);
    for (int kill = 0; kill < 5; kill++) {
      String state = state(target);
      if (!state.equals("done")) {
        Process process = MigrationProcess.start(source, target, state.equals("running"), "");
        Thread.sleep(700 + random.nextInt(900));
        process.destroyForcibly();
        process.waitFor();
      }
    }
    String state = state(target);
    if (!state.equals("done")) {
      assertThat(MigrationProcess.run(source, target, state.equals("running")).outcome())
          .isEqualTo(Outcome.DONE);
    }
    assertThat(rows(target)).isEqualTo(rows(source));
  }

  /** The state of the newest run; empty where a process was killed before it began one. */
  private static String state(Path target) throws IOException {
    if (!Files.exists(target) || Files.size(target) == 0) {
      return "";
    }
    try (Sink sink =
        Connectors.sink("sqlite").openSink(MigrationProcess.endpoint(Role.TARGET, target))) {
      List<RunRecord> runs = sink.ledger().runs();
      return runs.isEmpty() ? "" : runs.get(runs.size() - 1).state();
    }
  }
}
