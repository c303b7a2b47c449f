package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.VerifyMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data alone. */
@Command(
    name = "migrate-data",
    description = {"Copies rows into tables that are in the target already.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant migrate-data --source sqlite:shop.db --target postgresql://app@new/shop",
      "  Into tables that hold rows: --if-exists append adds, --if-exists truncate empties first.",
      "",
      ExitCodes.TEXT
    })
final class MigrateDataCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private PlanOption plan;
  @Mixin private SelectionOptions selection;
  @Mixin private ProfileOptions profile;
  @Mixin private ExistingOptions existing;
  @Mixin private RowOptions rows;
  @Mixin private ResourceOptions resources;
  @Mixin private RunOptions run;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private ProgressOptions progress;
  @Mixin private HelpOption help;

  @Option(
      names = "--verify",
      arity = "0..1",
      paramLabel = "HOW",
      converter = Word.OfVerify.class,
      completionCandidates = Word.OfVerify.class,
      defaultValue = "none",
      fallbackValue = "checksum",
      description =
          "Compare the target afterwards: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerifyMode verify = VerifyMode.NONE;

  @Override
  public Integer call() {
    Console console = output.console();
    MigrationSpec spec =
        plan.into(
            MigrationSpec.of(source.endpoint(console), embed.with(target.endpoint(console)))
                .with(selection.selection())
                .with(selection.mapping(output.mapping()))
                .with(resources.resources())
                .with(existing.into(rows.into(Policies.DEFAULTS, verify)))
                .with(run.choice())
                .withVersion(Version.number()));
    Access.requireTwo(spec.source(), spec.target());
    Journey journey =
        new Journey(output, progress.formOr(output.form()), reports.wanted())
            .asking(profile.profile(), existing.isAgreed());
    if (run.isDry()) {
      return new PlanPrinter(output, reports.wanted()).run(spec);
    }
    if (!spec.run().resume()) {
      existing.requireSomebody(console);
    }
    return journey.run(spec, Migration::migrateData);
  }
}
