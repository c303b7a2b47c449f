package io.decant.engine.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which run, and how it ended.
 *
 * @param id empty where nothing was to be written
 * @param command the verb: {@code migrate}, {@code verify}
 * @param seconds wall clock, by a clock that nobody sets
 * @param source without secrets
 * @param target without secrets
 * @param snapshotPosition where in the source's history its rows stand; empty when it does not say
 * @param consistent all rows are of one moment
 * @param caveats what the source's view did not give, or gave at a price
 * @param commandLine what was typed, as a POSIX shell reads it, with what was set elsewhere and
 *     without secrets; empty where it was no command line
 */
public record RunReport(
    String id,
    String command,
    String version,
    Instant started,
    Instant finished,
    double seconds,
    Outcome outcome,
    int exitCode,
    String source,
    String target,
    String sourceProduct,
    String targetProduct,
    String snapshotPosition,
    boolean consistent,
    List<String> caveats,
    String commandLine) {

  public RunReport {
    caveats = List.copyOf(caveats);
  }

  /** The same, started by that command line. */
  public RunReport startedBy(String newCommandLine) {
    return with(command, target, newCommandLine);
  }

  /** The same as a rehearsal for that target. */
  RunReport rehearsing(String newTarget) {
    return with("rehearse", newTarget, commandLine);
  }

  private RunReport with(String newCommand, String newTarget, String newCommandLine) {
    return new RunReport(
        id,
        newCommand,
        version,
        started,
        finished,
        seconds,
        outcome,
        exitCode,
        source,
        newTarget,
        sourceProduct,
        targetProduct,
        snapshotPosition,
        consistent,
        caveats,
        newCommandLine);
  }

  public Duration took() {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
