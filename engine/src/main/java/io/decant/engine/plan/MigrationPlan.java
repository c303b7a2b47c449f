package io.decant.engine.plan;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.SchemaObject;
import io.decant.engine.NameStyle;
import java.util.List;

/**
 * All that a run will do.
 *
 * @param catalog of the source
 * @param tables by source name
 * @param steps of the target's schema, in the order they are run, each once
 * @param views those that are made or refused
 * @param skipped objects of the source that stay behind, with their reasons
 * @param names the style that the target's names are in
 * @param digest of everything that decides what is copied where: a run is only resumed with the
 *     same
 */
public record MigrationPlan(
    Endpoint source,
    Endpoint target,
    Catalog catalog,
    List<TablePlan> tables,
    List<SchemaStep> steps,
    List<ViewPlan> views,
    List<SchemaObject> skipped,
    NameStyle names,
    String digest) {
  public MigrationPlan {
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
    views = List.copyOf(views);
    skipped = List.copyOf(skipped);
  }
}
