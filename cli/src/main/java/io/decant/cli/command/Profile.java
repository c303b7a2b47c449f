package io.decant.cli.command;

import io.decant.connectors.spi.Finding;
import java.util.List;
import java.util.Map;

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
    return asksMore() && finding.severity() == Finding.Severity.WARNING;
  }
}
