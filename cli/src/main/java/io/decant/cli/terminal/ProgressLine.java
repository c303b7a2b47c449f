package io.decant.cli.terminal;

import io.decant.engine.event.Event;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line at the bottom of a terminal, drawn over five times a second. */
final class ProgressLine implements Display {
  private static final int BAR = 12;

  private final Progress progress = new Progress(System::nanoTime);
  private final Console console;
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressLine(Console console) {
    this.console = console;
    painter.scheduleAtFixedRate(this::paint, 200, 200, TimeUnit.MILLISECONDS);
  }

  @Override
  public void on(Event event) {
    progress.on(event);
    ProgressLog.important(event).ifPresent(this::say);
  }

  private synchronized void say(String line) {
    console.err().print("\r\u001b[K" + line + System.lineSeparator());
  }

  @Override
  public synchronized void aside(Runnable words) {
    console.err().print("\r\u001b[K");
    words.run();
  }

  private synchronized void paint() {
    if (!painter.isShutdown()) {
      String mark = console.unicode() ? "…" : "~";
      String line = line(progress.now(), console.unicode());
      console.err().print("\r" + Printable.cut(line, console.width() - 1, mark) + "\u001b[K");
      console.err().flush();
    }
  }

  /** {@code [##### ] 25% copying: ...}. */
  static String line(Progress.Moment moment, boolean unicode) {
    if (!moment.moves() || moment.fraction() < 0) {
      return moment.text();
    }
    int full = (int) (moment.fraction() * BAR);
    String bar = (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(BAR - full);
    return "[" + bar + "] " + (int) (moment.fraction() * 100) + "%  " + moment.text();
  }

  @Override
  public synchronized void close() {
    painter.shutdownNow();
    console.err().print("\r\u001b[K");
    console.err().flush();
  }
}
