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

/** Source and target side by side. */
@Command(
    name = "verify",
    description = {
      "Compares source and target: objects, numbers of rows, every value. Says which rows differ. Writes nothing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant verify --source sqlite:shop.db --target postgresql://app@new/shop",
      "  decant verify --source sqlite:shop.db --target postgresql://app@new/shop \\",
      "    --tables orders --report html=differences.html",
      "",
      ExitCodes.TEXT
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private PlanOption plan;
  @Mixin private SelectionOptions selection;
  @Mixin private ResourceOptions resources;
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
      defaultValue = "checksum",
      fallbackValue = "checksum",
      description = "How closely: counts, or checksum for every value. Default: ${DEFAULT-VALUE}.")
  private VerifyMode verify = VerifyMode.CHECKSUM;

  @Override
  public Integer call() {
    Console console = output.console();
    MigrationSpec spec =
        plan.into(
            MigrationSpec.of(source.endpoint(console), embed.with(target.endpoint(console)))
                .with(selection.selection())
                .with(selection.mapping(output.mapping()))
                .with(resources.resources())
                .with(Policies.DEFAULTS.with(verify))
                .withVersion(Version.number()));
    return new Journey(output, progress.formOr(output.form()), reports.wanted())
        .reading()
        .run(spec, Migration::verify);
  }
}
