package io.decant.engine.plan;

import io.decant.connectors.spi.ObjectRef;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.NameStyle;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.ObjectReport.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One object of the source on its way through the run; its status only ever gets worse. */
final class PlannedObject {
  private final ObjectKind kind;
  private final String shown;
  private final Set<String> names;
  private final TableName target;
  private final String targetShown;
  private final String definition;
  private Status status = Status.MIGRATED;
  private final Set<String> codes = new LinkedHashSet<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  private PlannedObject(
      ObjectKind kind,
      String shown,
      Set<String> names,
      TableName target,
      String targetShown,
      String definition) {
    this.kind = kind;
    this.shown = shown;
    this.names = names;
    this.target = target;
    this.targetShown = targetShown;
    this.definition = definition;
  }

  /** The table first, then all that it consists of. */
  static List<PlannedObject> of(TablePlan plan, NameStyle names) {
    Table table = plan.source();
    Lister list = new Lister(plan, names);
    list.add(ObjectKind.TABLE, table.name().name(), "");
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      String targetName = list.targetColumn(i);
      list.addColumn(ObjectKind.COLUMN, column, targetName);
      if (column.defaultValue().isPresent()) {
        list.addColumn(ObjectKind.DEFAULT, column, targetName, text(column.defaultValue().get()));
      }
      if (column.identity().isPresent()) {
        list.addColumn(ObjectKind.IDENTITY, column, targetName);
      }
      if (column.generated().isPresent()) {
        list.addColumn(
            ObjectKind.GENERATED_COLUMN,
            column,
            targetName,
            column.generated().get().expression().text());
      }
      if (!column.comment().isEmpty()) {
        list.addColumn(ObjectKind.COMMENT, column, targetName);
      }
    }
    if (!table.comment().isEmpty()) {
      list.add(ObjectKind.COMMENT, table.name().name(), "");
    }
    table.primaryKey().ifPresent(key -> list.addKey(ObjectKind.PRIMARY_KEY, key));
    table.uniqueKeys().forEach(key -> list.addKey(ObjectKind.UNIQUE_KEY, key));
    for (Index index : table.indexes()) {
      list.addPart(
          ObjectKind.INDEX, index.name(), parts(index), list.target.of(index), text(index));
    }
    for (ForeignKey key : table.foreignKeys()) {
      list.addForeignKey(key);
    }
    for (Check check : table.checks()) {
      String text = check.expression().text();
      list.addPart(
          ObjectKind.CHECK, check.name(), "(" + text + ")", list.target.of(check), text, text);
    }
    return list.objects;
  }

  /** Something that stays behind. */
  static PlannedObject of(SchemaObject object) {
    PlannedObject planned =
        new PlannedObject(
            object.kind(), object.name(), Set.of(), TableName.of(""), "", object.definition());
    planned.change(Status.SKIPPED, ObjectReport.NOT_MOVED, object.reason());
    return planned;
  }

  /** Something of a table that is only known by its name. */
  static PlannedObject of(TablePlan plan, ObjectRef ref) {
    return new PlannedObject(
        ref.kind(),
        plan.name() + "." + ref.name(),
        Set.of(ref.name()),
        plan.target().name(),
        "",
        "");
  }

  static PlannedObject of(ViewPlan view) {
    SchemaObject object = view.object();
    PlannedObject planned =
        new PlannedObject(
            object.kind(),
            object.name(),
            Set.of(object.name()),
            view.target(),
            view.target().name(),
            object.definition());
    if (view.step().isEmpty()) {
      planned.change(Status.SKIPPED, ObjectReport.VIEW_QUERY, view.remark());
    } else if (view.changed()) {
      planned.change(Status.CHANGED, ObjectReport.VIEW_QUERY, view.remark());
    } else if (!view.reason().isEmpty()) {
      planned.change(Status.MIGRATED, "VIEW_NEEDS", view.reason());
    }
    return planned;
  }

  ObjectKind kind() {
    return kind;
  }

  Status status() {
    return status;
  }

  boolean isIn(TableName targetTable) {
    return !names.isEmpty() && target.equals(targetTable);
  }

  boolean isNamed(String name) {
    return names.contains(name);
  }

  void change(Status newStatus, String code, String reason) {
    if (newStatus.compareTo(status) > 0) {
      status = newStatus;
    }
    codes.add(code);
    reasons.add(reason);
  }

  ObjectReport report() {
    boolean there = status == Status.MIGRATED || status == Status.CHANGED;
    return new ObjectReport(
        kind.label(),
        shown,
        there ? targetShown : "",
        status,
        String.join(" ", codes),
        String.join("; ", reasons),
        there ? "" : definition);
  }

  /** What a foreign key without a name is called by. */
  static String description(ForeignKey key) {
    return columns(key.columns()) + " -> " + key.target();
  }

  private static String columns(List<String> names) {
    return "(" + String.join(", ", names) + ")";
  }

  private static String parts(Index index) {
    return columns(index.parts().stream().map(Index.Part::toString).toList());
  }

  private static String text(DefaultValue value) {
    return value instanceof DefaultValue.Computed computed ? computed.expression().text() : "";
  }

  private static String text(Index index) {
    String unique = index.unique() ? "UNIQUE " : "";
    String where = index.predicate().map(by -> " WHERE " + by).orElse("");
    return index.definition().isEmpty()
        ? unique + index.method() + " " + parts(index) + where
        : unique + index.definition();
  }

  /** Collects the objects of one table. */
  private static final class Lister {
    private final TablePlan plan;
    private final NameStyle names;
    private final TargetNames target;
    private final List<PlannedObject> objects = new ArrayList<>();

    Lister(TablePlan plan, NameStyle names) {
      this.plan = plan;
      this.names = names;
      this.target = new TargetNames(plan);
    }

    /** By place where the sink answered column by column, else by name. */
    String targetColumn(int index) {
      List<Column> columns = plan.target().columns();
      String name = plan.source().columns().get(index).name();
      return plan.existing() || index >= columns.size() ? name : columns.get(index).name();
    }

    void addColumn(ObjectKind kind, Column column, String targetName) {
      addColumn(kind, column, targetName, "");
    }

    void addColumn(ObjectKind kind, Column column, String targetName, String definition) {
      add(
          kind,
          Set.copyOf(List.of(column.name(), targetName)),
          column.name(),
          targetName,
          definition);
    }

    void addKey(ObjectKind kind, Key key) {
      addPart(kind, key.name(), columns(key.columns()), target.of(key), "", joined(key.columns()));
    }

    void addForeignKey(ForeignKey key) {
      addPart(
          ObjectKind.FOREIGN_KEY,
          key.name(),
          description(key),
          target.of(key),
          "",
          joined(key.columns()));
    }

    /** What sinks call a key that has no name. */
    private String[] joined(List<String> columns) {
      return new String[] {String.join(",", columns), String.join(",", target.columns(columns))};
    }

    /** The table itself, or its comment. */
    void add(ObjectKind kind, String name, String definition) {
      String targetName = plan.target().name().name();
      add(kind, Set.copyOf(List.of(name, targetName)), "", "", definition);
    }

    /** What has no name is shown by its description. */
    void addPart(
        ObjectKind kind,
        String name,
        String description,
        Optional<String> inTarget,
        String definition,
        String... otherNames) {
      String part = name.isEmpty() ? description : name;
      String targetPart = name.isEmpty() ? description : inTarget.orElse(names.of(name));
      Set<String> called = new HashSet<>(List.of(part, targetPart));
      inTarget.ifPresent(called::add);
      if (name.isEmpty()) {
        called.addAll(List.of(otherNames));
      } else {
        called.add(names.of(name));
      }
      add(kind, Set.copyOf(called), part, targetPart, definition);
    }

    private void add(
        ObjectKind kind, Set<String> called, String part, String targetPart, String definition) {
      String dot = part.isEmpty() ? "" : ".";
      objects.add(
          new PlannedObject(
              kind,
              plan.name() + dot + part,
              called,
              plan.target().name(),
              plan.target().name() + dot + targetPart,
              definition));
    }
  }
}
