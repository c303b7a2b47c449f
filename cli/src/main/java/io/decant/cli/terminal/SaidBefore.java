package io.decant.cli.terminal;

import io.decant.engine.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the next command has to say again of a run's command line: both databases with all that
 * their URLs say, and which tables are meant and what they became. Asked without it, it would look
 * for other tables, or not find the database. Each answer begins with a space, or is empty.
 */
public final class SaidBefore {
  /** As {@link LastLine#quoted} makes them. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\'|[^\\s'\\\\])+");

  private static final String PLAN = "--plan";
  private static final Set<String> SELECTION =
      Set.of(
          PLAN,
          "--config",
          "--tables",
          "--exclude-tables",
          "--where",
          "--names",
          "--arrays",
          "--objects",
          "--embed");

  private final String source;
  private final String target;
  private final List<Said> options;

  private record Said(String name, String value) {
    /** As a shell reads it. */
    String text() {
      return name + " " + LastLine.quoted(value);
    }
  }

  public SaidBefore(RunReport run) {
    this(run.commandLine(), run.source(), run.target());
  }

  /**
   * @param source where the command line names none
   * @param target in the same sense
   */
  public SaidBefore(String commandLine, String source, String target) {
    this.source = source;
    this.target = target;
    this.options = options(Printable.line(commandLine));
  }

  private static List<Said> options(String line) {
    List<String> words = WORD.matcher(line).results().map(found -> found.group()).toList();
    List<Said> options = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = plain(words.get(i));
      int equals = word.indexOf('=');
      if (equals > 0 && word.startsWith("--")) {
        options.add(new Said(word.substring(0, equals), word.substring(equals + 1)));
      } else if (word.startsWith("--") && i + 1 < words.size()) {
        options.add(new Said(word, plain(words.get(i + 1))));
      }
    }
    return options;
  }

  /** Without the shell's quotes. */
  private static String plain(String word) {
    return word.replaceAll("'([^']*)'|\\\\(')", "$1$2");
  }

  public String source() {
    return " " + typed("--source").orElse("--source " + LastLine.quoted(source));
  }

  public String target() {
    return " " + typed("--target").orElse("--target " + LastLine.quoted(target));
  }

  /** Empty where the command line names none. */
  public String targetIfTyped() {
    return typed("--target").map(text -> " " + text).orElse("");
  }

  public String both() {
    return source() + target();
  }

  private Optional<String> typed(String name) {
    return options.stream()
        .filter(option -> option.name().equals(name))
        .map(Said::text)
        .reduce((first, last) -> last);
  }

  /** For a command that takes a plan. */
  public String selection() {
    return said(SELECTION::contains);
  }

  /** For a command that makes a plan. */
  public String selectionForPlan() {
    return said(name -> SELECTION.contains(name) && !name.equals(PLAN));
  }

  private String said(Predicate<String> wanted) {
    StringBuilder text = new StringBuilder();
    options.stream()
        .filter(option -> wanted.test(option.name()))
        .forEach(option -> text.append(' ').append(option.text()));
    return text.toString();
  }
}
