package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Display;
import io.decant.cli.terminal.EventLines;
import io.decant.cli.terminal.LastLine;
import io.decant.cli.terminal.Style;
import io.decant.cli.terminal.Summary;
import io.decant.converter.DecantException;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.report.Report;
import java.util.List;
import java.util.function.Function;

/** One run from its specification to its exit code: shown, interruptible, summed up, reported. */
final class Journey {
  private final OutputOptions output;
  private final Display.Form form;
  private final List<ReportFiles.Wanted> reports;

  Journey(OutputOptions output, Display.Form form, List<ReportFiles.Wanted> reports) {
    this.output = output;
    this.form = form;
    this.reports = reports;
  }

  /** Runs one verb of the front door. */
  int run(MigrationSpec spec, Function<Migration, Report> verb) {
    Console console = output.console();
    EventLines events = new EventLines(console.out());
    Display shown = Display.of(form, console, output.verbose());
    Report report;
    Interruption interruption = new Interruption(console.err());
    try (interruption;
        Display display = output.json() ? Display.both(shown, events) : shown) {
      Migration migration = new Migration(spec, display);
      interruption.ends(migration::stop);
      report = output.told(verb.apply(migration));
    } catch (DecantException e) {
      if (interruption.exitCode() == 0) {
        throw e;
      }
      new Errors(console).print(e);
      return interruption.exitCode();
    }
    new ReportFiles(report).write(reports);
    if (output.json()) {
      events.write("report", report);
    }
    print(report);
    int exitCode = report.outcome().exitCode();
    return exitCode == ExitCodes.INTERRUPTED && interruption.exitCode() != 0
        ? interruption.exitCode()
        : exitCode;
  }

  private void print(Report report) {
    Console console = output.console();
    Style style = output.style();
    var stream = output.json() ? console.err() : console.out();
    if (!output.quiet()) {
      new Summary(report, style, console.width()).lines().forEach(stream::println);
      for (ReportFiles.Wanted file : reports) {
        stream.println("Report: " + file.file());
      }
    }
    new Errors(console).print(report.problems());
    stream.println(new LastLine(report, style).text());
  }
}
