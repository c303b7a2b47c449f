package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.TestDatabase;
import io.decant.converter.DecantException.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, as it comes from a terminal: once, to the process. */
class InterruptedRunTest {
  /** Some seconds of work, so that the signal comes in the middle of it. */
  private static final long ROWS = 400_000;

  /** Less, where every stage gets its turn. */
  private static final long SOME_ROWS = 100_000;

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

  @ParameterizedTest(name = "Ctrl-C at {0} of a rehearsal ends with 130 and leaves nothing behind")
  @ValueSource(strings = {"measure", "preflight", "create", "copy", "finish", "verify"})
  void whileRehearsing(String stage) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase()) {
      long rows = rowsFor(stage);
      new BigTable(Engine.SQLITE, "keyed", rows, true).create(origin.url());
      Path place = Files.createDirectory(folder.resolve("target"));
      ForkedRun run =
          interrupted(
              "stage: " + stage,
              "rehearse",
              "--source",
              origin.url(),
              "--target",
              "sqlite:" + place.resolve("none.db"),
              "--sample=" + rows);
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
      assertThat(run.printed())
          .containsIgnoringCase("interrupted")
          .doesNotContain("bug", "\tat ", "Exception", "--resume");
      assertThat(place).as(run.printed()).isEmptyDirectory();
    }
  }

  @ParameterizedTest(name = "Ctrl-C at {0} of a comparison ends with 130 and one line")
  @ValueSource(strings = {"discover", "plan", "verify"})
  void whileVerifying(String stage) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyed", rowsFor(stage), true).create(origin.url());
      ForkedRun run =
          interrupted(
              "stage: " + stage, "verify", "--source", origin.url(), "--target", origin.url());
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
      assertThat(run.printed().strip()).endsWith("Interrupted; nothing was written.");
      assertThat(run.printed()).doesNotContain("\tat ", "Exception", "Stopping");
    }
  }

  @Test
  @DisplayName("Ctrl-C while a rehearsal copies to a server leaves nothing on it")
  void whileRehearsingOnAServer() throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase target = Engine.POSTGRESQL.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyed", SOME_ROWS, true).create(origin.url());
      ForkedRun run =
          interrupted(
              "stage: copy",
              "rehearse",
              "--source",
              origin.url(),
              "--target",
              target.url(),
              "--sample=" + SOME_ROWS);
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
      var endpoint = EndpointUrl.parse(Role.TARGET, target.url());
      assertThat(
              Connectors.sink(endpoint.scheme())
                  .scratch(endpoint)
                  .orElseThrow()
                  .named("decant_rehearsal_"))
          .as(run.printed())
          .isEmpty();
    }
  }

  /** After the last stage nothing is left that could be interrupted. */
  private static long rowsFor(String stage) {
    return stage.equals("verify") ? ROWS : SOME_ROWS;
  }

  private ForkedRun interrupted(String at, String... command) throws Exception {
    ForkedRun run =
        ForkedRun.start(
            folder, List.of("env", "--default-signal=INT"), List.of(), List.of(command));
    assertThat(run.hasPrinted(at)).as(run.printed()).isTrue();
    run.signal("INT");
    return run;
  }
}
