package io.decant.cli.command;

import io.decant.cli.terminal.Console;
import io.decant.connectors.spi.Endpoint;
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

    @Option(names = "--yes", description = "Do not ask before rows or tables are removed.")
    boolean yes;
  }

  Policies into(Policies policies) {
    return new Policies(
        options.ifExists,
        policies.onError(),
        policies.maxRejects(),
        policies.rejects(),
        policies.loss(),
        policies.verify());
  }

  /**
   * Makes sure that the user means it where rows are removed.
   *
   * @throws UserError the answer is no, or nobody is there to ask
   */
  void confirm(Endpoint target, Console console) {
    String consequence =
        switch (options.ifExists) {
          case ERROR, APPEND -> "";
          case TRUNCATE -> "emptied";
          case DROP -> "dropped";
        };
    if (consequence.isEmpty() || options.yes) {
      return;
    }
    String option = "--if-exists " + ReportJson.word(options.ifExists);
    if (!console.canAsk()) {
      throw new UserError(option, "it removes rows, and nobody is here to be asked", "Add --yes.");
    }
    if (!console.confirm(
        "Tables of " + target + " that are to be written will be " + consequence + ". Go on?")) {
      throw new UserError(option, "not confirmed; nothing was written", "");
    }
  }
}
