package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.engine.MigrationSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would be done. */
@Command(
    name = "plan",
    description = {
      "Prints what migrate would do: tables, types, losses, statements, and what stays behind. Writes nothing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant plan --source sqlite:shop.db --target postgresql://app@new/shop",
      "  decant plan --source sqlite:shop.db --target postgresql://app@new/shop --ddl schema.sql",
      "",
      ExitCodes.TEXT
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private SelectionOptions selection;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  @Option(
      names = "--ddl",
      paramLabel = "FILE",
      description = "Write the target's statements into this file too.")
  private Optional<Path> ddl = Optional.empty();

  @Override
  public Integer call() {
    Console console = output.console();
    Endpoint from = source.endpoint(console);
    MigrationSpec spec =
        MigrationSpec.of(from, embed.with(target.endpointOr(from, console)))
            .with(selection.selection())
            .with(selection.mapping(output.mapping()))
            .withVersion(Version.number());
    return new Preview(output, reports.wanted(), ddl).run(spec);
  }
}
