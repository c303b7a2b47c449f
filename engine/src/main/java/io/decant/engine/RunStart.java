package io.decant.engine;

import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.LossPolicy;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
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
import java.util.TreeSet;

/**
 * Everything that is decided before the first byte is written: which run this is, what may be done
 * with tables that are there, and the plan. Whatever is wrong is thrown from here.
 */
final class RunStart {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Session session;
  private final MigrationSpec spec;
  private final Scope scope;
  private final Optional<RunRecord> earlier;

  RunStart(Session session, MigrationSpec spec, Scope scope) {
    this.session = session;
    this.spec = spec;
    this.scope = scope;
    this.earlier = session.earlier();
  }

  Optional<RunRecord> earlier() {
    return earlier;
  }

  /**
   * @throws UnsupportedSchema it forbids losses, and some are certain
   * @throws UserError the policy forbids it, or the plan is not the one that the run began with
   */
  MigrationPlan plan() {
    Map<TableName, Table> there = session.existing();
    MigrationPlan plan =
        scope.makesTables()
            ? session.planner().plan(keptOf(there))
            : session.planner().plan(filled(there));
    if (spec.policies().loss().mode() == LossPolicy.Mode.FORBID && scope.copiesRows()) {
      forbidCertain(plan);
    }
    if (earlier.isPresent() && !earlier.get().planDigest().equals(plan.digest())) {
      throw new UserError(
          "--resume",
          "the schema or the options changed since run " + earlier.get().run() + " began",
          "Use the same options, or begin anew with --if-exists drop.");
    }
    return plan;
  }

  /** What will change every value need not be tried first. */
  private static void forbidCertain(MigrationPlan plan) {
    List<String> certain = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      Statistics size = table.source().statistics();
      for (int i = 0; i < table.conversions().size(); i++) {
        String column = table.name() + "." + table.readColumns().get(i).name();
        table.conversions().get(i).losses().stream()
            .filter(loss -> loss.certain() && !(size.exact() && size.rows() == 0))
            .forEach(loss -> certain.add(column + ": " + loss.code() + ", " + loss.note()));
      }
    }
    if (!certain.isEmpty()) {
      throw new UnsupportedSchema(
          "--loss forbid",
          certain,
          "Allow it with --loss allow:CODE, or leave the tables out with --exclude-tables.");
    }
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
  private Map<TableName, Table> keptOf(Map<TableName, Table> there) {
    return switch (spec.policies().ifExists()) {
      case ERROR -> {
        if (earlier.isEmpty() && !there.isEmpty()) {
          throw new UserError(
              "target " + spec.target(),
              "already holds " + Listing.of(new TreeSet<>(there.keySet())),
              "Nothing was touched. Use --if-exists append, truncate or drop, or another target.");
        }
        yield Map.of();
      }
      case DROP -> Map.of();
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

  /** For the data alone, all tables must be there. */
  private Map<TableName, Table> filled(Map<TableName, Table> there) {
    Set<TableName> missing = new TreeSet<>(session.planner().targetNames().values());
    missing.removeAll(there.keySet());
    if (!missing.isEmpty()) {
      throw new UserError(
          "target " + spec.target(),
          "has no table " + Listing.of(missing),
          "Make it with decant migrate-schema, or use decant migrate.");
    }
    IfExists policy = spec.policies().ifExists();
    if (policy == IfExists.DROP) {
      throw new UserError(
          "--if-exists", "drop would remove the tables to be filled", "Use truncate or append.");
    }
    if (policy == IfExists.ERROR && earlier.isEmpty()) {
      Set<TableName> full = new TreeSet<>();
      Set<TableName> filled = session.targetTables().filled(there.values());
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
    return there;
  }

  /** The time, so that runs sort, and some chance, so that two at a time differ. */
  private static String newId() {
    byte[] chance = new byte[3];
    new SecureRandom().nextBytes(chance);
    return ID_TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(chance);
  }
}
