package io.decant.cli.command;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM while a run goes on: the first asks the run to stop and waits ten seconds at
 * most, the second ends the process at once. Both are safe, for what is durable stands in the
 * target.
 */
@SuppressWarnings("sunapi") // the only way to hear of a second Ctrl-C; it stays in jdk.unsupported
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private static final Map<Signal, Integer> EXIT_CODES =
      Map.of(new Signal("INT"), ExitCodes.INTERRUPTED, new Signal("TERM"), ExitCodes.TERMINATED);

  private final AtomicInteger exitCode = new AtomicInteger();
  private final Map<Signal, SignalHandler> before = new java.util.HashMap<>();
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
  private final PrintStream err;
  private final ScheduledExecutorService patience =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "patience");
            thread.setDaemon(true);
            return thread;
          });

  Interruption(PrintStream err) {
    this.err = err;
    EXIT_CODES.keySet().forEach(signal -> before.put(signal, Signal.handle(signal, this::hear)));
  }

  private void hear(Signal signal) {
    int code = EXIT_CODES.get(signal);
    if (!exitCode.compareAndSet(0, code)) {
      Runtime.getRuntime().halt(code);
    }
    err.println();
    err.println("Stopping; the parts that are done are kept. Once more to stop at once.");
    patience.schedule(
        () -> {
          err.println("decant: the run did not stop in time -> The same command with --resume.");
          Runtime.getRuntime().halt(code);
        },
        PATIENCE_SECONDS,
        TimeUnit.SECONDS);
    stop.get().run();
  }

  /** From now on the first signal calls this, on a thread of its own. */
  void ends(Runnable newStop) {
    stop.set(newStop);
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
