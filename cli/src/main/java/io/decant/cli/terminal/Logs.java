package io.decant.cli.terminal;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries log: nothing for people, who are told by Decant itself, unless they ask. */
public final class Logs {
  private static final Logger ROOT = Logger.getLogger("");

  private Logs() {}

  /**
   * Sets how much is logged, for the whole process.
   *
   * @param verbose warnings of libraries, one line each
   */
  public static void show(boolean verbose) {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %3$s: %5$s%6$s%n");
    ROOT.setLevel(verbose ? Level.WARNING : Level.OFF);
  }
}
