package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as it comes from a terminal: once, to the process. */
class InterruptedRunTest {
  /** Some seconds of work, so that the signal comes in the middle of it. */
  private static final long ROWS = 400_000;

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "Ctrl-C while rows are copied ends with 130, and the command that is printed goes on")
  void whileCopying() throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyed", ROWS, true).create(origin.url());
      Path target = folder.resolve("my copy.db");
      ForkedRun run =
          ForkedRun.start(
              folder,
              List.of(),
              List.of(
                  "migrate",
                  "--source",
                  origin.url(),
                  "--target",
                  "sqlite:" + target,
                  "--tables=key*",
                  "--batch-size=100"));
      assertThat(run.hasPrinted("stage: copy")).as(run.printed()).isTrue();
      run.signal("INT");
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
      assertThat(run.printed()).contains("Stopping", "Interrupted; the state is saved ");
      String printed = run.printed().strip();
      String rest =
          printed.substring(printed.lastIndexOf(" decant migrate ") + " decant ".length());
      assertThat(rest).contains("'--tables=key*'").endsWith(" --resume");
      // Pasted into a shell, as a person does it; only the program's name is spelled otherwise.
      ForkedRun resumed =
          ForkedRun.start(
              folder, List.of("sh", "-c", "\"$@\" " + rest, "sh"), List.of(), List.of());
      assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
      assertThat(resumed.printed()).contains("resuming run", "Done and verified: 1 table, 400,000");
    }
  }

  @Test
  @DisplayName("Ctrl-C while an assessment looks at rows ends with 130 and leaves nothing behind")
  void whileAssessing() throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyed", ROWS, true).create(origin.url());
      ForkedRun run =
          ForkedRun.start(
              folder,
              List.of(),
              List.of(
                  "assess",
                  "--source",
                  origin.url(),
                  "--target",
                  "sqlite:" + folder.resolve("none.db"),
                  "--sample=all"));
      assertThat(run.hasPrinted("stage: sample")).as(run.printed()).isTrue();

      run.signal("INT");

      assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
      assertThat(run.printed()).contains("was interrupted").doesNotContain("bug");
      assertThat(folder).isDirectoryNotContaining("glob:**none*");
    }
  }
}
