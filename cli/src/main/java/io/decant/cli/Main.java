package io.decant.cli;

import io.decant.cli.command.Cli;
import io.decant.cli.terminal.Console;

/** Where the decant command begins: runs the arguments and leaves with their exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new Cli(Console.ofProcess()).run(arguments));
  }
}
