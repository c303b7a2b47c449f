package io.decant.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.TableName;
import io.decant.engine.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private static final TableName ORDERS = TableName.of("orders");

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 KiB",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "104857600, 100 MiB",
    "9223372036854775807, 8.0 EiB"
  })
  void bytesAreShort(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 s",
    "250, 0.25 s",
    "12300, 12.3 s",
    "60000, 1:00 min",
    "187000, 3:07 min",
    "7387000, 2:03:07 h"
  })
  void timesAreShort(long millis, String text) {
    assertThat(Amounts.time(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void wideLettersTakeTwoColumnsAndMarksNone() {
    assertThat(Printable.width("größe")).isEqualTo(5);
    assertThat(Printable.width("名前😀")).isEqualTo(6);
    assertThat(Printable.width("e\u0301")).isEqualTo(1);
    assertThat(Printable.cut("名前😀", 5, "…")).isEqualTo("名前…");
  }

  @Test
  void aMomentTellsRowsSpeedAndTimeLeft() {
    AtomicLong clock = new AtomicLong();
    Progress progress = new Progress(clock::get);
    progress.on(new Event.TablePlanned(ORDERS, ORDERS, 10_000, -1));
    progress.on(new Event.StageStarted(Event.Stage.COPY));
    progress.on(new Event.TableSplit(ORDERS, 2, 1, 2_000, 100));
    progress.on(new Event.RowsCopied(ORDERS, 4_000, 2 << 20));
    progress.on(new Event.SplitRetried(ORDERS, 1, 2, 1_000, 1 << 20, "deadlock"));
    clock.set(TimeUnit.SECONDS.toNanos(3));

    assertThat(ProgressBoard.lines(progress.now(), 100, false))
        .containsExactly(
            "  " + ORDERS + "  [######------]  50%  5 s left, 5,000 of 10,000 rows",
            "[######------]  50%  copying: 5 s left, 1,000 rows/s, 341 KiB/s, 5,000 rows, "
                + "0 of 1 table");
    assertThat(ProgressBoard.lines(progress.now(), 60, true))
        .allSatisfy(line -> assertThat(Printable.width(line)).isLessThanOrEqualTo(60))
        .last()
        .asString()
        .contains("5 s left")
        .endsWith("…");
  }

  @Test
  void onlyTablesUnderWayHaveALineAndManyAreCounted() {
    Progress progress = new Progress(() -> 0);
    progress.on(new Event.StageStarted(Event.Stage.COPY));
    for (int i = 10; i < 22; i++) {
      TableName name = TableName.of("t" + i);
      progress.on(new Event.TablePlanned(name, name, i == 11 ? -1 : 100, -1));
      progress.on(new Event.RowsCopied(name, 50, 10));
    }
    progress.on(new Event.TableDone(TableName.of("t10"), 50, 0, 10, Duration.ZERO));
    TableName later = TableName.of("later\u001b[2J");
    progress.on(new Event.TablePlanned(later, later, 100, -1));

    assertThat(ProgressBoard.lines(progress.now(), 80, false))
        .hasSize(10)
        .noneMatch(line -> line.contains("t10 ") || line.contains("later"))
        .anyMatch(line -> line.matches(" +t11 +50 rows"))
        .anyMatch(line -> line.equals("  and 3 other tables"));

    progress.on(new Event.StageStarted(Event.Stage.FINISH));
    assertThat(ProgressBoard.lines(progress.now(), 80, false))
        .containsExactly("building keys and indexes");
    progress.on(new Event.StageStarted(Event.Stage.VERIFY));
    progress.on(new Event.RowsVerified(later, 1, 1));
    assertThat(ProgressBoard.lines(progress.now(), 80, false).get(0))
        .contains("later\\u001B[2J")
        .doesNotContain("\u001b");
  }

  @Test
  void aMomentWithoutAGuessOfTheSourcePromisesNoTime() {
    Progress progress = new Progress(() -> 0);
    progress.on(new Event.TablePlanned(ORDERS, ORDERS, -1, -1));
    progress.on(new Event.StageStarted(Event.Stage.COPY));
    progress.on(new Event.RowsCopied(ORDERS, 10, 10));

    assertThat(ProgressBoard.lines(progress.now(), 100, true).get(1))
        .startsWith("copying: ")
        .doesNotContain("left");
  }

  @Test
  void verifyingCountsFromItsOwnBeginning() {
    Progress progress = new Progress(() -> 0);
    progress.on(new Event.TablePlanned(ORDERS, ORDERS, 1, -1));
    progress.on(new Event.StageStarted(Event.Stage.COPY));
    progress.on(new Event.RowsCopied(ORDERS, 100, 10));
    progress.on(new Event.StageStarted(Event.Stage.FINISH));
    progress.on(new Event.StageStarted(Event.Stage.VERIFY));

    assertThat(progress.now().pace().rows()).isZero();
    assertThat(progress.now().pace().expected()).isEqualTo(100);
  }

  @Test
  void aDrawnLineIsGoneWhenTheRunIsOver() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Display display = Display.of(Display.Form.BAR, console(err, Map.of()), false);
    display.on(new Event.Warning("orders", "odd\nthing"));
    display.close();

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("warning: orders: odd thing")
        .endsWith("\r\u001b[J");
  }

  @Test
  void everyEventIsOneLineOfJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EventLines(Console.utf8(out)).on(new Event.SplitDone(ORDERS, 3, 10, 1, 99));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"event\":\"split-done\",\"time\":\"")
        .contains("\"part\":3,\"rows\":10,\"rejected\":1,\"bytes\":99")
        .endsWith("}}\n");
  }

  @Test
  void signsFollowTheLocaleAndColoursTheTerminal() {
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    assertThat(console(none, Map.of("LANG", "de_DE.UTF-8")).unicode()).isTrue();
    assertThat(console(none, Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C")).unicode()).isFalse();
    assertThat(console(none, Map.of()).unicode()).isFalse();
    assertThat(console(none, Map.of()).canColour()).isTrue();
    assertThat(console(none, Map.of("NO_COLOR", "1")).canColour()).isFalse();
    assertThat(console(none, Map.of("TERM", "dumb")).canRedraw()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 40, false", "39, 40, false", "40, 40, true", "59, 59, true", "900, 200, true"})
  void aTerminalTooNarrowForALineIsNotDrawnOver(int columns, int width, boolean redrawn) {
    Console console = console(new ByteArrayOutputStream(), Map.of(), columns);

    assertThat(console.width()).isEqualTo(width);
    assertThat(console.canRedraw()).isEqualTo(redrawn);
  }

  private static Console console(ByteArrayOutputStream err, Map<String, String> environment) {
    return console(err, environment, 100);
  }

  private static Console console(
      ByteArrayOutputStream err, Map<String, String> environment, int width) {
    return new Console(
        Console.utf8(new ByteArrayOutputStream()),
        Console.utf8(err),
        new ByteArrayInputStream(new byte[0]),
        Set.of("in", "out", "err"),
        width,
        environment);
  }
}
