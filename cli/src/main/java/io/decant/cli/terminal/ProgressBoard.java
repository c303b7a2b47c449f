package io.decant.cli.terminal;

import io.decant.cli.terminal.Progress.Moment;
import io.decant.cli.terminal.Progress.TableMoment;
import io.decant.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The last lines of a terminal, drawn over five times a second: a line for each table that is under
 * way, and one for all.
 */
final class ProgressBoard implements Display {
  private static final int BAR = 12;

  /** What a terminal writes behind the last line when it is interrupted: {@code ^C}. */
  private static final int ECHO = 3;

  private static final int MAX_TABLES = 8;
  private static final int MAX_NAME = 30;

  /** Control sequences of ECMA-48: to the line's end, to the screen's end, lines up. */
  private static final String CLEAR_LINE = "\u001b[K";

  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String UP = "\u001b[%dA";

  private final Progress progress = new Progress(System::nanoTime);
  private final Console console;
  private int drawn;
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressBoard(Console console) {
    this.console = console;
    painter.scheduleAtFixedRate(this::paint, 200, 200, TimeUnit.MILLISECONDS);
  }

  @Override
  public void on(Event event) {
    progress.on(event);
    ProgressLog.important(event).ifPresent(this::say);
  }

  private synchronized void say(String line) {
    console.err().print(home() + CLEAR_BELOW + line + System.lineSeparator());
    drawn = 0;
  }

  @Override
  public synchronized void aside(Runnable words) {
    console.err().print(home() + CLEAR_BELOW);
    console.err().flush();
    drawn = 0;
    words.run();
  }

  /** To where the first line is drawn. */
  private String home() {
    return drawn > 1 ? "\r" + UP.formatted(drawn - 1) : "\r";
  }

  private synchronized void paint() {
    if (!painter.isShutdown()) {
      List<String> lines = lines(progress.now(), console.width() - ECHO, console.unicode());
      console
          .err()
          .print(home() + String.join(CLEAR_LINE + "\n", lines) + CLEAR_LINE + CLEAR_BELOW);
      console.err().flush();
      drawn = lines.size();
    }
  }

  /** A table's line, or several, and {@code [##### ] 25% copying: ...}, none wider than that. */
  static List<String> lines(Moment moment, int width, boolean unicode) {
    String mark = unicode ? "…" : "~";
    List<TableMoment> tables = moment.moves() ? moment.moving() : List.of();
    int name = 0;
    for (TableMoment table : tables) {
      name = Math.max(name, Printable.width(Printable.of(table.name())));
    }
    name = Math.min(Math.min(MAX_NAME, width / 3), name);
    List<String> lines = new ArrayList<>();
    for (TableMoment table : tables.subList(0, Math.min(MAX_TABLES, tables.size()))) {
      String shown = Printable.cut(Printable.of(table.name()), name, mark);
      lines.add(
          "  "
              + shown
              + " ".repeat(name - Printable.width(shown))
              + "  "
              + table.pace().bar(BAR, unicode)
              + "  "
              + detail(table.pace()));
    }
    if (tables.size() > MAX_TABLES) {
      lines.add("  and " + Amounts.count(tables.size() - MAX_TABLES, "other table"));
    }
    boolean measured = moment.moves() && moment.pace().fraction() >= 0;
    lines.add((measured ? moment.pace().bar(BAR, unicode) + "  " : "") + moment.text());
    return lines.stream().map(line -> Printable.cut(line, width, mark)).toList();
  }

  /** {@code 12 s left, 1,234 of 10,000 rows}. */
  private static String detail(Pace pace) {
    String left = pace.left().isEmpty() ? "" : pace.left() + ", ";
    return pace.expected() == 0
        ? Amounts.count(pace.rows(), "row")
        : left
            + Amounts.count(pace.rows())
            + " of "
            + Amounts.count(Math.max(pace.rows(), pace.expected()), "row");
  }

  @Override
  public synchronized void close() {
    painter.shutdownNow();
    console.err().print(home() + CLEAR_BELOW);
    console.err().flush();
    drawn = 0;
  }
}
