package io.decant.cli.terminal;

import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.ConversionReport;
import io.decant.engine.report.RehearsalReport;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import java.util.Locale;

/**
 * How a run ended, for people.
 *
 * @param tone whether that is good
 * @param word that says the same as the tone's colour
 * @param title one sentence without its end
 * @param extent of what it is said; may be empty
 */
public record Verdict(Tone tone, String word, String title, String extent) {

  /** Good, bad or neither. */
  public enum Tone {
    GOOD,
    /** Nothing is wrong, and something is to be known. */
    PLAIN,
    /** It came to its end, and somebody has to look at it. */
    WARNING,
    BAD
  }

  /** The verdict on a run, a plan or an assessment. */
  public static Verdict of(Report report) {
    if (report.assessment().isPresent()) {
      return assessed(report.assessment().get());
    }
    if (report.conversion().isPresent()) {
      return converted(report.conversion().get());
    }
    if (report.rehearsal().isPresent()) {
      return rehearsed(report, report.rehearsal().get());
    }
    long rejected = report.tables().stream().mapToLong(TableReport::rejected).sum();
    return switch (report.outcome()) {
      case DONE -> done(report);
      case REJECTS ->
          warning("rows rejected", "Finished, but " + Amounts.count(rejected, "row") + " rejected");
      case LOSSES -> warning("values lost", "Finished, but values lost more than --loss allows");
      case DIFFERENT -> bad("different", "Source and target are different");
      case SOURCE_FAILED -> bad("stopped", "Stopped incomplete: the source failed");
      case TARGET_FAILED -> bad("stopped", "Stopped incomplete: the target failed");
      case SCHEMA_FAILED ->
          warning("schema incomplete", "The data is in, but some schema objects failed");
      case STOPPED -> bad("stopped", "Stopped incomplete; nothing is lost");
      case INTERRUPTED -> bad("interrupted", "Interrupted; the state is saved");
    };
  }

  private static Verdict converted(ConversionReport conversion) {
    long left = conversion.listed() + conversion.failed();
    String all = Amounts.count(conversion.read(), "statement");
    return left == 0
        ? good("converted", "Converted: every statement that declares something", all)
        : new Verdict(
            Tone.WARNING,
            "incomplete",
            "Converted, but "
                + Amounts.count(left, "statement")
                + (left == 1 ? " is not" : " are not"),
            all);
  }

  private static Verdict assessed(AssessmentReport assessment) {
    String complexity = assessment.complexity().name().toLowerCase(Locale.ROOT);
    Tone tone =
        switch (assessment.complexity()) {
          case LOW -> Tone.GOOD;
          case MEDIUM -> Tone.WARNING;
          case HIGH -> Tone.BAD;
        };
    return new Verdict(tone, complexity + " complexity", assessment.verdict(), "");
  }

  private static Verdict rehearsed(Report report, RehearsalReport rehearsal) {
    Tone tone =
        switch (report.outcome()) {
          case DONE -> Tone.GOOD;
          case REJECTS, LOSSES, SCHEMA_FAILED -> Tone.WARNING;
          case DIFFERENT, SOURCE_FAILED, TARGET_FAILED, STOPPED, INTERRUPTED -> Tone.BAD;
        };
    String extent =
        Amounts.count(rehearsal.rows()) + " of " + Amounts.count(rehearsal.totalRows(), "row");
    return new Verdict(
        tone,
        ReportJson.word(report.outcome()).replace('-', ' '),
        rehearsal.verdict().replaceFirst("[.]$", ""),
        extent);
  }

  private static Verdict done(Report report) {
    String tables = Amounts.count(report.tables().size(), "table");
    long rows = report.tables().stream().mapToLong(TableReport::targetRows).sum();
    String both = tables + ", " + Amounts.count(rows, "row");
    return switch (report.run().command()) {
      case "verify" ->
          good("equal", "Equal", Amounts.count(report.verification().tables().size(), "table"));
      case "migrate-schema" -> good("done", "Done", tables + " made");
      case "plan" -> new Verdict(Tone.PLAIN, "plan", "Nothing was written", tables + " planned");
      default ->
          switch (report.verification().mode()) {
            case "checksum" -> good("verified", "Done and verified", both);
            case "counts" -> good("counted", "Done, numbers of rows verified", both);
            default -> new Verdict(Tone.PLAIN, "not verified", "Done, not verified", both);
          };
    };
  }

  private static Verdict good(String word, String title, String extent) {
    return new Verdict(Tone.GOOD, word, title, extent);
  }

  private static Verdict warning(String word, String title) {
    return new Verdict(Tone.WARNING, word, title, "");
  }

  private static Verdict bad(String word, String title) {
    return new Verdict(Tone.BAD, word, title, "");
  }

  /** On one line. */
  public String line() {
    return extent.isEmpty() ? title : title + ": " + extent;
  }
}
