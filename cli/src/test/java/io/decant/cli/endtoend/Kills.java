package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.engine.FailPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Runs of one command that die one after the other, each at a moment that it has reached, however
 * fast the machine is; what one leaves is what the next goes on with.
 */
final class Kills {
  private Kills() {}

  /**
   * Every moment must be reached, and the run after the last of them must end well.
   *
   * @param moments where runs die: a fail point, at which the process halts itself, or words of the
   *     output such as {@code part:}, upon which it is killed wherever its threads are by then
   * @param isBegun whether the target's ledger knows the run: one that was killed before that is
   *     begun anew, since nothing can be resumed
   */
  static void survive(
      Path folder, List<String> arguments, List<String> moments, Callable<Boolean> isBegun)
      throws Exception {
    for (String moment : moments) {
      List<String> command = goOn(arguments, isBegun.call());
      if (moment.matches("[a-z-]+:[0-9]+")) {
        halt(folder, command, moment);
      } else {
        ForkedRun run = ForkedRun.start(folder, List.of(), command);
        assertThat(run.isKilledAt(moment)).as("killed at '%s': %s", moment, run.printed()).isTrue();
      }
    }
    ForkedRun last = ForkedRun.start(folder, List.of(), goOn(arguments, isBegun.call()));
    assertThat(last.exitCode()).as(last.printed()).isZero();
  }

  /** One run that must reach the fail point. */
  static void halt(Path folder, List<String> arguments, String failPoint) throws Exception {
    ForkedRun run = ForkedRun.start(folder, List.of("-Ddecant.fail=" + failPoint), arguments);
    assertThat(run.exitCode()).as(failPoint + ": " + run.printed()).isEqualTo(FailPoint.EXIT_CODE);
  }

  private static List<String> goOn(List<String> arguments, boolean begun) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--verbose");
    if (begun) {
      all.add("--resume");
    }
    return all;
  }
}
