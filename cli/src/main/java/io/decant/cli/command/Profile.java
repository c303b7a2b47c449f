package io.decant.cli.command;

import io.decant.cli.terminal.SaidBefore;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.engine.MigrationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How careful a run is: values of options that the user gives nowhere, and what is asked before it
 * begins.
 */
enum Profile {
  /** Again and again, into databases that can be thrown away. */
  DEVELOPMENT(Map.of("--verify", "counts", "--yes", "true")),
  /** The defaults of every option. */
  STAGING(Map.of()),
  /** Once, into a database that matters. */
  PRODUCTION(Map.of("--verify", "checksum", "--loss", "forbid"));

  private static final String REHEARSAL = "REHEARSAL";

  private final Map<String, String> options;

  Profile(Map<String, String> options) {
    this.options = options;
  }

  /** The values that it gives an option; empty when it says nothing of it. */
  List<String> option(String name) {
    return options.containsKey(name) ? List.of(options.get(name)) : List.of();
  }

  /** Somebody must agree to rows beside rows that are there, and to warnings. */
  boolean asksMore() {
    return this == PRODUCTION;
  }

  /** True when the run may begin only after somebody has read this finding. */
  boolean asksFor(Finding finding) {
    return asksMore()
        && finding.severity() == Finding.Severity.WARNING
        && !finding.code().equals(REHEARSAL);
  }

  /**
   * What is to be told before a run that was not rehearsed; whether it was nobody knows, because a
   * rehearsal leaves nothing behind.
   *
   * @param said of the run
   */
  Optional<Finding> advice(MigrationSpec spec, SaidBefore said) {
    Endpoint target = spec.target();
    boolean can = Connectors.sink(target.scheme()).scratch(target).isPresent();
    return this == PRODUCTION && can && !spec.run().resume()
        ? Optional.of(
            Finding.warning(
                REHEARSAL,
                ProfileOptions.NAME + " production",
                "a rehearsal goes before it: a sample, beside the target, which is not written",
                "decant rehearse" + said.both() + said.selectionForPlan()))
        : Optional.empty();
  }
}
