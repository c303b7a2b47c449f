package io.decant.cli.command;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM while a run goes on: the first asks the run to stop and waits ten seconds at
 * most, the second ends the process at once; so does the first where nothing was written yet. All
 * of this is safe, for what is durable stands in the target.
 */
@SuppressWarnings("sunapi") // the only way to hear of a second Ctrl-C; it stays in jdk.unsupported
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private static final Signal CTRL_C = new Signal("INT");
  private static final Signal TERMINATE = new Signal("TERM");

  private final AtomicInteger exitCode = new AtomicInteger();
  private final Map<Signal, SignalHandler> before = new HashMap<>();
  private final PrintStream err;
  private volatile Runnable stop = () -> {};
  private volatile Consumer<Runnable> aside = Runnable::run;
  private volatile boolean harmless;
  private volatile boolean forgetful;
  private final ScheduledExecutorService patience =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "patience");
            thread.setDaemon(true);
            return thread;
          });

  Interruption(PrintStream err) {
    this.err = err;
    for (Signal signal : List.of(CTRL_C, TERMINATE)) {
      before.put(signal, Signal.handle(signal, this::hear));
    }
  }

  private void hear(Signal signal) {
    int code = signal.equals(CTRL_C) ? ExitCodes.INTERRUPTED : ExitCodes.TERMINATED;
    if (!exitCode.compareAndSet(0, code)) {
      Runtime.getRuntime().halt(code);
    }
    if (harmless) { // and perhaps deep in a question, to a person or to a database
      err.println();
      err.println("Interrupted; nothing was written.");
      Runtime.getRuntime().halt(code);
    }
    aside.accept(
        () -> {
          err.println();
          err.println(
              forgetful
                  ? "Stopping; what was made is removed. Once more to stop at once."
                  : "Stopping; the parts that are done are kept. Once more to stop at once.");
        });
    patience.schedule(
        () -> {
          err.println(
              "decant: the run did not stop in time -> "
                  + (forgetful
                      ? "The next one removes what is left."
                      : "The same command with --resume."));
          Runtime.getRuntime().halt(code);
        },
        PATIENCE_SECONDS,
        TimeUnit.SECONDS);
    stop.run();
  }

  /**
   * From now on the first signal calls this, on a thread of its own.
   *
   * @param newAside where words are said that would else stand in the middle of others
   */
  void ends(Runnable newStop, Consumer<Runnable> newAside) {
    stop = newStop;
    aside = newAside;
  }

  /** Nothing is written by now, so that the process can end at any moment; or no longer. */
  void harmless(boolean nothingWritten) {
    harmless = nothingWritten;
  }

  /** What is made is removed again, so that there is nothing to go on with. */
  void keepsNothing() {
    forgetful = true;
  }

  /** 130 or 143 when a signal came, else 0. */
  int exitCode() {
    return exitCode.get();
  }

  @Override
  public void close() {
    patience.shutdownNow();
    before.forEach(Signal::handle);
  }
}
