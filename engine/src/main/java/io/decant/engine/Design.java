package io.decant.engine;

import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.TargetSchema;
import io.decant.engine.discover.Discovered;
import io.decant.engine.discover.Discovery;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.Planner;
import io.decant.engine.planfile.Making;
import io.decant.engine.planfile.PlanEdits;
import io.decant.engine.planfile.SavedPlan;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a plan is made from: the source as it was found, or a plan that was saved.
 *
 * @param revision what the user wants otherwise in every plan
 * @param making of a plan that is to be saved
 */
record Design(
    Discovered found,
    Mapping mapping,
    UnaryOperator<MigrationPlan> revision,
    Optional<Making> making) {

  /** As far as the source tells. */
  @FunctionalInterface
  interface Draft {
    /**
     * @throws io.decant.converter.DecantException.UserError the saved plan cannot be followed
     */
    Design design(TargetSchema target, Capabilities capabilities);
  }

  /** Looks at the source. */
  static Draft of(MigrationSpec spec, Source source, boolean toSave) {
    String engine = spec.target().scheme();
    if (spec.saved().isPresent()) {
      SavedPlan.Opened opened = spec.saved().get().open(source, spec.source(), engine);
      return (target, capabilities) -> edited(spec, opened, target, capabilities);
    }
    Discovered found = new Discovery(source, spec.source(), engine, spec.selection()).discover();
    Design design;
    if (toSave) {
      Making making = Making.of(found, spec, source);
      design =
          new Design(
              making.found(), making.mapping(), UnaryOperator.identity(), Optional.of(making));
    } else {
      design = new Design(found, spec.mapping(), UnaryOperator.identity(), Optional.empty());
    }
    return (target, capabilities) -> design;
  }

  /** Made again as it was, so that what the user has changed since shows. */
  private static Design edited(
      MigrationSpec spec, SavedPlan.Opened opened, TargetSchema target, Capabilities capabilities) {
    MigrationPlan again =
        new Planner(
                spec.source(), spec.target(), opened.then(), opened.mapping(), target, capabilities)
            .plan(Map.of());
    PlanEdits edits = opened.edits(again);
    return new Design(edits.found(), edits.mapping(), edits::applied, Optional.empty());
  }
}
