package io.decant.cli.command;

import io.decant.cli.job.PlanYaml;
import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.FindingLines;
import io.decant.cli.terminal.LastLine;
import io.decant.cli.terminal.Printable;
import io.decant.cli.terminal.SaidBefore;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.PlanText;
import io.decant.engine.planfile.SavedPlan;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints a plan instead of running it. */
final class PlanPrinter {
  private final OutputOptions output;
  private final List<ReportFiles.Wanted> reports;
  private final Optional<Path> ddl;
  private final List<Path> plans = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  PlanPrinter(OutputOptions output, List<ReportFiles.Wanted> reports) {
    this(output, reports, Optional.empty());
  }

  /**
   * @param ddl where the statements are written too
   */
  PlanPrinter(OutputOptions output, List<ReportFiles.Wanted> reports, Optional<Path> ddl) {
    this.output = output;
    this.reports = reports;
    this.ddl = ddl;
  }

  /**
   * Writes the plan's file too.
   *
   * @param files where to
   * @param given options of migrate that it is to keep
   */
  PlanPrinter saving(List<Path> files, Map<String, String> given) {
    plans.addAll(files);
    options.putAll(given);
    return this;
  }

  int run(MigrationSpec spec) {
    Apart files = ReportOptions.requireApart(reports, spec);
    ddl.ifPresent(file -> files.writes("--ddl", file));
    plans.forEach(file -> files.writes("--output", file));
    Migration migration = new Migration(spec, MigrationListener.SILENT);
    Migration.Preview preview = preview(migration, spec);
    MigrationPlan plan = preview.plan();
    Report report = output.told(migration.report(preview));
    new ReportFiles(report).write(reports);
    ddl.ifPresent(file -> Apart.write("--ddl", file, PlanText.ddl(plan)));
    var out = output.console().out();
    if (output.json()) {
      out.println(ReportJson.line(report));
    } else if (!output.quiet()) {
      PlanText.of(plan).lines().map(Printable::of).forEach(out::println);
      new FindingLines(output.style(), output.console().width())
          .of(report.findings())
          .forEach(out::println);
      out.println();
      out.println(lastLine(spec, report));
    }
    preview.preflight().require();
    return 0;
  }

  private Migration.Preview preview(Migration migration, MigrationSpec spec) {
    if (plans.isEmpty()) {
      return migration.preview();
    }
    Migration.Draft draft = migration.draft(options);
    String text = PlanYaml.of(draft.tree(), spec.version());
    plans.forEach(file -> Apart.write("--output", file, text));
    return draft.preview();
  }

  private String lastLine(MigrationSpec spec, Report report) {
    List<String> written = Stream.concat(ddl.stream(), plans.stream()).map(Path::toString).toList();
    SaidBefore before = new SaidBefore(report.run());
    Optional<String> open = Optional.of(" --target URL").filter(unused -> spec.target().isEngine());
    String again =
        plan(spec)
            .map(file -> " --plan " + LastLine.quoted(file) + open.orElse(""))
            .orElseGet(() -> before.source() + open.orElseGet(before::target) + before.selection());
    return "Nothing was written"
        + (written.isEmpty() ? "" : " but " + String.join(" and ", written))
        + " "
        + output.style().arrow()
        + " decant migrate"
        + again;
  }

  /** The file that was written, or the one that was read. */
  private Optional<String> plan(MigrationSpec spec) {
    return plans.stream()
        .map(Path::toString)
        .findFirst()
        .or(() -> spec.saved().map(SavedPlan::file));
  }
}
