package io.decant.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.RunRecord;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of a folder, cut off, damaged, and written by several at a time. */
class JournalTest {
  @TempDir private Path path;

  @Test
  void aLineThatWasCutOffNeverHappened() throws IOException {
    Journal journal = journal();
    begin(journal, "a");
    begin(journal, "b");
    begin(journal, "c");
    byte[] whole = Files.readAllBytes(file());
    int lines = 0;
    for (int length = 0; length <= whole.length; length++) {
      lines += length > 0 && whole[length - 1] == '\n' ? 1 : 0;
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(runs(journal())).hasSize(lines);
    }
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(file(), Arrays.copyOf(whole, length));
      List<String> before = runs(journal());
      begin(journal(), "next");
      assertThat(runs(journal())).hasSize(before.size() + 1).contains("next");
    }
  }

  @Test
  void aDamagedLineInTheMiddleIsAFailureAndNotForgotten() throws IOException {
    begin(journal(), "a");
    begin(journal(), "b");
    byte[] whole = Files.readAllBytes(file());
    whole[20] ^= 1;
    Files.write(file(), whole);
    assertThatThrownBy(() -> runs(journal()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("damaged at byte 0");
  }

  @Test
  void whatOneWritesTheOthersKnow() throws InterruptedException {
    List<Journal> journals = List.of(journal(), journal(), journal());
    ExecutorService threads = Executors.newFixedThreadPool(6);
    for (int i = 0; i < 120; i++) {
      int number = i;
      threads.submit(() -> begin(journals.get(number % 3), "run " + number));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    for (Journal journal : journals) {
      assertThat(runs(journal)).hasSize(120);
    }
  }

  @Test
  void askingMakesNothing() {
    assertThat(runs(journal())).isEmpty();
    assertThat(path.resolve("_decant")).doesNotExist();
  }

  private Path file() {
    return path.resolve("_decant").resolve("journal");
  }

  private Journal journal() {
    return new Journal(
        new Folder(new Endpoint(Role.TARGET, "file", "", 0, path.toString(), "", "", Map.of())));
  }

  private static void begin(Journal journal, String run) {
    journal.change(
        state -> List.of(new Change.Run(new RunRecord(run, 1, "é\n", "x", "", 0, "running"))),
        state -> "");
  }

  private static List<String> runs(Journal journal) {
    return journal.read(state -> List.copyOf(state.runs.keySet()));
  }
}
