package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageFileTest {
  private final Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Test
  void whatAKilledProcessHasLeftIsRemovedAndNothingElse() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path left = Files.createTempFile("decant-" + ended.pid() + "-", ".batch");
    Path foreign = Files.createTempFile("decant-" + ended.pid() + "-notes", ".batch");
    Path other = Files.createTempFile("decanted", ".batch");
    try (ImageFile first = new ImageFile();
        ImageFile second = new ImageFile()) {
      assertThat(left).doesNotExist();
      assertThat(foreign).exists();
      assertThat(other).exists();
      try (var files = Files.list(folder)) {
        String ours = "decant-" + ProcessHandle.current().pid() + "-";
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(name -> name.startsWith(ours) && name.endsWith(".batch"))
            .hasSizeGreaterThanOrEqualTo(2);
      }
    } finally {
      Files.delete(foreign);
      Files.delete(other);
    }
  }
}
