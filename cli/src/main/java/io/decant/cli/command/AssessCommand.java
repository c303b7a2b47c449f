package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.AssessmentText;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Display;
import io.decant.cli.terminal.SaidBefore;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.assess.AssessChoice;
import io.decant.engine.assess.SampleSize;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a migration would meet, before there is one. */
@Command(
    name = "assess",
    resourceBundle = "io.decant.cli.command.assess",
    description = {
      "Looks at a source, its catalog and a sample of its rows, and says how well it fits a target:"
          + " a score, risks with the keys of rows, what stays behind, effort, how long it takes,"
          + " and what to do.",
      "--target is a URL, or an engine's name; without it SQLite, as migrate has it. Of each table"
          + " 10,000 rows are looked at, or as --sample says: a number of rows, a share (5%%) or"
          + " all.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant assess --source mysql://app@old/shop --target postgresql",
      "  decant assess --source mysql://app@old/shop --target postgresql://app@new/shop"
          + " --max-downtime 2h \\",
      "    --report html=assessment.html,json=assessment.json",
      "  decant assess --source sqlite:shop.db --sample all",
      "",
      ExitCodes.TEXT
    })
final class AssessCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private SelectionOptions selection;
  @Mixin private ResourceOptions resources;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private ProgressOptions progress;
  @Mixin private HelpOption help;

  @Option(
      names = "--max-downtime",
      paramLabel = "TIME",
      converter = Times.class,
      description = "How long the application may stand still, such as 30m or 2h.")
  private Optional<Duration> maxDowntime = Optional.empty();

  @Option(
      names = "--no-scratch",
      description =
          "Write nothing into the target, not even a scratch table that is removed again: its speed"
              + " is then not measured.")
  private boolean noScratch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number looks at other rows. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() {
    Console console = output.console();
    SampleSize sample = source.sample().map(SampleSize::parse).orElse(SampleSize.DEFAULT);
    Endpoint from = source.endpointSampled(console);
    Optional<Endpoint> assumed = target.engine();
    Endpoint to = assumed.isPresent() ? assumed.get() : target.endpoint(console);
    if (assumed.isEmpty()) {
      Access.requireTwo(from, to);
    }
    MigrationSpec spec =
        MigrationSpec.of(from, to)
            .with(selection.selection())
            .with(selection.mapping(output.mapping()))
            .with(resources.resources())
            .withVersion(Version.number());
    ReportOptions.requireApart(reports.wanted(), spec);
    AssessChoice choice =
        new AssessChoice(
            sample, maxDowntime, !noScratch && assumed.isEmpty(), assumed.isPresent(), seed);
    Report report;
    Interruption interruption = new Interruption(console.err());
    try (interruption;
        Display display = Display.of(progress.formOr(output.form()), console, output.verbose())) {
      Migration migration = new Migration(spec, display);
      interruption.ends(migration::stop, display::aside);
      interruption.keepsNothing();
      report = output.told(migration.assess(choice));
    } catch (DecantException e) {
      if (interruption.exitCode() == 0) {
        throw e;
      }
      new Errors(console).print(e);
      return interruption.exitCode();
    }
    new ReportFiles(report).write(reports.wanted());
    print(report);
    return report.outcome().exitCode();
  }

  private void print(Report report) {
    Console console = output.console();
    if (output.json()) {
      console.out().println(ReportJson.line(report));
      return;
    }
    if (output.quiet()) {
      report.assessment().ifPresent(made -> console.out().println(made.verdict()));
      return;
    }
    AssessmentText.lines(report, output.style(), console.width()).forEach(console.out()::println);
    console.out().println();
    reports.wanted().forEach(file -> console.out().println("Report: " + file.file()));
    SaidBefore before = new SaidBefore(report.run());
    console
        .out()
        .println(
            "Nothing was migrated "
                + output.style().arrow()
                + " decant plan"
                + before.source()
                + before.targetIfTyped()
                + before.selectionForPlan());
  }
}
