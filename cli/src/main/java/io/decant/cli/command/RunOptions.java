package io.decant.cli.command;

import io.decant.engine.MigrationSpec.RunChoice;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which run this is. */
final class RunOptions {
  @ArgGroup(validate = false, heading = "%nRun:%n", order = 7)
  private Choice options = new Choice();

  static final class Choice {
    @Option(
        names = "--resume",
        description = "Continue the run that did not end; what is durable is not copied again.")
    boolean resume;

    @Option(
        names = "--run",
        paramLabel = "ID",
        description =
            "The run's name. Default: a new one; with --resume the newest that did not end.")
    String id = "";

    @Option(
        names = "--dry-run",
        description = "Print the plan, as decant plan does, and write nothing.")
    boolean dryRun;
  }

  RunChoice choice() {
    return new RunChoice(options.resume, options.id);
  }

  boolean isDry() {
    return options.dryRun;
  }
}
