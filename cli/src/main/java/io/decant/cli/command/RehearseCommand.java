package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.rehearse.RehearseChoice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way with a sample, into a place that is removed again. */
@Command(
    name = "rehearse",
    resourceBundle = "io.decant.cli.command.rehearse",
    description = {
      "Migrates a sample into a scratch database or file beside the target, verifies it, removes it again,"
          + " and says what the whole would take and lose.",
      "Of each table 1,000 rows are taken, or as many as --sample says, and every row that they refer to. The target"
          + " itself is not written.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant rehearse --source mysql://app@old/shop --target postgresql://app@new/shop",
      "  decant rehearse --source sqlite:shop.db --target sqlite:new.db --sample 10000 \\",
      "    --on-error reject --report html=rehearsal.html",
      "",
      ExitCodes.TEXT
    })
final class RehearseCommand implements Callable<Integer> {
  @Mixin private SourceOptions source;
  @Mixin private TargetOptions target;
  @Mixin private EmbedOptions embed;
  @Mixin private SelectionOptions selection;
  @Mixin private RowOptions rows;
  @Mixin private ResourceOptions resources;
  @Mixin private ReportOptions reports;
  @Mixin private OutputOptions output;
  @Mixin private ProgressOptions progress;
  @Mixin private HelpOption help;

  @Option(
      names = "--keep",
      description = "Leave the sample where it is, to be looked at; says where that is.")
  private boolean keep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number takes other rows. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() {
    Console console = output.console();
    long sample = source.sample().map(RehearseCommand::rows).orElse(RehearseChoice.DEFAULTS.rows());
    Endpoint from = source.endpointUnsampled(console);
    Endpoint to = embed.with(target.endpointOr(from, console));
    Access.requireTwo(from, to);
    MigrationSpec spec =
        MigrationSpec.of(from, to)
            .with(selection.selection())
            .with(selection.mapping(output.mapping()))
            .with(resources.resources())
            .with(rows.into(Policies.DEFAULTS, VerifyMode.CHECKSUM))
            .withVersion(Version.number());
    RehearseChoice choice = new RehearseChoice(sample, seed, keep);
    return new Journey(output, progress.formOr(output.form()), reports.wanted())
        .rehearsing()
        .run(spec, migration -> migration.rehearse(choice));
  }

  private static long rows(String text) {
    String number = text.strip().replace("_", "").replace(",", "");
    if (!number.matches("[1-9][0-9]{0,6}")) {
      throw new UserError(
          "--sample",
          "'" + text + "' is no number of rows that a rehearsal can take",
          "Write --sample 1000; for a look at more rows, decant assess takes --sample 5% and all.");
    }
    return Long.parseLong(number);
  }
}
