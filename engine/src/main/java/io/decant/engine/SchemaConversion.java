package io.decant.engine;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SinkConnector;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.discover.Discovered;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.PlanText;
import io.decant.engine.plan.Planner;
import io.decant.engine.report.ConversionReport;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Converts a dump of one engine's schema into a script of another's. No server is asked: the dump
 * is read by its own engine's connector, and the target is one that its connector assumes. Between
 * them stands the same planner that a migration has, so that both decide the same.
 */
public final class SchemaConversion {
  private final Endpoint source;
  private final Endpoint target;
  private final SinkConnector to;
  private final AssumedTarget assumed;
  private Dump dump;
  private final Map<TableName, String> unfit = new HashMap<>();

  /**
   * What came of it.
   *
   * @param script the statements of the target, in the order in which they can be run
   * @param report with its conversion
   */
  public record Converted(String script, Report report) {}

  private SchemaConversion(
      Endpoint source, Endpoint target, SinkConnector to, AssumedTarget assumed, Dump dump) {
    this.source = source;
    this.target = target;
    this.to = to;
    this.assumed = assumed;
    this.dump = dump;
  }

  /**
   * @param fromEngine the scheme or alias that the dump's engine was named by
   * @param toEngine that of the target
   * @param name of the dump, for people
   * @param strict statements that are not converted are more losses than are allowed
   * @throws DecantException.UserError it is no dump, or declares no table
   * @throws DecantException.UnsupportedSchema names of tables collide in the target
   */
  public static Converted convert(
      DumpConnector from,
      String fromEngine,
      SinkConnector to,
      String toEngine,
      InputStream script,
      String name,
      String version,
      boolean strict) {
    Dump dump = from.readDump(fromEngine, script);
    if (dump.tables().isEmpty()) {
      throw new UserError(
          "--input " + name,
          "declares no table that was understood (%d statements)"
              .formatted(dump.statements().size()),
          "Is it a dump of " + fromEngine + " in SQL? See --from." + firstFailure(dump));
    }
    return new SchemaConversion(
            endpoint(Role.SOURCE, from.scheme(), fromEngine, name),
            endpoint(Role.TARGET, to.scheme(), toEngine, ""),
            to,
            to.assumed(toEngine),
            dump)
        .converted(version, strict);
  }

  private static String firstFailure(Dump dump) {
    return dump.statements().stream()
        .filter(statement -> statement.fate() == Fate.FAILED)
        .findFirst()
        .map(first -> " Line " + first.line() + ": " + first.reason() + ".")
        .orElse("");
  }

  private static Endpoint endpoint(Role role, String scheme, String typed, String path) {
    return new Endpoint(role, scheme, typed, "", 0, path, "", "", Map.of());
  }

  private static Outcome outcome(ConversionReport conversion, boolean strict) {
    if (strict && !conversion.isComplete()) {
      return Outcome.LOSSES;
    }
    return conversion.failed() > 0 ? Outcome.SCHEMA_FAILED : Outcome.DONE;
  }

  private Converted converted(String version, boolean strict) {
    List<Table> fit = dump.tables().stream().filter(this::fits).toList();
    dump = StrandedViews.without(dump, unfit.keySet());
    MigrationPlan plan = together(fit);
    ReportBuilder report =
        new ReportBuilder(
            MigrationSpec.of(source, target).withVersion(version), "convert-schema", plan);
    report.targetProduct(assumed.product());
    ConversionReport conversion = ConversionReport.of(fates(report.inventory().objects()));
    if (conversion.converted() == 0) {
      throw new UserError(
          "--input " + source.path(),
          "nothing of it can be converted: " + conversion.statements().get(0).reason(),
          "Mend it in the dump, or choose another engine with --to.");
    }
    Outcome outcome = outcome(conversion, strict);
    return new Converted(script(plan), report.build(outcome).with(conversion));
  }

  /** One table that cannot be held must not keep the others from being converted. */
  private boolean fits(Table table) {
    try {
      plan(List.of(table.withForeignKeys(List.of())));
      return true;
    } catch (UnsupportedSchema impossible) {
      unfit.put(table.name(), String.join("; ", problems(impossible)));
      return false;
    }
  }

  private MigrationPlan together(List<Table> tables) {
    try {
      return plan(tables);
    } catch (UnsupportedSchema impossible) {
      throw new UnsupportedSchema(
          "--input " + source.path(), problems(impossible), "Mend each in the dump.");
    }
  }

  /** Without what could be done about them in a migration: the options for it are not here. */
  private static List<String> problems(UnsupportedSchema impossible) {
    return impossible.problems().stream().map(problem -> problem.split(" -> ", 2)[0]).toList();
  }

  private MigrationPlan plan(List<Table> tables) {
    Set<TableName> names = tables.stream().map(Table::name).collect(Collectors.toSet());
    Discovered found =
        new Discovered(
            dump.catalog(),
            tables,
            dump.views(),
            Map.of(),
            Map.of(),
            dump.remarks().stream()
                .filter(remark -> names.contains(remark.object().table()))
                .toList(),
            List.copyOf(unfit.keySet()),
            Map.of());
    return new Planner(source, target, found, Mapping.DEFAULTS, assumed.schema(), to.capabilities())
        .plan(Map.of());
  }

  private String script(MigrationPlan plan) {
    StringBuilder script = new StringBuilder();
    assumed.schema().preamble().forEach(line -> script.append(line).append(";\n"));
    return script.append(PlanText.ddl(plan)).toString();
  }

  /** A statement whose objects all stay behind is not converted, whatever its reader thought. */
  private List<DumpStatement> fates(List<ObjectReport> objects) {
    Map<String, ObjectReport> byName = new HashMap<>();
    objects.forEach(object -> byName.put(object.kind() + " " + object.sourceName(), object));
    List<DumpStatement> fates = new ArrayList<>();
    for (DumpStatement statement : dump.statements()) {
      boolean counts = statement.fate() == Fate.CONVERTED || statement.fate() == Fate.MERGED;
      Optional<String> lost = counts ? lost(statement, byName) : Optional.empty();
      boolean isUnfit =
          statement.objects().stream().anyMatch(ref -> unfit.containsKey(ref.table()));
      fates.add(
          lost.map(why -> statement.with(isUnfit ? Fate.FAILED : Fate.LISTED, why))
              .orElse(statement));
    }
    return fates;
  }

  /** Why nothing of what a statement declares is in the target; empty when something is. */
  private Optional<String> lost(DumpStatement statement, Map<String, ObjectReport> objects) {
    List<String> reasons = new ArrayList<>();
    for (ObjectRef ref : statement.objects()) {
      ObjectReport object = objects.get(key(ref));
      if (unfit.containsKey(ref.table())) {
        reasons.add(unfit.get(ref.table()));
      } else if (object != null && object.status() == ObjectReport.Status.SKIPPED) {
        reasons.add(object.reason());
      } else {
        return Optional.empty();
      }
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  private static String key(ObjectRef ref) {
    boolean whole =
        switch (ref.kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> true;
          default -> ref.name().isEmpty() || ref.kind() == ObjectKind.SEQUENCE;
        };
    return ref.kind().label() + " " + ref.table() + (whole ? "" : "." + ref.name());
  }
}
