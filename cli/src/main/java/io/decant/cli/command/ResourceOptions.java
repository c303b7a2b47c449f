package io.decant.cli.command;

import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec.Resources;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much of this machine is used. */
final class ResourceOptions {
  @ArgGroup(validate = false, heading = "%nSpeed:%n", order = 6)
  private Limits options = new Limits();

  static final class Limits {
    private final Resources defaults = Resources.defaults();

    @Option(
        names = "--parallel",
        paramLabel = "N",
        description = "Parts of tables copied at a time. Default: the processors.")
    int parallel = defaults.parallel();

    @Option(
        names = "--batch-size",
        paramLabel = "ROWS",
        description = "Rows handed over at a time, at most. Default: ${DEFAULT-VALUE}.")
    int batchSize = defaults.batchRows();

    @Option(
        names = "--memory",
        paramLabel = "SIZE",
        converter = Sizes.class,
        description =
            "Row data held at a time by the whole run, such as 32m. Default: 64m, or a quarter of a "
                + "smaller heap.")
    long memory = defaults.memoryBytes();
  }

  Resources resources() {
    atLeastOne("--parallel", options.parallel);
    atLeastOne("--batch-size", options.batchSize);
    return new Resources(options.parallel, options.batchSize, options.memory);
  }

  private static void atLeastOne(String option, int number) {
    if (number < 1) {
      throw new UserError(option, number + " is too few", "Write a number from 1 on.");
    }
  }
}
