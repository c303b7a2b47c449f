package io.decant.engine;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.engine.Migration.Draft;
import io.decant.engine.Migration.Preview;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.Planner;
import io.decant.engine.planfile.SavedPlan;
import io.decant.engine.preflight.CertainLosses;
import io.decant.engine.preflight.Preflight;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A plan for an engine that is only named: the source is read, and nothing else is opened. */
final class AssumedPlan {
  private final MigrationSpec spec;
  private final Stages stages;
  private final Preflight preflight;

  AssumedPlan(MigrationSpec spec, Stages stages, Preflight preflight) {
    this.spec = spec;
    this.stages = stages;
    this.preflight = preflight;
  }

  Preview preview() {
    return planned(false, (plan, design) -> new Preview(plan, preflight));
  }

  /**
   * @param options of {@code migrate} that were given, by name
   */
  Draft draft(Map<String, String> options) {
    return planned(
        true,
        (plan, design) ->
            new Draft(
                new Preview(plan, preflight),
                SavedPlan.tree(
                    plan,
                    design.making().orElseThrow(),
                    EndpointUrl.text(spec.source()),
                    EndpointUrl.text(spec.target()),
                    options)));
  }

  private <T> T planned(boolean toSave, BiFunction<MigrationPlan, Design, T> result) {
    SinkConnector connector = Connectors.sink(spec.target().scheme());
    AssumedTarget target = connector.assumed(spec.target().typed());
    try (Source source = Connectors.of(spec.source().scheme()).openSource(spec.source())) {
      Design design =
          stages
              .in(Stage.DISCOVER, () -> Design.of(spec, source, toSave))
              .design(target.schema(), connector.capabilities());
      Planner planner =
          new Planner(
              spec.source(),
              spec.target(),
              design.found(),
              design.mapping(),
              target.schema(),
              connector.capabilities(),
              design.revision());
      MigrationPlan plan = stages.in(Stage.PLAN, () -> planner.plan(Map.of()));
      stages.run(Stage.PREFLIGHT, () -> check(plan, source, target.product()));
      return result.apply(plan, design);
    }
  }

  private void check(MigrationPlan plan, Source source, String product) {
    preflight.ask(
        "source " + spec.source(),
        () -> source.findings(plan.tables().stream().map(table -> table.source()).toList()));
    RunStart.requireConditions(preflight, source, plan, spec.saved());
    new CertainLosses(plan, spec.policies().loss()).check(preflight);
    preflight.add(
        List.of(
            Finding.info(
                "TARGET_ASSUMED",
                "target " + spec.target().typed(),
                "no database was asked: the plan is for " + product,
                "Whether the real one takes it the same way is looked at when the plan is run.")));
    preflight
        .findings()
        .forEach(finding -> stages.listener().on(new Event.PreflightFinding(finding)));
  }
}
