package io.decant.cli;

import io.decant.cli.command.Cli;
import io.decant.cli.terminal.Console;
import java.util.Locale;

/** Where the decant command begins: runs the arguments and leaves with their exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** The same without leaving. */
  public static int run(String... arguments) {
    // Numbers are for databases and scripts, whatever digits the user's language has for them.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    return new Cli(Console.ofProcess()).run(arguments);
  }
}
