package io.decant.cli.terminal;

import io.decant.engine.report.Report;
import io.decant.engine.report.TableVerdict;

/** The last line of a run: the verdict, and the command to type next. */
public final class LastLine {
  private static final String RESUME = " --resume";
  private static final String ANEW = " --if-exists drop";

  private final Report report;
  private final Style style;
  private final SaidBefore before;

  public LastLine(Report report, Style style) {
    this.report = report;
    this.style = style;
    this.before = new SaidBefore(report.run());
  }

  /** One line. */
  public String text() {
    String verdict = Verdict.of(report).line();
    return (report.outcome().exitCode() == 0 ? style.good(verdict) : style.bad(verdict))
        + " "
        + style.arrow()
        + " "
        + next();
  }

  private String next() {
    String both = before.both();
    return switch (report.outcome()) {
      case DONE -> next(both);
      case REJECTS ->
          report.rejects().isEmpty()
              ? "decant status" + before.target()
              : "see " + quoted(Printable.of(report.rejects().get(0).file()));
      case LOSSES -> "decant plan" + both + before.selectionForPlan();
      case DIFFERENT ->
          "decant verify" + both + before.selection() + " --report html=differences.html";
      case SCHEMA_FAILED ->
          report.run().commandLine().contains(" --plan") && !isSchemaAlone()
              ? again(both)
              : "decant plan" + both + before.selectionForPlan() + " --ddl schema.sql";
      case SOURCE_FAILED, TARGET_FAILED, STOPPED, INTERRUPTED ->
          report.rehearsal().isPresent()
              ? "decant rehearse" + both + before.selectionForPlan()
              : again(both);
    };
  }

  private String next(String both) {
    if (report.rehearsal().isPresent()) {
      return "decant migrate" + both + before.selection();
    }
    boolean compared =
        report.verification().tables().stream()
            .anyMatch(t -> t.verdict() != TableVerdict.Verdict.NOT_COMPARED);
    if (isSchemaAlone()) {
      return "decant migrate-data" + both + before.selection();
    }
    return compared
        ? "decant status" + before.target()
        : "decant verify" + both + before.selection();
  }

  private boolean isSchemaAlone() {
    return report.run().command().equals("migrate-schema");
  }

  /** Tables were made that no run can go on with. */
  private boolean isToBeginAnew() {
    return report.problems().stream().anyMatch(problem -> problem.hint().contains(ANEW));
  }

  /** The same command: what is resumed must be asked for in the same words. */
  private String again(String both) {
    String line = report.run().commandLine();
    if (isToBeginAnew() && !line.isEmpty()) {
      return Printable.line(line.replace(RESUME, "").replaceAll(" --if-exists[ =]\\S+", "")) + ANEW;
    }
    if (line.isEmpty()) {
      return "decant " + report.run().command() + both + RESUME;
    }
    return Printable.line(line) + (line.contains(RESUME) ? "" : RESUME);
  }

  /** A word as a POSIX shell reads it. */
  public static String quoted(String word) {
    String printable = Printable.of(word);
    return printable.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? printable
        : "'" + printable.replace("'", "'\\''") + "'";
  }
}
