package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.converter.DecantException;
import io.decant.engine.Mapping;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line as a whole: arguments in, exit code out. Ends no process. */
public final class Cli {
  /** What the library of the command line asks for. */
  private static final int NARROWEST_HELP = 55;

  private final Console console;

  public Cli(Console console) {
    this.console = console;
  }

  /** Runs one command. */
  public int run(String... arguments) {
    try {
      List<String> typed = List.of(arguments);
      CommandLine plain = commandLine(console, Mapping.DEFAULTS, typed);
      Arguments given = Arguments.complete(plain, typed, console);
      // Made once where once is enough: the annotations are read each time.
      boolean same =
          given.console() == console
              && given.mapping().equals(Mapping.DEFAULTS)
              && given.plan().isEmpty()
              && given.list().equals(typed);
      CommandLine line =
          same
              ? plain
              : commandLine(
                  new DecantCommand(
                      given.console(),
                      given.mapping(),
                      given.plan(),
                      new TypedCommand(given.list())),
                  given.list());
      return line.execute(given.list().toArray(String[]::new));
    } catch (DecantException e) {
      new Errors(console).print(e);
      return new ExitCodes().getExitCode(e);
    }
  }

  /**
   * @param arguments what the commands are needed for; empty for all of them
   */
  static CommandLine commandLine(Console console, Mapping mapping, List<String> arguments) {
    return commandLine(
        new DecantCommand(console, mapping, Optional.empty(), new TypedCommand(arguments)),
        arguments);
  }

  private static CommandLine commandLine(DecantCommand root, List<String> arguments) {
    Console console = root.console();
    CommandLine line = new CommandLine(root);
    Subcommands.add(line, arguments);
    line.getSubcommands()
        .values()
        .forEach(
            command ->
                command
                    .getCommandSpec()
                    .usageMessage()
                    .sortOptions(false)
                    .abbreviateSynopsis(true));
    Errors errors = new Errors(console);
    return line.setOut(new PrintWriter(console.out(), true))
        .setErr(new PrintWriter(console.err(), true))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.canColour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(100, console.width())))
        .setUsageHelpLongOptionsMaxWidth(28)
        .setExitCodeExceptionMapper(new ExitCodes())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
