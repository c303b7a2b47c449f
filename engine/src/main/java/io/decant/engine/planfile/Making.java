package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Source;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Mapping;
import io.decant.engine.MigrationSpec;
import io.decant.engine.discover.Discovered;
import io.decant.engine.plan.TypeChoices;
import java.util.List;

/** What a plan that is to be saved is made from. */
public final class Making {
  private final Discovered found;
  private final Recorded recorded;
  private final ObjectNode facts;

  private Making(Discovered found, Recorded recorded, ObjectNode facts) {
    this.found = found;
    this.recorded = recorded;
    this.facts = facts;
  }

  /** Asks the source once more, for what is declared. */
  public static Making of(Discovered found, MigrationSpec spec, Source source) {
    Mapping mapping = spec.mapping();
    List<TableName> names = found.tables().stream().map(Table::name).toList();
    Mapping resolved =
        new Mapping(
            mapping.names(),
            List.of(),
            mapping.values(),
            TypeChoices.resolved(found.tables(), mapping, found.catalog().defaultSchema()));
    Recorded recorded =
        new Recorded(
            found.tables(),
            found.catalog().others(),
            found.leftOut(),
            spec.selection(),
            found.renames(),
            found.filters(),
            resolved,
            Connectors.sink(spec.target().scheme())
                .capabilities()
                .writers(spec.resources().parallel()));
    return new Making(found, recorded, SourceFacts.of(source.declared(names), found.catalog()));
  }

  /** The same as found, as far as a file keeps it: so the plan is the one that is read again. */
  public Discovered found() {
    return found.withTables(recorded.tables());
  }

  Recorded recorded() {
    return recorded;
  }

  /** The schema in words. */
  ObjectNode facts() {
    return facts;
  }

  public Mapping mapping() {
    return recorded.mapping();
  }
}
