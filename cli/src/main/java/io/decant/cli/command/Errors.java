package io.decant.cli.command;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Printable;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.NotReady;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.engine.report.Report;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints what went wrong, in one form, on the error stream: {@code decant: where: what -> hint}.
 */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Console console;

  Errors(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    print(Redaction.of(message(error)), "", hint(error, command));
    return ExitCodes.USAGE;
  }

  private static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      // Whatever stands after the equals sign may be a password.
      String shown = first.startsWith("-") ? first.replaceFirst("=.*", "") : first;
      return (first.startsWith("-") ? "unknown option '" : "unexpected argument '") + shown + "'";
    }
    if (error.getCause() instanceof DecantException known) {
      return known.where() + ": " + known.message();
    }
    return String.valueOf(error.getMessage());
  }

  private static String hint(ParameterException error, CommandLine command) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
      List<String> known =
          first.startsWith("-")
              ? command.getCommandSpec().options().stream()
                  .flatMap(option -> List.of(option.names()).stream())
                  .toList()
              : List.copyOf(command.getSubcommands().keySet());
      String suggestion = Suggestion.of(first, known);
      if (suggestion.startsWith("Did")) {
        return suggestion;
      }
    }
    if (error.getCause() instanceof DecantException known && !known.hint().isEmpty()) {
      return known.hint();
    }
    return "See " + command.getCommandSpec().qualifiedName() + " --help.";
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    print(error);
    OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
    boolean asked = verbose != null && Boolean.TRUE.equals(verbose.getValue());
    if (asked || !console.variable("DECANT_DEBUG").isEmpty()) {
      error.printStackTrace(console.err());
    }
    return command.getExitCodeExceptionMapper().getExitCode(error);
  }

  /** Prints an error of any kind, without a stack trace. */
  void print(Throwable error) {
    if (error instanceof NotReady several) {
      several.reasons().forEach(this::print);
      print(
          several.reasons().size() + " things are in the way",
          "nothing was written",
          "Mend each, then run the same command again.");
    } else if (error instanceof UnsupportedSchema unsupported) {
      print(unsupported);
    } else if (error instanceof DecantException known) {
      print(known.where(), known.message(), known.hint());
    } else {
      print(
          "unexpected error, which is a bug",
          Redaction.of(String.valueOf(error)),
          "Please report it with what --verbose prints in addition.");
    }
  }

  /** A single problem stands in the line itself, several below it. */
  private void print(UnsupportedSchema unsupported) {
    List<String> problems = unsupported.problems();
    if (problems.size() == 1) {
      print(unsupported.where(), problems.get(0), unsupported.hint());
      return;
    }
    print(unsupported.where(), problems(problems.size()), unsupported.hint());
    problems.forEach(problem -> console.err().println("  " + Printable.line(problem)));
  }

  private static String problems(int number) {
    return Amounts.count(number, "problem") + " in the schema:";
  }

  /** Prints what stopped a run or a part of it. */
  void print(List<Report.Problem> problems) {
    for (Report.Problem problem : problems) {
      print(problem.where(), problem.message(), problem.hint());
    }
  }

  private void print(String where, String message, String hint) {
    console
        .err()
        .println(
            "decant: "
                + Printable.line(where)
                + (message.isEmpty() ? "" : ": " + Printable.line(message))
                + (hint.isEmpty() ? "" : " -> " + Printable.line(hint)));
  }
}
