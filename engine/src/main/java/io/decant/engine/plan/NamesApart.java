package io.decant.engine.plan;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Sees to it that parts of several tables that the run makes do not get one name, where the target
 * lets all tables share them.
 */
final class NamesApart {
  private final TablePlan plan;
  private final Table renamed;
  private final List<Remark> remarks;

  private NamesApart(TablePlan plan, Table renamed) {
    this.plan = plan;
    this.renamed = renamed;
    this.remarks = new ArrayList<>(plan.remarks());
  }

  static List<TablePlan> of(List<TablePlan> plans, TargetSchema sink) {
    List<Table> made =
        plans.stream().filter(plan -> !plan.existing()).map(TablePlan::target).toList();
    Iterator<Table> apart = sink.apart(made).iterator();
    return plans.stream()
        .map(plan -> plan.existing() ? plan : new NamesApart(plan, apart.next()).plan())
        .toList();
  }

  private TablePlan plan() {
    Table target = plan.target();
    if (renamed.equals(target)) {
      return plan;
    }
    compare(
        ObjectKind.PRIMARY_KEY,
        target.primaryKey().stream().toList(),
        renamed.primaryKey().stream().toList(),
        Key::name);
    compare(ObjectKind.UNIQUE_KEY, target.uniqueKeys(), renamed.uniqueKeys(), Key::name);
    compare(ObjectKind.INDEX, target.indexes(), renamed.indexes(), Index::name);
    compare(ObjectKind.FOREIGN_KEY, target.foreignKeys(), renamed.foreignKeys(), ForeignKey::name);
    compare(ObjectKind.CHECK, target.checks(), renamed.checks(), Check::name);
    return new TablePlan(
        plan.source(),
        plan.read(),
        renamed,
        false,
        plan.filter(),
        plan.conversions(),
        remarks,
        plan.splitBytes());
  }

  private <T> void compare(
      ObjectKind kind, List<T> before, List<T> after, Function<T, String> name) {
    for (int i = 0; i < before.size(); i++) {
      String was = name.apply(before.get(i));
      String is = name.apply(after.get(i));
      if (!was.equals(is)) {
        ObjectRef object = new ObjectRef(kind, plan.name(), is);
        String reason = "renamed to " + is + ", because something else is called " + was;
        remarks.add(new Remark(object, Remark.Outcome.CHANGED, "NAME", reason));
      }
    }
  }
}
