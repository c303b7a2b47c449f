package io.decant.engine.rehearse;

import io.decant.engine.report.Report.Problem;
import java.util.regex.Pattern;

/**
 * What to do about a problem of a rehearsal. The pipeline's own remedies go on with a run, or with
 * a statement that it did not get through; of a rehearsal nothing is left to go on with, and its
 * statements are nothing for the target.
 */
public final class RehearsalRemedy {
  private static final String AGAIN =
      "Correct it in the source, or map it otherwise, then rehearse again.";

  /** Up to the end: a statement may have lines. */
  private static final Pattern STATEMENT =
      Pattern.compile("(?s).*(--resume runs it again|\\b[Rr]un): .*");

  private static final Pattern RESUMED_FIRST = Pattern.compile("^(Use )?--resume\\b");
  private static final Pattern RESUMED = Pattern.compile("(run again with |use )?--resume\\b");

  private RehearsalRemedy() {}

  /** The same problem, with a remedy that can be followed. */
  public static Problem of(Problem problem) {
    return new Problem(problem.where(), problem.message(), remedy(problem.hint()));
  }

  private static String remedy(String hint) {
    if (STATEMENT.matcher(hint).matches()) {
      return AGAIN;
    }
    String first = RESUMED_FIRST.matcher(hint).replaceFirst("Rehearse again");
    return RESUMED.matcher(first).replaceAll("rehearse again");
  }
}
