package io.decant.engine.preflight;

import io.decant.connectors.spi.Finding;
import io.decant.engine.MigrationSpec.IfExists;
import java.util.List;

/**
 * What a run is about to do to what is there already.
 *
 * @param policy how tables that are there are treated
 * @param tables those of the target that are there
 * @param views those of the target that go with them
 * @param findings of the preflight, none of them an error
 */
public record Intended(
    IfExists policy, List<Held> tables, List<String> views, List<Finding> findings) {
  public Intended {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    findings = List.copyOf(findings);
  }

  /** True when rows, tables or views will be gone afterwards. */
  public boolean destroys() {
    boolean clears = policy == IfExists.DROP || policy == IfExists.TRUNCATE;
    return clears && !(tables.isEmpty() && views.isEmpty());
  }

  /**
   * A table of the target.
   *
   * @param rows that it holds, -1 when unknown
   * @param exact they were counted
   */
  public record Held(String name, long rows, boolean exact) {}
}
