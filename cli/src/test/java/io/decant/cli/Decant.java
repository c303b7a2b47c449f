package io.decant.cli;

import io.decant.cli.command.Cli;
import io.decant.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The whole command in this process, with streams that can be looked at. */
public final class Decant {
  private final Map<String, String> environment;
  private final Set<String> terminals;
  private final String answer;

  private Decant(Map<String, String> environment, Set<String> terminals, String answer) {
    this.environment = environment;
    this.terminals = terminals;
    this.answer = answer;
  }

  /** What a run left: standard output, standard error, exit code. */
  public record Result(int exitCode, String out, String err) {}

  /** In a pipe, with a UTF-8 locale. */
  public static Result run(String... arguments) {
    return in(Map.of("LANG", "C.UTF-8")).execute(arguments);
  }

  public static Decant in(Map<String, String> environment) {
    return new Decant(environment, Set.of(), "");
  }

  /** In front of a person who answers questions so. */
  public Decant onTerminal(String newAnswer) {
    return new Decant(environment, Set.of("in", "out", "err"), newAnswer);
  }

  /** In a pipe that brings this. */
  public Decant answering(String newAnswer) {
    return new Decant(environment, terminals, newAnswer);
  }

  public Result execute(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
    Console console =
        new Console(Console.utf8(out), Console.utf8(err), in, terminals, 100, environment);
    int exitCode = new Cli(console).run(arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
