package io.decant.cli;

import io.decant.cli.command.Cli;
import io.decant.cli.terminal.Console;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the decant command begins: runs the arguments and leaves with their exit code. */
public final class Main {

  private Main() {}

  /**
   * Held, because the log manager keeps loggers weakly: a level set on one that is collected is
   * gone.
   */
  private static final Logger LIBRARIES = Logger.getLogger("");

  public static void main(String[] arguments) {
    LIBRARIES.setLevel(Level.WARNING); // a pool that opens and closes is no news to the user
    System.exit(new Cli(Console.ofProcess()).run(arguments));
  }
}
