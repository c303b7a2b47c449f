package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.Policies;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The schema alone. */
@Command(
    name = "migrate-schema",
    description = {"Makes the tables, keys and indexes in the target, without rows.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant migrate-schema --source sqlite:shop.db --target postgresql://app@new/shop",
      "  Write the statements into a file instead, to read and run them yourself:",
      "    decant migrate-schema --source sqlite:shop.db --target postgresql://app@new/shop \\",
      "      --ddl schema.sql",
      "  Then the rows: decant migrate-data with the same source and target.",
      "",
      ExitCodes.TEXT
    })
final class MigrateSchemaCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private PlanOption plan;
  @Mixin private SelectionOptions selection;
  @Mixin private ProfileOptions profile;
  @Mixin private ExistingOptions existing;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private ProgressOptions progress;
  @Mixin private HelpOption help;

  @Option(
      names = "--dry-run",
      description = "Print the plan, as decant plan does, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--ddl",
      paramLabel = "FILE",
      description = "Write the statements into this file instead of running them.")
  private Optional<Path> ddl = Optional.empty();

  @Override
  public Integer call() {
    Console console = output.console();
    Endpoint from = source.endpoint(console);
    Endpoint to = embed.with(target.endpointOr(from, console));
    Access.requireTwo(from, to);
    MigrationSpec spec =
        plan.into(
            MigrationSpec.of(from, to)
                .with(selection.selection())
                .with(selection.mapping(output.mapping()))
                .with(existing.into(Policies.DEFAULTS))
                .withVersion(Version.number()));
    Journey journey =
        new Journey(output, progress.formOr(output.form()), reports.wanted())
            .asking(profile.profile(), existing.isAgreed());
    if (dryRun || ddl.isPresent()) {
      return new PlanPrinter(output, reports.wanted(), ddl).run(spec);
    }
    existing.requireSomebody(console);
    return journey.run(spec, Migration::migrateSchema);
  }
}
