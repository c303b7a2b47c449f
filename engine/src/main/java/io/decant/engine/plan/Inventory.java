package io.decant.engine.plan;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.ObjectKind;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.ObjectReport.Status;
import io.decant.engine.report.Report.InventoryLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every object found in the source and what became of it. Each has exactly one status, so the count
 * balances by construction. Thread-safe: steps that fail at the same time may say so.
 */
public final class Inventory {
  private final List<PlannedObject> objects = new ArrayList<>();

  private Inventory() {}

  /** As planned: nothing has failed yet. */
  public static Inventory of(MigrationPlan plan) {
    Inventory inventory = new Inventory();
    for (TablePlan table : plan.tables()) {
      List<PlannedObject> ofTable = PlannedObject.of(table, plan.names());
      inventory.objects.addAll(ofTable);
      for (Remark remark : table.remarks()) {
        Status status =
            switch (remark.outcome()) {
              case CHANGED -> Status.CHANGED;
              case SKIPPED -> Status.SKIPPED;
            };
        inventory.about(remark, table, ofTable).change(status, remark.code(), remark.reason());
      }
    }
    plan.views().forEach(view -> inventory.objects.add(PlannedObject.of(view)));
    plan.skipped().forEach(object -> inventory.objects.add(PlannedObject.of(object)));
    return inventory;
  }

  /** An index that a table has no words for, and only its remark tells of, is an object as well. */
  private PlannedObject about(Remark remark, TablePlan table, List<PlannedObject> ofTable) {
    ObjectRef ref = remark.object();
    boolean told =
        ref.kind() != ObjectKind.INDEX
            || remark.outcome() != Outcome.SKIPPED
            || ofTable.stream()
                .anyMatch(each -> each.kind() == ref.kind() && each.isNamed(ref.name()));
    if (told) {
      return find(ofTable, ref);
    }
    PlannedObject untold = PlannedObject.of(table, ref);
    objects.add(untold);
    return untold;
  }

  /** What the step would have made is not there. */
  public synchronized void failed(SchemaStep step, String reason) {
    List<PlannedObject> ofTable =
        objects.stream().filter(object -> object.isIn(step.table())).toList();
    List<ObjectRef> refs =
        step.objects().isEmpty()
            ? List.of(new ObjectRef(ObjectKind.TABLE, step.table(), step.table().name()))
            : step.objects();
    if (!ofTable.isEmpty()) {
      refs.forEach(
          ref -> find(ofTable, ref).change(Status.FAILED, step.stage().name() + "_FAILED", reason));
    }
  }

  /** The target refused a view, which is no failure of the run. */
  public synchronized void refusedView(SchemaStep step, String reason) {
    objects.stream()
        .filter(object -> object.kind() == ObjectKind.VIEW && object.isIn(step.table()))
        .filter(object -> object.isNamed(step.objects().get(0).name()))
        .forEach(object -> object.change(Status.SKIPPED, "VIEW_REFUSED", reason));
  }

  public synchronized List<ObjectReport> objects() {
    return objects.stream().map(PlannedObject::report).toList();
  }

  /** One line for each kind that was found. */
  public synchronized List<InventoryLine> lines() {
    return Arrays.stream(ObjectKind.values())
        .filter(kind -> objects.stream().anyMatch(object -> object.kind() == kind))
        .map(
            kind ->
                new InventoryLine(
                    kind.label(),
                    objects.stream().filter(object -> object.kind() == kind).count(),
                    count(kind, Status.MIGRATED),
                    count(kind, Status.CHANGED),
                    count(kind, Status.SKIPPED),
                    count(kind, Status.FAILED)))
        .toList();
  }

  private long count(ObjectKind kind, Status status) {
    return objects.stream()
        .filter(object -> object.kind() == kind && object.status() == status)
        .count();
  }

  /** The object meant: by its name, else the only one of its kind, else the table itself. */
  private static PlannedObject find(List<PlannedObject> ofTable, ObjectRef ref) {
    List<PlannedObject> ofKind =
        ofTable.stream().filter(object -> object.kind() == ref.kind()).toList();
    return ofKind.stream()
        .filter(object -> object.isNamed(ref.name()))
        .findFirst()
        .orElse(ofKind.size() == 1 ? ofKind.get(0) : ofTable.get(0));
  }
}
