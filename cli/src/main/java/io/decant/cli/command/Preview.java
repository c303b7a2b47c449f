package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.FindingLines;
import io.decant.cli.terminal.LastLine;
import io.decant.cli.terminal.Printable;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.PlanText;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints a plan instead of running it. */
final class Preview {
  private final OutputOptions output;
  private final List<ReportFiles.Wanted> reports;
  private final Optional<Path> ddl;

  Preview(OutputOptions output, List<ReportFiles.Wanted> reports) {
    this(output, reports, Optional.empty());
  }

  /**
   * @param ddl where the statements are written too
   */
  Preview(OutputOptions output, List<ReportFiles.Wanted> reports, Optional<Path> ddl) {
    this.output = output;
    this.reports = reports;
    this.ddl = ddl;
  }

  int run(MigrationSpec spec) {
    Migration migration = new Migration(spec, MigrationListener.SILENT);
    Migration.Preview preview = migration.preview();
    MigrationPlan plan = preview.plan();
    Report report = output.told(migration.report(preview));
    new ReportFiles(report).write(reports);
    ddl.ifPresent(file -> write(file, PlanText.ddl(plan)));
    var out = output.console().out();
    if (output.json()) {
      out.println(ReportJson.line(report));
    } else if (!output.quiet()) {
      PlanText.of(plan).lines().map(Printable::of).forEach(out::println);
      new FindingLines(output.style(), output.console().width())
          .of(report.findings())
          .forEach(out::println);
      out.println();
      out.println(lastLine(spec));
    }
    preview.preflight().require();
    return 0;
  }

  private String lastLine(MigrationSpec spec) {
    return "Nothing was written"
        + ddl.map(file -> " but " + file).orElse("")
        + " "
        + output.style().arrow()
        + " decant migrate --source "
        + LastLine.quoted(spec.source().toString())
        + " --target "
        + LastLine.quoted(spec.target().toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UserError(
          "--ddl", file + " cannot be written", "Name a file in a folder that is there.");
    }
  }
}
