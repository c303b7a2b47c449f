package io.decant.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Finding.Severity;
import io.decant.converter.DecantException.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is as it should be is no finding. */
class ChecksTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  void roomForTwiceTheRowsIsEnoughAndForAnEighthOfThemIsNone() {
    assertThat(Checks.space("target", "it", 20 * GIB, 10 * GIB)).isEmpty();
    assertThat(Checks.space("target", "it", 19 * GIB, 10 * GIB))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).contains("it has room for 19 GiB").contains("10 GiB");
            });
    assertThat(Checks.space("target", "it", 10 * GIB / 8, 10 * GIB))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
    assertThat(Checks.space("target", "it", 10 * GIB / 8 - 1, 10 * GIB))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
    assertThat(Checks.space("target", "it", 0, 0)).isEmpty();
    assertThat(Checks.space("target", "it", Long.MAX_VALUE, Long.MAX_VALUE / 2)).isEmpty();
  }

  @Test
  void noDiskHoldsAnExbibyteNotEvenUnderAFolderThatIsToBeMade() {
    Path later = folder.resolve("not").resolve("yet").resolve("shop.db");
    assertThat(Checks.disk("target", later, 1L << 60))
        .filteredOn(Finding::stops)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("DISK_SPACE");
              assertThat(finding.what()).contains(folder.toString()).doesNotContain("not/yet");
              assertThat(finding.remedy()).isNotEmpty();
            });
    assertThat(Checks.disk("target", later, 1)).isEmpty();
  }

  @Test
  void aClockIsToldOfWhenItGoesWrongByMoreThanAnAnswerTakes() {
    long now = System.currentTimeMillis();
    assertThat(Checks.clock("source", now - 1_000)).isEmpty();
    assertThat(Checks.clock("source", now - 20_000))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.what()).contains("20 s behind");
            });
    assertThat(Checks.clock("source", now + 7_300_000))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).contains("2 h ahead");
            });
  }

  @Test
  void whatStaysOnThisMachineNeedsNoEncryption() {
    Endpoint near = EndpointUrl.parse(Role.SOURCE, "postgresql://app@127.0.0.1/shop");
    Endpoint far = EndpointUrl.parse(Role.SOURCE, "postgresql://app:pw@db.example/shop");
    assertThat(Checks.wire(near, false)).isEmpty();
    assertThat(Checks.wire(far, true)).isEmpty();
    assertThat(Checks.wire(far, false))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("source postgresql://app@db.example/shop");
              assertThat(finding.remedy()).contains("sslmode=verify-full");
            });
  }

  @Test
  void aProcessIsOursByItsNumberAndItsBeginning() {
    ProcessHandle us = ProcessHandle.current();
    long began = us.info().startInstant().orElseThrow().toEpochMilli();
    assertThat(Checks.runsHere(us.pid(), began + 900)).isTrue();
    assertThat(Checks.runsHere(us.pid(), began - 3_000)).isFalse();
    assertThat(Checks.runsHere(Long.MAX_VALUE, began)).isFalse();
  }

  @Test
  void theDiskOfAServerIsOnlyLookedAtOnItsOwnMachine() {
    String here = folder.toString();
    assertThat(Checks.ownDisk("w", here, true, 1L << 60)).hasSize(1);
    assertThat(Checks.ownDisk("w", here, false, 1L << 60)).isEmpty();
    assertThat(Checks.ownDisk("w", here + "/not/there", true, 1L << 60)).isEmpty();
    assertThat(Checks.ownDisk("w", "", true, 1L << 60)).isEmpty();
    assertThat(Checks.isThisMachine("localhost.localdomain")).isFalse();
  }
}
