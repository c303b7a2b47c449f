package io.decant.cli.terminal;

import io.decant.engine.report.Report;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableVerdict;

/** The last line of a run: the verdict, and the command to type next. */
public final class LastLine {
  private final Report report;
  private final Style style;

  public LastLine(Report report, Style style) {
    this.report = report;
    this.style = style;
  }

  /** One line. */
  public String text() {
    String verdict = verdict();
    return (report.outcome().exitCode() == 0 ? style.good(verdict) : style.bad(verdict))
        + " "
        + style.arrow()
        + " "
        + next();
  }

  private String verdict() {
    long rejected = report.tables().stream().mapToLong(TableReport::rejected).sum();
    return switch (report.outcome()) {
      case DONE -> done();
      case REJECTS -> "Finished, but " + Amounts.count(rejected, "row") + " rejected";
      case LOSSES -> "Finished, but values lost more than --loss allows";
      case DIFFERENT -> "Source and target are different";
      case SOURCE_FAILED -> "Stopped incomplete: the source failed";
      case TARGET_FAILED -> "Stopped incomplete: the target failed";
      case SCHEMA_FAILED -> "The data is in, but some schema objects failed";
      case STOPPED -> "Stopped incomplete; nothing is lost";
      case INTERRUPTED -> "Interrupted; the state is saved";
    };
  }

  private String done() {
    long rows = report.tables().stream().mapToLong(TableReport::targetRows).sum();
    String what =
        Amounts.count(report.tables().size(), "table") + ", " + Amounts.count(rows, "row");
    if (report.run().command().equals("verify")) {
      return "Equal: " + Amounts.count(report.verification().tables().size(), "table");
    }
    if (report.run().command().equals("migrate-schema")) {
      return "Done: " + Amounts.count(report.tables().size(), "table") + " made";
    }
    return switch (report.verification().mode()) {
      case "checksum" -> "Done and verified: " + what;
      case "counts" -> "Done, numbers of rows verified: " + what;
      default -> "Done, not verified: " + what;
    };
  }

  private String next() {
    String both =
        " --source " + quoted(report.run().source()) + " --target " + quoted(report.run().target());
    return switch (report.outcome()) {
      case DONE -> next(both);
      case REJECTS ->
          report.rejects().isEmpty()
              ? "decant status --target " + quoted(report.run().target())
              : "see " + quoted(Printable.of(report.rejects().get(0).file()));
      case LOSSES -> "decant plan" + both;
      case DIFFERENT -> "decant verify" + both + " --report html=differences.html";
      case SCHEMA_FAILED -> "decant plan" + both + " --ddl schema.sql";
      case SOURCE_FAILED, TARGET_FAILED, STOPPED, INTERRUPTED ->
          "decant " + command() + both + (report.run().id().isEmpty() ? "" : " --resume");
    };
  }

  private String next(String both) {
    boolean compared =
        report.verification().tables().stream()
            .anyMatch(t -> t.verdict() != TableVerdict.Verdict.NOT_COMPARED);
    if (report.run().command().equals("migrate-schema")) {
      return "decant migrate-data" + both;
    }
    return compared
        ? "decant status --target " + quoted(report.run().target())
        : "decant verify" + both;
  }

  private String command() {
    return report.run().command().isEmpty() ? "migrate" : report.run().command();
  }

  /** A word as a POSIX shell reads it. */
  public static String quoted(String word) {
    String printable = Printable.of(word);
    return printable.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? printable
        : "'" + printable.replace("'", "'\\''") + "'";
  }
}
