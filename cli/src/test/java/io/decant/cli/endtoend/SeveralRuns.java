package io.decant.cli.endtoend;

import io.decant.cli.Main;
import java.util.ArrayList;
import java.util.List;

/**
 * Several commands one after the other, for a process of its own that has been started in an odd
 * way: most of a small run is the start of its process.
 */
final class SeveralRuns {
  /** Behind each command but the last. */
  static final String THEN = ";";

  private SeveralRuns() {}

  /** Ends with the first code that is not 0. */
  public static void main(String[] arguments) {
    List<String> command = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(THEN)) {
        run(command);
        command.clear();
      } else {
        command.add(argument);
      }
    }
    run(command);
  }

  private static void run(List<String> command) {
    int code = Main.run(command.toArray(String[]::new));
    if (code != 0) {
      System.exit(code);
    }
  }
}
