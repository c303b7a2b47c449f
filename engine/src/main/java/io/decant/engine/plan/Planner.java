package io.decant.engine.plan;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Conversions;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Mapping;
import io.decant.engine.discover.Discovered;
import io.decant.engine.report.ObjectReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes the plan. No I/O: the same plan for the same input. */
public final class Planner {
  private final Endpoint source;
  private final Endpoint target;
  private final Discovered found;
  private final TargetSchema sink;
  private final Capabilities capabilities;
  private final Mapping mapping;
  private final Naming naming;
  private final List<String> problems = new ArrayList<>();
  private final Map<TableName, Table> chosen = new LinkedHashMap<>();
  private final Map<TableName, Renaming> asked = new LinkedHashMap<>();
  private final Map<TableName, Table> accepted;
  private final References references;
  private final UnaryOperator<MigrationPlan> revision;

  public Planner(
      Endpoint source,
      Endpoint target,
      Discovered found,
      Mapping mapping,
      TargetSchema sink,
      Capabilities capabilities) {
    this(source, target, found, mapping, sink, capabilities, UnaryOperator.identity());
  }

  /**
   * @param revision what the user wants otherwise in every plan
   */
  public Planner(
      Endpoint source,
      Endpoint target,
      Discovered found,
      Mapping mapping,
      TargetSchema sink,
      Capabilities capabilities,
      UnaryOperator<MigrationPlan> revision) {
    this.revision = revision;
    this.source = source;
    this.target = target;
    this.found = found;
    this.mapping = mapping;
    this.sink = sink;
    this.capabilities = capabilities;
    this.naming = new Naming(found, mapping.names(), sink, capabilities);
    List<Table> wanted =
        OldTypes.of(found, TypeChoices.made(found, mapping, problems), mapping.values());
    wanted = source.scheme().equals(target.scheme()) ? sameEngine(wanted) : wanted;
    wanted.forEach(table -> chosen.put(table.name(), table));
    List<Table> tables = KeyTypes.agreed(wanted, capabilities.has(Trait.EQUAL_KEY_TYPES));
    tables.forEach(
        table ->
            asked.put(
                table.name(),
                Renaming.of(
                    table, mapping.names(), mapping.choices().names(table.name()), problems)));
    this.accepted =
        naming.accepted(asked.values().stream().map(Renaming::table).toList(), problems);
    this.references = new References(found, accepted, capabilities);
  }

  private static List<Table> sameEngine(List<Table> tables) {
    List<Table> marked = new ArrayList<>();
    for (Table table : tables) {
      Set<String> options = new HashSet<>(table.options());
      options.add(Table.SAME_ENGINE);
      marked.add(table.withOptions(options));
    }
    return marked;
  }

  /** What the tables will be called in the target, by their names in the source. */
  public Map<TableName, TableName> targetNames() {
    Map<TableName, TableName> names = new LinkedHashMap<>();
    accepted.forEach((name, table) -> names.put(name, table.name()));
    return names;
  }

  /**
   * @param kept target tables that are there and will be filled as they are, by target name
   * @throws UnsupportedSchema something cannot be mapped; lists everything that cannot
   */
  public MigrationPlan plan(Map<TableName, Table> kept) {
    List<TablePlan> planned = new ArrayList<>();
    for (Table table : found.tables()) {
      Table wanted = accepted.get(table.name());
      if (wanted != null) {
        try {
          Table existing = kept.get(wanted.name());
          planned.add(existing == null ? made(table) : filled(table, existing, wanted.name()));
        } catch (UnsupportedSchema e) {
          problems.addAll(Naming.remedied(e));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema("plan", problems, "Mend each, then plan again.");
    }
    List<TablePlan> tables = NamesApart.of(planned, sink);
    List<ViewPlan> views = Views.planned(found, tables, naming, sink);
    return revision.apply(
        new MigrationPlan(
            source,
            target,
            found.catalog(),
            tables,
            steps(tables, views),
            views,
            skipped(views),
            mapping.names(),
            tables.stream().sorted(TablePlan.LARGEST_FIRST).map(TablePlan::name).toList(),
            Set.of(),
            PlanDigest.of(source, mapping, tables)));
  }

  /** A table that the run makes. */
  private TablePlan made(Table table) {
    List<Remark> remarks = new ArrayList<>();
    Renaming renaming = Objects.requireNonNull(asked.get(table.name()));
    Table wanted = Objects.requireNonNull(chosen.get(table.name()));
    found.remarks().stream()
        .filter(remark -> remark.object().table().equals(table.name()))
        .forEach(remarks::add);
    remarkWidened(wanted, renaming.table(), remarks);
    remarks.addAll(renaming.remarks());
    List<ForeignKey> keys = references.of(table, remarks);
    Acceptance acceptance =
        sink.accept(
            renaming
                .table()
                .withName(naming.wanted(table.name()))
                .withForeignKeys(keys.stream().map(renaming::foreignKey).toList()));
    acceptance.remarks().stream().map(renaming::inSource).forEach(remarks::add);
    List<Column> read = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column into = acceptance.table().columns().get(i);
      if (into.generated().isEmpty()) {
        // Computed by the source, plain in the target: then its values are copied.
        String evidence = wanted.columns().get(i).evidence();
        Column column =
            asStored(table.columns().get(i).withEvidence(evidence), wanted.columns().get(i), into);
        remarkEvidence(table, column, into, remarks);
        read.add(column.withGenerated(Optional.empty()));
      }
    }
    return plan(table, read, acceptance.table(), false, remarks);
  }

  /** Says that the data chose another type, unless the declaration is kept all the same. */
  private static void remarkEvidence(
      Table table, Column column, Column into, List<Remark> remarks) {
    String code = column.evidenceCode();
    if (!code.isEmpty() && !into.nativeType().equals(column.nativeType())) {
      remarks.add(
          new Remark(
              new ObjectRef(ObjectKind.COLUMN, table.name(), column.name()),
              Remark.Outcome.CHANGED,
              code,
              column.evidence().substring(code.length() + 1).strip()));
    }
  }

  private static void remarkWidened(Table table, Table widened, List<Remark> remarks) {
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      LogicalType type = widened.columns().get(i).type();
      if (!type.toString().equals(column.type().toString())) {
        remarks.add(
            new Remark(
                new ObjectRef(ObjectKind.COLUMN, table.name(), column.name()),
                Remark.Outcome.CHANGED,
                "FOREIGN_KEY_TYPE",
                type + " instead of " + column.type() + ", like the other side of a foreign key"));
      }
    }
  }

  /** A table that is there: what it has decides. */
  private TablePlan filled(Table table, Table existing, TableName name) {
    List<String> missing = match(table, existing).missing(name);
    TablePlan plan = matched(table, existing, name);
    if (!missing.isEmpty()) {
      throw new UnsupportedSchema(name.toString(), missing, "");
    }
    return plan;
  }

  private TableMatch match(Table table, Table existing) {
    return TableMatch.of(
        table, Objects.requireNonNull(chosen.get(table.name())), accepted(table.name()), existing);
  }

  /**
   * How a table compares with the one that is there: the columns that both have, as the target has
   * them.
   *
   * @throws UnsupportedSchema their values cannot be compared
   */
  public TablePlan matched(Table table, Table existing, TableName name) {
    TableMatch match = match(table, existing);
    Remark asItIs =
        new Remark(
            new ObjectRef(ObjectKind.TABLE, table.name(), table.name().name()),
            Remark.Outcome.CHANGED,
            "EXISTING",
            "was there and is filled as it is, with its own keys and indexes");
    Table into = existing.withName(name).withColumns(match.written());
    return plan(table, match.read(), into, true, List.of(asItIs));
  }

  /**
   * A sink that answers a wanted type with a variant has the values of its own engine before it,
   * and keeps them as they are stored: then they are read so, and no type is chosen.
   */
  static Column asStored(Column column, Column wanted, Column into) {
    boolean chosen = wanted.type().kind() != LogicalType.Kind.VARIANT;
    return chosen && into.type().kind() == LogicalType.Kind.VARIANT
        ? column.withType(into.type()).withEvidence("")
        : column;
  }

  private Table accepted(TableName name) {
    return Objects.requireNonNull(accepted.get(name));
  }

  private TablePlan plan(
      Table table, List<Column> read, Table to, boolean existing, List<Remark> remarks) {
    List<Column> written = to.storedColumns();
    List<ColumnConversion> conversions = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Column column = read.get(i);
      Column into = written.get(i);
      Conversions.between(
              column.type(), into.type(), capabilities.limits(), mapping.values(), into.nullable())
          .ifPresentOrElse(
              conversions::add,
              () ->
                  impossible.add(
                      table.name()
                          + "."
                          + column.name()
                          + ": a value of "
                          + column.nativeType()
                          + " means nothing in "
                          + into.nativeType()));
    }
    if (!impossible.isEmpty()) {
      throw new UnsupportedSchema(table.name().toString(), impossible, "");
    }
    String filter = found.filters().getOrDefault(table.name(), "");
    return new TablePlan(
        table, table.withColumns(read), to, existing, filter, conversions, remarks, 0);
  }

  /** Stage by stage, each statement once, whichever tables share it. */
  private List<SchemaStep> steps(List<TablePlan> tables, List<ViewPlan> views) {
    Map<String, SchemaStep> byStatement = new LinkedHashMap<>();
    tables.stream()
        .flatMap(
            table ->
                sink.steps(table.target()).stream()
                    .filter(step -> !table.existing() || step.stage().isForRows()))
        .sorted(Comparator.comparing(SchemaStep::stage))
        .forEach(step -> byStatement.merge(step.statement(), step, Planner::merged));
    views.stream()
        .flatMap(view -> view.step().stream())
        .forEach(step -> byStatement.put(step.statement(), step));
    return List.copyOf(byStatement.values());
  }

  private static SchemaStep merged(SchemaStep one, SchemaStep other) {
    List<ObjectRef> objects = new ArrayList<>(one.objects());
    objects.addAll(other.objects());
    return new SchemaStep(one.stage(), one.table(), objects, one.statement());
  }

  private List<SchemaObject> skipped(List<ViewPlan> views) {
    List<SchemaObject> skipped = new ArrayList<>(found.catalog().others());
    views.forEach(view -> skipped.remove(view.object()));
    for (TableName name : found.leftOut()) {
      skipped.add(
          new SchemaObject(ObjectKind.TABLE, name.toString(), "", ObjectReport.NOT_SELECTED));
    }
    return skipped;
  }
}
