package io.decant.cli.command;

import io.decant.cli.job.PlanFile;
import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.VerifyMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would be done. */
@Command(
    name = "plan",
    resourceBundle = "io.decant.cli.command.plan",
    description = {
      "Prints what migrate would do: tables, types, losses, statements, and what stays behind. Writes nothing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant plan --source sqlite:shop.db --target postgresql://app@new/shop",
      "  decant plan --source sqlite:shop.db --target postgresql://app@new/shop --ddl schema.sql",
      "  Into a file, to be reviewed, edited and then run:",
      "    decant plan --source sqlite:shop.db --target postgresql://app@new/shop \\",
      "      --output shop.yaml",
      "    decant migrate --plan shop.yaml",
      "  For a target that is not there yet; it is named when the plan is run:",
      "    decant plan --source sqlite:shop.db --target postgresql --output shop.yaml",
      "    decant migrate --plan shop.yaml --target postgresql://app@new/shop",
      "",
      ExitCodes.TEXT
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private SelectionOptions selection;
  @Mixin private RowOptions rows;
  @Mixin private ResourceOptions resources;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  @Spec private CommandSpec command;

  @Option(
      names = "--verify",
      arity = "0..1",
      paramLabel = "HOW",
      converter = Word.OfVerify.class,
      completionCandidates = Word.OfVerify.class,
      fallbackValue = "checksum",
      description = "Kept in the plan's file: ${COMPLETION-CANDIDATES}.")
  private VerifyMode verify = VerifyMode.CHECKSUM;

  @Option(
      names = "--ddl",
      paramLabel = "FILE",
      description = "Write the target's statements into this file too.")
  private Optional<Path> ddl = Optional.empty();

  @Override
  public Integer call() {
    Console console = output.console();
    Endpoint from = source.endpoint(console);
    List<Path> plans = reports.takePlans();
    MigrationSpec spec =
        MigrationSpec.of(from, embed.with(target.endpointOrEngineOr(from, console)))
            .with(selection.selection())
            .with(selection.mapping(output.mapping()))
            .with(resources.resources())
            .with(rows.into(MigrationSpec.Policies.DEFAULTS, verify))
            .withVersion(Version.number());
    return new PlanPrinter(output, reports.wanted(), ddl).saving(plans, given()).run(spec);
  }

  /** What migrate is to be told besides, as it was typed here or elsewhere. */
  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : PlanFile.OPTIONS) {
      OptionSpec option = command.findOption("--" + name);
      if (option != null && command.commandLine().getParseResult().hasMatchedOption(option)) {
        List<String> texts = option.originalStringValues();
        given.put(name, texts.get(texts.size() - 1));
      }
    }
    return given;
  }
}
