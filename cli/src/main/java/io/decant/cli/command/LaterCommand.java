package io.decant.cli.command;

import io.decant.converter.DecantException.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command of the contract that this version does not have: says so, whatever its options. */
@Command(hidden = true)
final class LaterCommand implements Callable<Integer> {
  static final List<String> NAMES = List.of("sync", "rollback");

  @Spec private CommandSpec spec;
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    throw new UserError(
        spec.name(),
        "not in this version",
        "decant --help lists what is, such as plan and migrate.");
  }
}
