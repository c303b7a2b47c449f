package io.decant.cli.command;

import io.decant.converter.DecantException.UserError;
import io.decant.engine.Filter;
import io.decant.engine.Mapping;
import io.decant.engine.MigrationSpec.Selection;
import io.decant.engine.NameStyle;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which tables and rows, and under which names. */
final class SelectionOptions {
  @ArgGroup(validate = false, heading = "%nWhat is taken:%n", order = 3)
  private Choice options = new Choice();

  static final class Choice {
    @Option(
        names = "--tables",
        paramLabel = "NAMES",
        description =
            "Only these, separated by commas: names, globs (ord*), old=new to rename, "
                + "or re: and a regular expression alone. Default: all.")
    List<String> tables = List.of();

    @Option(
        names = "--exclude-tables",
        paramLabel = "NAMES",
        description = "All but these, in the same forms.")
    List<String> excluded = List.of();

    @Option(
        names = "--where",
        paramLabel = "CONDITION",
        description =
            "Only rows that meet it, in the source's own SQL; table:CONDITION for one table. "
                + "May be repeated.")
    List<String> where = List.of();

    @Option(
        names = "--names",
        paramLabel = "STYLE",
        converter = Word.OfNames.class,
        completionCandidates = Word.OfNames.class,
        defaultValue = "preserve",
        description =
            "How the target's names are written: ${COMPLETION-CANDIDATES}. "
                + "Default: ${DEFAULT-VALUE}.")
    NameStyle names = NameStyle.PRESERVE;
  }

  /** With the names that are wanted. */
  Mapping mapping(Mapping ofJobFile) {
    return ofJobFile.with(options.names);
  }

  Selection selection() {
    return new Selection(
        names("--tables", options.tables),
        names("--exclude-tables", options.excluded),
        options.where.stream().map(Filter::parse).toList());
  }

  private static List<String> names(String option, List<String> given) {
    List<String> names = split(given);
    if (names.isEmpty() && !given.isEmpty()) {
      // An empty variable in a script must not mean every table.
      throw new UserError(option, "names no table", "Give a name, or leave the option out.");
    }
    return names;
  }

  /** A regular expression may hold commas, so it stands alone. */
  private static List<String> split(List<String> given) {
    return given.stream()
        .flatMap(text -> text.startsWith("re:") ? Stream.of(text) : Stream.of(text.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
