package io.decant.cli.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the command prints and what it is told by its surroundings. Always writes UTF-8, whatever
 * the platform's charset; decoration is ASCII unless the locale says that the reader shows UTF-8.
 *
 * @param out results
 * @param err progress, log and errors
 * @param in answers
 * @param terminals which of {@code in}, {@code out}, {@code err} are a person's terminal
 * @param width of the terminal in columns, whatever it says; {@link #width()} keeps within bounds
 * @param environment the variables
 */
public record Console(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Set<String> terminals,
    int width,
    Map<String, String> environment) {

  /** Below it, nothing can be laid out. */
  private static final int NARROWEST = 40;

  private static final int WIDEST = 200;

  public Console {
    terminals = Set.copyOf(terminals);
    environment = Map.copyOf(environment);
  }

  /**
   * This process's own. Java cannot tell whether its error stream is a terminal, so the launcher
   * says it: {@code decant.terminals=in,out,err} and {@code decant.columns}.
   */
  public static Console ofProcess() {
    return new Console(
        utf8(new FileOutputStream(FileDescriptor.out)),
        utf8(new FileOutputStream(FileDescriptor.err)),
        System.in,
        Set.of(System.getProperty("decant.terminals", "none").split(",")),
        columns(System.getenv().getOrDefault("COLUMNS", "")),
        System.getenv());
  }

  /** What the user says goes before what the terminal says. */
  private static int columns(String said) {
    return said.matches("[1-9][0-9]{0,4}")
        ? Integer.parseInt(said)
        : Integer.getInteger("decant.columns", 100);
  }

  /** How many columns lines may take: the terminal's, between 40 and 200. */
  @Override
  public int width() {
    return Math.max(NARROWEST, Math.min(WIDEST, width));
  }

  /** A stream that writes UTF-8 and flushes each line. */
  public static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** The same with further variables, where the environment does not set them itself. */
  public Console withDefaults(Map<String, String> defaults) {
    if (defaults.isEmpty()) {
      return this;
    }
    Map<String, String> variables = new TreeMap<>(defaults);
    variables.putAll(environment);
    return new Console(out, err, in, terminals, width, variables);
  }

  /** An environment variable; empty when it is not set. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** True when somebody can be asked. */
  public boolean canAsk() {
    return terminals.contains("in") && terminals.contains("err");
  }

  /** True when a line on the error stream can be drawn over: it must not be broken into two. */
  public boolean canRedraw() {
    return terminals.contains("err") && !variable("TERM").equals("dumb") && width >= NARROWEST;
  }

  /** True when results may have colours. */
  public boolean canColour() {
    return terminals.contains("out")
        && variable("NO_COLOR").isEmpty()
        && !variable("TERM").equals("dumb");
  }

  /** True when the reader shows more than ASCII. */
  public boolean unicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      if (!variable(name).isEmpty()) {
        return variable(name).toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }

  /** Asks a question; true when the answer is yes. */
  public boolean confirm(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
