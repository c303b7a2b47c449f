package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Display;
import io.decant.cli.terminal.EventLines;
import io.decant.cli.terminal.LastLine;
import io.decant.cli.terminal.Style;
import io.decant.cli.terminal.Summary;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.event.Event;
import io.decant.engine.preflight.Consent;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One run from its specification to its exit code: shown, interruptible, summed up, reported. */
final class Journey {
  private final OutputOptions output;
  private final Display.Form form;
  private final List<ReportFiles.Wanted> reports;
  private final Optional<Profile> asking;
  private final Stays stays;

  /** What a run that is interrupted leaves in the target. */
  private enum Stays {
    /** What is durable by then: it can be resumed. */
    PARTS,
    /** What was made is removed. */
    NOTHING_MADE,
    /** Nothing is ever written. */
    ALL_AS_IT_WAS
  }

  Journey(OutputOptions output, Display.Form form, List<ReportFiles.Wanted> reports) {
    this(output, form, reports, Optional.empty(), Stays.PARTS);
  }

  private Journey(
      OutputOptions output,
      Display.Form form,
      List<ReportFiles.Wanted> reports,
      Optional<Profile> asking,
      Stays stays) {
    this.output = output;
    this.form = form;
    this.reports = reports;
    this.asking = asking;
    this.stays = stays;
  }

  /**
   * The same, with somebody to ask before anything is written.
   *
   * @param agreed the answer is yes
   */
  Journey asking(Profile profile, boolean agreed) {
    return new Journey(output, form, reports, Optional.of(profile).filter(any -> !agreed), stays);
  }

  /** The same for a run of which nothing stays. */
  Journey rehearsing() {
    return new Journey(output, form, reports, asking, Stays.NOTHING_MADE);
  }

  /** The same for a run that only reads, so that it can end at any moment. */
  Journey reading() {
    return new Journey(output, form, reports, asking, Stays.ALL_AS_IT_WAS);
  }

  /** Runs one verb of the front door. */
  int run(MigrationSpec spec, Function<Migration, Report> verb) {
    Console console = output.console();
    ReportOptions.requireApart(reports, spec);
    EventLines events = new EventLines(console.out());
    Display shown = Display.of(form, console, output.verbose());
    Report report;
    Interruption interruption = new Interruption(console.err());
    try (interruption;
        Display display = output.json() ? Display.both(shown, events) : shown) {
      Consent consent =
          asking
              .<Consent>map(
                  profile ->
                      new Confirmation(spec.target(), profile, output, display, interruption))
              .orElse(Consent.GIVEN);
      Migration migration =
          new Migration(
              spec,
              event -> {
                display.on(event);
                if (stays != Stays.ALL_AS_IT_WAS) {
                  watch(event, interruption);
                }
              },
              consent);
      interruption.ends(migration::stop, display::aside);
      if (stays == Stays.NOTHING_MADE) {
        interruption.keepsNothing();
      }
      interruption.harmless(true);
      report = output.told(verb.apply(migration));
    } catch (DecantException e) {
      if (interruption.exitCode() == 0) {
        throw e;
      }
      new Errors(console).print(e);
      return interruption.exitCode();
    }
    Optional<UserError> unwritten = unwritten(report);
    if (output.json()) {
      events.write("report", report);
    }
    print(report, unwritten);
    int exitCode = report.outcome().exitCode();
    if (exitCode == ExitCodes.INTERRUPTED && interruption.exitCode() != 0) {
      return interruption.exitCode();
    }
    return exitCode == 0 && unwritten.isPresent() ? withoutReport() : exitCode;
  }

  /** The run itself has ended, and what it has to say is said, whether its files can be written. */
  private Optional<UserError> unwritten(Report report) {
    try {
      new ReportFiles(report).write(reports);
      return Optional.empty();
    } catch (UserError refused) {
      return Optional.of(refused);
    }
  }

  private int withoutReport() {
    return stays == Stays.PARTS ? Outcome.SCHEMA_FAILED.exitCode() : ExitCodes.USAGE;
  }

  /** Up to the end of the preflight, and while a plan is made, nothing is written. */
  private static void watch(Event event, Interruption interruption) {
    boolean looked =
        event instanceof Event.StageEnded ended && ended.stage() == Event.Stage.PREFLIGHT
            || event instanceof Event.StageStarted started
                && started.stage().compareTo(Event.Stage.PREFLIGHT) > 0;
    if (looked) {
      interruption.harmless(false);
    }
  }

  private void print(Report report, Optional<UserError> unwritten) {
    Console console = output.console();
    Style style = output.style();
    var stream = output.json() ? console.err() : console.out();
    if (!output.quiet()) {
      new Summary(report, style, console.width()).lines().forEach(stream::println);
      if (unwritten.isEmpty()) {
        reports.forEach(wanted -> stream.println("Report: " + wanted.file()));
      }
    }
    Errors errors = new Errors(console);
    errors.print(report.problems());
    unwritten.ifPresent(errors::print);
    stream.println(new LastLine(report, style).text());
  }
}
