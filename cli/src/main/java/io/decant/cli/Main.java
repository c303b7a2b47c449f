package io.decant.cli;

import picocli.CommandLine;

/** Where the decant command begins: runs the arguments and leaves with their exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DecantCommand()).execute(arguments));
  }
}
