package io.decant.cli.terminal;

import io.decant.connectors.spi.Finding;
import io.decant.engine.event.Event;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One line for each thing that a person wants to know, for files and pipes. */
final class ProgressLog implements Display {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Progress progress = new Progress(System::nanoTime);
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime() + PERIOD_NANOS);
  private final PrintStream err;
  private final boolean verbose;

  /**
   * @param verbose splits and statements too
   */
  ProgressLog(PrintStream err, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
  }

  @Override
  public void on(Event event) {
    progress.on(event);
    Optional<String> line = important(event).or(() -> plain(event));
    (line.isEmpty() && verbose ? detail(event) : line).ifPresent(err::println);
    long due = nextNanos.get();
    if (System.nanoTime() > due && nextNanos.compareAndSet(due, System.nanoTime() + PERIOD_NANOS)) {
      err.println(progress.now().text());
    }
  }

  /** What is said even where a progress line is drawn. */
  static Optional<String> important(Event event) {
    if (event instanceof Event.Warning warning) {
      return Optional.of(
          "warning: " + Printable.line(warning.where()) + ": " + Printable.line(warning.message()));
    }
    if (event instanceof Event.PreflightFinding found
        && found.finding().severity() == Finding.Severity.WARNING) {
      return Optional.of(FindingLines.line(found.finding(), "->"));
    }
    if (event instanceof Event.SplitRetried retried) {
      return Optional.of(
          "retry: "
              + Printable.of(retried.table().toString())
              + ": part "
              + retried.part()
              + " is done again (attempt "
              + retried.attempt()
              + "): "
              + Printable.line(retried.reason()));
    }
    if (event instanceof Event.StepFailed failed) {
      return Optional.of(
          "failed: " + Printable.line(failed.statement()) + ": " + Printable.line(failed.reason()));
    }
    return Optional.empty();
  }

  private static Optional<String> plain(Event event) {
    if (event instanceof Event.RunStarted started) {
      return Optional.of(
          (started.resumed() ? "resuming " : "")
              + (started.run().isEmpty() ? "" : "run " + started.run() + ": ")
              + Printable.line(started.source())
              + " ("
              + Printable.line(started.sourceProduct())
              + ") to "
              + Printable.line(started.target()));
    }
    if (event instanceof Event.StageStarted started) {
      return Optional.of("stage: " + started.stage().name().toLowerCase(Locale.ROOT));
    }
    if (event instanceof Event.TableDone done) {
      return Optional.of(
          "copied: "
              + Printable.of(done.table().toString())
              + ": "
              + Amounts.count(done.rows(), "row")
              + ", "
              + Amounts.bytes(done.bytes())
              + (done.rejected() == 0 ? "" : ", " + Amounts.count(done.rejected()) + " rejected")
              + ", "
              + Amounts.time(done.took()));
    }
    if (event instanceof Event.TableVerified verified) {
      return Optional.of(
          "compared: "
              + Printable.of(verified.table().toString())
              + ": "
              + Summary.word(verified.verdict().verdict())
              + (verified.verdict().reason().isEmpty()
                  ? ""
                  : ": " + Printable.line(verified.verdict().reason())));
    }
    return Optional.empty();
  }

  private static Optional<String> detail(Event event) {
    if (event instanceof Event.SplitDone done) {
      return Optional.of(
          "part: "
              + Printable.of(done.table().toString())
              + ": "
              + done.part()
              + ": "
              + Amounts.count(done.rows(), "row"));
    }
    if (event instanceof Event.PreflightFinding found
        && found.finding().severity() == Finding.Severity.INFO) {
      return Optional.of(FindingLines.line(found.finding(), "->"));
    }
    if (event instanceof Event.StepDone done) {
      return Optional.of(
          "ran: " + Printable.line(done.statement()) + " (" + Amounts.time(done.took()) + ")");
    }
    return Optional.empty();
  }

  @Override
  public void close() {}
}
