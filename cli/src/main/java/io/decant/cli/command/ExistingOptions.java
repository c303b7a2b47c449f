package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.report.ReportJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What happens to target tables that are there already. */
final class ExistingOptions {
  @ArgGroup(validate = false, heading = "%nTables that exist:%n", order = 4)
  private Rule options = new Rule();

  static final class Rule {
    @Option(
        names = "--if-exists",
        paramLabel = "WHAT",
        converter = Word.OfIfExists.class,
        completionCandidates = Word.OfIfExists.class,
        defaultValue = "error",
        description =
            "A target table that is there already: ${COMPLETION-CANDIDATES}. "
                + "Default: ${DEFAULT-VALUE}, which touches nothing.")
    IfExists ifExists = IfExists.ERROR;

    @Option(
        names = "--yes",
        description = "Do not ask: rows and tables may be removed, and warnings are read.")
    boolean yes;
  }

  Policies into(Policies policies) {
    return policies.with(options.ifExists);
  }

  /**
   * Rows are removed only where somebody can be asked, or has said yes before: told before either
   * database is looked at, whatever the target holds.
   *
   * @throws UserError nobody is there to ask
   */
  void requireSomebody(Console console) {
    boolean removes = options.ifExists == IfExists.TRUNCATE || options.ifExists == IfExists.DROP;
    if (removes && !options.yes && !console.canAsk()) {
      throw new UserError(
          "--if-exists " + ReportJson.word(options.ifExists),
          "it removes rows, and nobody is here to be asked",
          "Add --yes.");
    }
  }

  /** The user agrees beforehand. */
  boolean isAgreed() {
    return options.yes;
  }
}
