package io.decant.engine;

import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.planfile.SavedPlan;
import io.decant.engine.preflight.CertainLosses;
import io.decant.engine.preflight.Intended;
import io.decant.engine.preflight.Intended.Held;
import io.decant.engine.preflight.Preflight;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that is decided before the first byte is written: which run this is, what may be done
 * with tables that are there, and the plan.
 */
final class RunStart {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Session session;
  private final MigrationSpec spec;
  private final Scope scope;
  private final Optional<RunRecord> earlier;
  private Map<TableName, Table> there = Map.of();

  RunStart(Session session, MigrationSpec spec, Scope scope) {
    this.session = session;
    this.spec = spec;
    this.scope = scope;
    this.earlier = session.earlier();
  }

  Optional<RunRecord> earlier() {
    return earlier;
  }

  /** The plan; whatever is found on the way to it is noted, and told. */
  MigrationPlan checked(Preflight preflight, Stages stages) {
    try {
      MigrationPlan plan = stages.in(Stage.PLAN, () -> plan(preflight));
      stages.run(Stage.PREFLIGHT, () -> ask(preflight, plan));
      return plan;
    } finally {
      preflight
          .findings()
          .forEach(finding -> stages.listener().on(new Event.PreflightFinding(finding)));
    }
  }

  /**
   * Makes the plan, and notes what is in its way; the rest is up to whoever asks for it. What the
   * plan is when there are errors is of use for further checks alone.
   *
   * @throws DecantException there is no plan: tells of everything found so far
   */
  private MigrationPlan plan(Preflight preflight) {
    preflight.ask("source " + spec.source(), session::sourceFindings);
    there = session.existing();
    preflight.check("TARGET_TABLES", this::requireTables);
    preflight.check("TARGET_NOT_EMPTY", this::requireRoom);
    MigrationPlan plan = planned(preflight);
    if (scope.copiesRows()) {
      requireConditions(preflight, session.source(), plan, spec.saved());
      preflight.check(
          "NO_ROOM", () -> Gatherings.requireRoom(plan, session.source(), session.sink()));
      new CertainLosses(plan, spec.policies().loss()).check(preflight);
    }
    preflight.check("RESUME", () -> requireSame(plan));
    return plan;
  }

  /** Each on its own, so that all wrong ones are told at once. */
  static void requireConditions(
      Preflight preflight, Source source, MigrationPlan plan, Optional<SavedPlan> saved) {
    for (TablePlan table : plan.tables()) {
      if (!table.filter().isEmpty()) {
        preflight.check("CONDITION", () -> requireUnderstood(source, table, saved));
      }
    }
  }

  /** What a plan holds is corrected there. */
  private static void requireUnderstood(Source source, TablePlan table, Optional<SavedPlan> saved) {
    try {
      source.requireUnderstood(table.read(), table.filter());
    } catch (UserError refused) {
      String place =
          saved.map(plan -> plan.whereOf(table.name())).orElse("--where of table " + table.name());
      throw new UserError(place, refused.message(), refused.hint());
    }
  }

  private MigrationPlan planned(Preflight preflight) {
    try {
      return session.planner().plan(scope.makesTables() ? keptOf() : there);
    } catch (UnsupportedSchema impossible) {
      preflight.note("NO_MAPPING", impossible);
      preflight.require();
      throw impossible;
    }
  }

  private void requireSame(MigrationPlan plan) {
    if (earlier.isPresent() && !earlier.get().planDigest().equals(plan.digest())) {
      throw new UserError(
          "--resume",
          "the schema or the options changed since run " + earlier.get().run() + " began",
          "Use the same options, or begin anew with --if-exists drop.");
    }
  }

  /** Asks the target about the plan. */
  private void ask(Preflight preflight, MigrationPlan plan) {
    boolean sized = earlier.isEmpty();
    List<Table> filled =
        plan.tables().stream()
            .map(table -> table.target().withStatistics(sized ? added(table) : Statistics.UNKNOWN))
            .toList();
    List<SchemaStep> steps = scope.makesTables() ? plan.steps() : List.of();
    preflight.ask("target " + spec.target(), () -> session.sink().findings(filled, steps));
  }

  /** What a table grows by: rows that are removed first make room. */
  private Statistics added(TablePlan table) {
    Statistics size = table.source().statistics();
    if (!scope.copiesRows() || !table.filter().isEmpty() || size.bytes() < 0) {
      return Statistics.UNKNOWN;
    }
    IfExists policy = spec.policies().ifExists();
    boolean cleared = policy == IfExists.DROP || policy == IfExists.TRUNCATE;
    Table old = cleared ? there.get(table.target().name()) : null;
    long freed = old == null ? 0 : Math.max(0, old.statistics().bytes());
    return new Statistics(size.rows(), Math.max(0, size.bytes() - freed), false);
  }

  /** What the run would do to what is there. */
  Intended intended(MigrationPlan plan, List<Finding> findings) {
    List<Held> held = new ArrayList<>();
    new TreeMap<>(there)
        .forEach(
            (name, table) -> {
              Statistics size = table.statistics();
              held.add(new Held(name.toString(), size.rows(), size.exact()));
            });
    IfExists policy = spec.policies().ifExists();
    List<TableName> views =
        policy == IfExists.DROP && scope.makesTables()
            ? plan.steps().stream()
                .filter(step -> step.stage() == SchemaStep.Stage.VIEW)
                .map(SchemaStep::table)
                .toList()
            : List.of();
    List<TableName> gone = views.isEmpty() ? views : session.targetTables().views(views);
    return new Intended(policy, held, gone.stream().map(TableName::toString).toList(), findings);
  }

  /** Writes the first byte. */
  Lease begin(MigrationPlan plan, String position) {
    return session
        .sink()
        .ledger()
        .begin(
            new RunRecord(
                spec.run().id().isEmpty() ? newId() : spec.run().id(),
                1,
                plan.digest(),
                spec.source().toString(),
                position,
                new SecureRandom().nextLong(),
                "running"));
  }

  /** Of the tables that are there, those that are filled as they are. */
  private Map<TableName, Table> keptOf() {
    return switch (spec.policies().ifExists()) {
      case ERROR, DROP -> Map.of();
      case APPEND, TRUNCATE -> {
        Map<TableName, Table> kept = new HashMap<>(there);
        kept.keySet().removeAll(madeByUs());
        yield kept;
      }
    };
  }

  /** The tables that an earlier attempt of this run has made. */
  private Set<TableName> madeByUs() {
    Set<TableName> made = new HashSet<>();
    earlier.ifPresent(
        run -> {
          Set<String> done = Set.copyOf(session.sink().ledger().steps(run.run()));
          session.planner().plan(Map.of()).steps().stream()
              .filter(step -> step.stage() == SchemaStep.Stage.TABLE)
              .filter(step -> done.contains(step.statement()))
              .forEach(step -> made.add(step.table()));
        });
    return made;
  }

  /** For the data alone, all tables must be there, and stay. */
  private void requireTables() {
    if (scope.makesTables()) {
      return;
    }
    Set<TableName> missing = new TreeSet<>(session.planner().targetNames().values());
    missing.removeAll(there.keySet());
    if (!missing.isEmpty()) {
      throw new UserError(
          "target " + spec.target(),
          "has no table " + Listing.of(missing),
          "Make it with decant migrate-schema, or use decant migrate.");
    }
    if (spec.policies().ifExists() == IfExists.DROP) {
      throw new UserError(
          "--if-exists", "drop would remove the tables to be filled", "Use truncate or append.");
    }
  }

  /** Without the user's word, nothing that is there is touched. */
  private void requireRoom() {
    if (spec.policies().ifExists() != IfExists.ERROR || earlier.isPresent()) {
      return;
    }
    if (scope.makesTables()) {
      if (!there.isEmpty()) {
        throw new UserError(
            "target " + spec.target(),
            "already holds " + Listing.of(new TreeSet<>(there.keySet())),
            "Nothing was touched. Use --if-exists append, truncate or drop, or another target.");
      }
      return;
    }
    Set<TableName> filled = session.targetTables().filled(there.values());
    Set<TableName> full = new TreeSet<>();
    there.forEach(
        (name, table) -> {
          if (filled.contains(table.name())) {
            full.add(name);
          }
        });
    if (!full.isEmpty()) {
      throw new UserError(
          "target " + spec.target(),
          "already holds rows in " + Listing.of(full),
          "Nothing was touched. Use --if-exists append or truncate.");
    }
  }

  /** The time, so that runs sort, and some chance, so that two at a time differ. */
  private static String newId() {
    byte[] chance = new byte[3];
    new SecureRandom().nextBytes(chance);
    return ID_TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(chance);
  }
}
