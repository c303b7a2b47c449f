package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Display;
import io.decant.cli.terminal.Logs;
import io.decant.cli.terminal.Style;
import io.decant.engine.Mapping;
import io.decant.engine.report.Report;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the command talks. */
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @ArgGroup(validate = false, heading = "%nOutput:%n", order = 9)
  private Manner options = new Manner();

  static final class Manner {
    @Option(
        names = "--json",
        description = "JSON Lines on standard output; words for people only on standard error.")
    boolean json;

    @Option(
        names = {"-q", "--quiet"},
        description = "Print errors and the verdict only.")
    boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Print more, stack traces of bugs included.")
    boolean verbose;

    @Option(names = "--no-color", description = "No colours; so does the variable NO_COLOR.")
    boolean noColor;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "A job file in YAML with the same settings. The command line goes before the "
                + "environment (DECANT_PARALLEL=4), and that before the file.")
    Optional<Path> config = Optional.empty(); // read before the command line is: see Arguments
  }

  /** What the job file says that no option can. */
  Mapping mapping() {
    return ((DecantCommand) command.root().userObject()).mapping();
  }

  /** The console; from the first call on, libraries are as loud as was asked for. */
  Console console() {
    Logs.show(options.verbose);
    return ((DecantCommand) command.root().userObject()).console();
  }

  /** The report as it is told: with the command line that it is of. */
  Report told(Report report) {
    return report.startedBy(commandLine());
  }

  /** What was typed, and set elsewhere, without passwords. */
  String commandLine() {
    return ((DecantCommand) command.root().userObject()).typed().toString();
  }

  boolean json() {
    return options.json;
  }

  boolean quiet() {
    return options.quiet;
  }

  boolean verbose() {
    return options.verbose;
  }

  Style style() {
    return new Style(!options.noColor && console().canColour(), console().unicode());
  }

  /** The form of progress that fits where nothing else was asked for. */
  Display.Form form() {
    if (options.quiet) {
      return Display.Form.NONE;
    }
    return console().canRedraw() && !options.verbose ? Display.Form.BAR : Display.Form.LOG;
  }
}
