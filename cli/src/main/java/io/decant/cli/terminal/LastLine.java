package io.decant.cli.terminal;

import io.decant.engine.report.Report;
import io.decant.engine.report.TableVerdict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last line of a run: the verdict, and the command to type next. */
public final class LastLine {
  private static final String RESUME = " --resume";
  private static final String ANEW = " --if-exists drop";

  /** An option that says which tables are meant and what they became, with its word as quoted. */
  private static final Pattern MAPPING =
      Pattern.compile(
          " --(?:plan|config|tables|exclude-tables|where|names|arrays|objects|embed)[ =]"
              + "(?:'[^']*'|\\\\'|[^\\s'\\\\])+");

  private final Report report;
  private final Style style;

  public LastLine(Report report, Style style) {
    this.report = report;
    this.style = style;
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
    String both =
        " --source " + quoted(report.run().source()) + " --target " + quoted(report.run().target());
    return switch (report.outcome()) {
      case DONE -> next(both);
      case REJECTS ->
          report.rejects().isEmpty()
              ? "decant status --target " + quoted(report.run().target())
              : "see " + quoted(Printable.of(report.rejects().get(0).file()));
      case LOSSES -> "decant plan" + both;
      case DIFFERENT -> "decant verify" + both + mapping() + " --report html=differences.html";
      case SCHEMA_FAILED ->
          report.run().commandLine().contains(" --plan") && !isSchemaAlone()
              ? again(both)
              : "decant plan" + both + " --ddl schema.sql";
      case SOURCE_FAILED, TARGET_FAILED, STOPPED, INTERRUPTED ->
          report.rehearsal().isPresent() ? "decant rehearse" + both : again(both);
    };
  }

  private String next(String both) {
    if (report.rehearsal().isPresent()) {
      return "decant migrate" + both;
    }
    boolean compared =
        report.verification().tables().stream()
            .anyMatch(t -> t.verdict() != TableVerdict.Verdict.NOT_COMPARED);
    if (isSchemaAlone()) {
      return "decant migrate-data" + both + mapping();
    }
    return compared
        ? "decant status --target " + quoted(report.run().target())
        : "decant verify" + both + mapping();
  }

  /** Asked without it, the next command would look for other tables than those that were made. */
  private String mapping() {
    StringBuilder options = new StringBuilder();
    Matcher option = MAPPING.matcher(Printable.line(report.run().commandLine()));
    while (option.find()) {
      options.append(option.group());
    }
    return options.toString();
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
