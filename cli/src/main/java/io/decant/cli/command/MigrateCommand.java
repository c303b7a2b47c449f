package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.SaidBefore;
import io.decant.connectors.spi.Endpoint;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.VerifyMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way: plan, schema, data, keys, verification, report. */
@Command(
    name = "migrate",
    description = {
      "Copies a database into another: schema, data, keys, indexes and sequences; then verifies it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  A file into a new file, named after it:",
      "    decant migrate --source sqlite:shop.db",
      "  Into a server, with a report to keep:",
      "    decant migrate --source sqlite:shop.db --target postgresql://app@new/shop \\",
      "      --report html=shop.html,json=shop.json",
      "  Some tables, one of them renamed, of one of them only new rows:",
      "    decant migrate --source mysql://app@old/shop --target postgresql://app@new/shop \\",
      "      --tables 'orders,customer=client,item*' --where \"orders:placed >= '2025-01-01'\"",
      "  Bad rows into a file, a hundred at most:",
      "    decant migrate --source mysql://app@old/shop --on-error reject --max-rejects 100",
      "  After a crash or Ctrl-C: the same command with --resume.",
      "",
      ExitCodes.TEXT
    })
final class MigrateCommand implements Callable<Integer> {
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
      defaultValue = "checksum",
      fallbackValue = "checksum",
      description =
          "Compare the target afterwards: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, every value.")
  private VerifyMode verify = VerifyMode.CHECKSUM;

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
                .with(resources.resources())
                .with(existing.into(rows.into(MigrationSpec.Policies.DEFAULTS, verify)))
                .with(run.choice())
                .withVersion(Version.number()));
    Journey journey =
        new Journey(output, progress.formOr(output.form()), reports.wanted())
            .asking(profile.profile(), existing.isAgreed());
    if (run.isDry()) {
      return new PlanPrinter(output, reports.wanted()).run(spec);
    }
    if (!spec.run().resume()) {
      existing.requireSomebody(console);
    }
    SaidBefore said = new SaidBefore(output.commandLine(), from.toString(), to.toString());
    return journey.run(
        spec,
        migration -> {
          profile.profile().advice(spec, said).ifPresent(migration::advise);
          return migration.migrate();
        });
  }
}
