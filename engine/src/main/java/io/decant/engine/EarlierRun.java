package io.decant.engine;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.RunRecord;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec.RunChoice;

/** Finds the run that is to be continued. Reads the ledger, and writes nothing. */
final class EarlierRun {
  private EarlierRun() {}

  /**
   * @throws UserError there is none, or it has nothing left to do
   */
  static RunRecord find(Ledger ledger, RunChoice choice, Endpoint target) {
    return choice.id().isEmpty() ? newest(ledger, target) : named(ledger, choice.id(), target);
  }

  private static RunRecord newest(Ledger ledger, Endpoint target) {
    return ledger
        .unfinished()
        .orElseThrow(
            () ->
                new UserError(
                    "--resume",
                    target + " knows of no run that did not end",
                    "Leave --resume out to begin one."));
  }

  private static RunRecord named(Ledger ledger, String id, Endpoint target) {
    RunRecord run =
        ledger.runs().stream()
            .filter(known -> known.run().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        "--run",
                        target + " knows of no run " + id,
                        "decant status lists the runs it knows."));
    if (run.state().equals("done")) {
      throw new UserError("--run", "run " + id + " is done", "There is nothing to resume.");
    }
    return run;
  }
}
