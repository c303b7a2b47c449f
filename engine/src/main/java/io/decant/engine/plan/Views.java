package io.decant.engine.plan;

import io.decant.connectors.spi.AcceptedView;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.PlacedTable;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WantedView;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.View;
import io.decant.engine.discover.Discovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The views of the tables that a run makes. */
final class Views {
  private Views() {}

  static List<ViewPlan> planned(
      Discovered found, List<TablePlan> tables, Naming naming, TargetSchema sink) {
    List<PlacedTable> placed =
        tables.stream()
            .filter(table -> !table.existing())
            .map(table -> new PlacedTable(described(found, table), table.target()))
            .toList();
    if (placed.isEmpty()) {
      return List.of();
    }
    List<WantedView> wanted =
        found.views().stream()
            .map(view -> new WantedView(view, naming.wanted(view.name())))
            .toList();
    List<ViewPlan> plans = new ArrayList<>();
    for (AcceptedView accepted : sink.accept(wanted, placed)) {
      listed(found, accepted.view()).ifPresent(object -> plans.add(plan(object, accepted)));
    }
    return plans;
  }

  private static Table described(Discovered found, TablePlan plan) {
    return found.tables().stream()
        .filter(table -> table.name().equals(plan.name()))
        .findFirst()
        .orElse(plan.source());
  }

  private static Optional<SchemaObject> listed(Discovered found, View view) {
    return found.catalog().others().stream()
        .filter(object -> object.kind() == ObjectKind.VIEW)
        .filter(object -> object.name().equals(view.name().toString()))
        .findFirst();
  }

  private static ViewPlan plan(SchemaObject object, AcceptedView accepted) {
    Optional<SchemaStep> step =
        accepted
            .statement()
            .map(
                statement ->
                    new SchemaStep(
                        SchemaStep.Stage.VIEW,
                        accepted.name(),
                        List.of(new ObjectRef(ObjectKind.VIEW, accepted.name(), object.name())),
                        statement));
    return new ViewPlan(object, accepted.name(), step, accepted.changed(), accepted.reason());
  }
}
