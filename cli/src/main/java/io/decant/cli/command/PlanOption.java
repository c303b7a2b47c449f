package io.decant.cli.command;

import io.decant.engine.MigrationSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A saved plan in place of what else would be planned. */
final class PlanOption {
  static final String NAME = "--plan";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @ArgGroup(validate = false, heading = "%nA plan:%n", order = 2)
  private Saved options = new Saved();

  static final class Saved {
    @Option(
        names = NAME,
        paramLabel = "FILE",
        description =
            "Do what this plan says: written by decant plan --output FILE.yaml, and edited. Refused "
                + "when the source's schema has changed since.")
    Optional<Path> file = Optional.empty(); // read before the command line is: see Arguments
  }

  /** With the plan, where one is given. */
  MigrationSpec into(MigrationSpec spec) {
    return ((DecantCommand) command.root().userObject()).plan().map(spec::with).orElse(spec);
  }
}
