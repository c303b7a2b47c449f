package io.decant.engine.planfile;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.TableName;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.plan.ViewPlan;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user has done to a plan's statements: left some out, rewritten some, added some, put
 * them into another order. What was left alone is run as the plan has it now, which other edits may
 * have made another statement.
 */
public final class StatementEdits {
  private final List<Statement> after;
  private final Map<Statement, Statement> was = new HashMap<>();
  private final List<Statement> gone = new ArrayList<>();
  private final Refusal refusal;
  private final Set<TableName> tables;

  /**
   * @param again the plan as it was made, before anything was edited
   * @param before its statements
   * @param after those of the file
   */
  StatementEdits(
      MigrationPlan again, List<Statement> before, List<Statement> after, Refusal refusal) {
    this.after = after;
    this.refusal = refusal;
    this.tables = again.tables().stream().map(TablePlan::name).collect(Collectors.toSet());
    List<Statement> left = new ArrayList<>(before);
    pair(left, Statement::isSame);
    pair(left, Statement::isLike);
    gone.addAll(left);
    for (Statement own : after) {
      if (!was.containsKey(own)) {
        requireOwn(own);
      }
    }
  }

  private interface Likeness {
    boolean holds(Statement one, Statement other);
  }

  private void pair(List<Statement> left, Likeness likeness) {
    for (Statement statement : after) {
      if (!was.containsKey(statement)) {
        left.stream()
            .filter(before -> likeness.holds(before, statement))
            .findFirst()
            .ifPresent(
                before -> {
                  was.put(statement, before);
                  left.remove(before);
                });
      }
    }
  }

  /** The source's table that a statement is about. */
  private TableName table(Statement statement) {
    return tables.stream()
        .filter(name -> name.toString().equals(statement.owner()))
        .findFirst()
        .orElseThrow(
            () ->
                refusal.at(
                    statement.place() + ".table",
                    "the plan knows no table '" + statement.owner() + "'",
                    Suggestion.of(
                        statement.owner(), tables.stream().map(TableName::toString).toList())));
  }

  private void requireOwn(Statement own) {
    if (!own.makes().isEmpty()) {
      throw refusal.at(
          own.place() + ".makes",
          "it follows from the statement that the plan had there",
          "A statement of your own has no makes:, and one that is edited keeps its table and makes.");
    }
    if (!own.stage().beforeData() && own.stage() != Stage.VIEW && own.owner().isEmpty()) {
      throw refusal.at(
          own.place(),
          "it does not say after which table's rows it is run",
          "Add table: and one of the names under tables.");
    }
  }

  /**
   * @throws UserError an edited statement is no longer in the plan, or would not be run
   */
  MigrationPlan applied(MigrationPlan plan) {
    return new Application(plan).plan();
  }

  /** On one plan. */
  private final class Application {
    private final MigrationPlan plan;
    private final Map<TableName, TablePlan> bySource = new LinkedHashMap<>();
    private final Map<TableName, TablePlan> byTarget = new HashMap<>();
    private final List<SchemaStep> open;
    private final Map<TableName, List<Remark>> remarks = new HashMap<>();
    private final Map<TableName, List<ObjectRef>> changed = new HashMap<>();
    private final Map<String, ViewPlan> views = new LinkedHashMap<>();
    private final Set<TableName> written = new HashSet<>();

    Application(MigrationPlan plan) {
      this.plan = plan;
      this.open = new ArrayList<>(plan.steps());
      for (TablePlan table : plan.tables()) {
        bySource.put(table.name(), table);
        byTarget.put(table.target().name(), table);
      }
      plan.views().forEach(view -> views.put(view.object().name(), view));
    }

    MigrationPlan plan() {
      gone.forEach(this::leaveOut);
      List<SchemaStep> steps = new ArrayList<>();
      for (Stage stage : Stage.values()) {
        after.stream()
            .filter(statement -> statement.stage() == stage)
            .forEach(statement -> step(statement).ifPresent(steps::add));
        // What other edits brought forth.
        List<SchemaStep> more = open.stream().filter(step -> step.stage() == stage).toList();
        steps.addAll(more);
        open.removeAll(more);
      }
      return plan.with(
          plan.tables().stream().map(this::table).toList(),
          steps,
          List.copyOf(views.values()),
          written);
    }

    /** Empty for one of a table that is not made. */
    private Optional<SchemaStep> step(Statement statement) {
      Statement before = was.get(statement);
      if (before == null) {
        return own(statement);
      }
      Optional<SchemaStep> step = find(before);
      if (statement.sql().equals(before.sql())) {
        step.ifPresent(open::remove);
        return step;
      }
      if (step.isEmpty()) {
        if (isMade(statement)) {
          throw refusal.at(
              statement.place(),
              "it is edited, but after the other edits the plan has no such statement any more",
              "Undo one of the two.");
        }
        return Optional.empty();
      }
      open.remove(step.get());
      edited(statement, step.get());
      return Optional.of(
          new SchemaStep(
              step.get().stage(), step.get().table(), step.get().objects(), statement.sql()));
    }

    private Optional<SchemaStep> own(Statement statement) {
      if (statement.owner().isEmpty() || statement.stage() == Stage.VIEW) {
        // Of no table: where it stands says what has failed, if it does.
        String name = statement.owner().isEmpty() ? statement.place() : statement.owner();
        return Optional.of(
            new SchemaStep(statement.stage(), TableName.of(name), List.of(), statement.sql()));
      }
      TablePlan table = bySource.get(StatementEdits.this.table(statement));
      if (table == null) {
        throw refusal.at(
            statement.place(),
            "its table " + statement.owner() + " is left out",
            "Leave the statement out, too, or name another table.");
      }
      if (table.existing()) {
        return Optional.empty();
      }
      return Optional.of(
          new SchemaStep(statement.stage(), table.target().name(), List.of(), statement.sql()));
    }

    /** The table is neither left out nor there already. */
    private boolean isMade(Statement statement) {
      return statement.stage() == Stage.VIEW
          || tables.stream()
              .filter(name -> name.toString().equals(statement.owner()))
              .map(bySource::get)
              .anyMatch(table -> table != null && !table.existing());
    }

    private void leaveOut(Statement statement) {
      Optional<SchemaStep> found = find(statement);
      if (found.isEmpty()) {
        return;
      }
      SchemaStep step = found.get();
      open.remove(step);
      if (step.stage() == Stage.TABLE) {
        throw refusal.at(
            "statements.table",
            "the statement that makes " + statement.owner() + " is left out, but not the table",
            "Leave it out under tables, too.");
      }
      if (step.stage() == Stage.VIEW) {
        view(statement.owner(), Optional.empty(), "left out in the plan");
        return;
      }
      TablePlan table = byTarget.get(step.table());
      if (table != null) {
        List<ObjectRef> objects = step.objects();
        objects.forEach(
            object ->
                remark(table, object, Remark.Outcome.SKIPPED, "LEFT_OUT", "left out in the plan"));
        changed.computeIfAbsent(step.table(), name -> new ArrayList<>()).addAll(objects);
        if (objects.isEmpty()) {
          remark(
              table,
              itself(table),
              Remark.Outcome.CHANGED,
              "LEFT_OUT",
              "its statement '" + ReportJson.word(step.stage()) + "' is left out in the plan");
        }
      }
    }

    private void edited(Statement statement, SchemaStep step) {
      if (step.stage() == Stage.VIEW) {
        view(
            statement.owner(),
            Optional.of(
                new SchemaStep(step.stage(), step.table(), step.objects(), statement.sql())),
            "its statement was edited in the plan");
        return;
      }
      TablePlan table = byTarget.get(step.table());
      if (table == null) {
        return;
      }
      if (step.stage() == Stage.TABLE) {
        written.add(step.table());
      }
      List<ObjectRef> objects =
          step.stage() == Stage.TABLE || step.objects().isEmpty()
              ? List.of(itself(table))
              : step.objects();
      objects.forEach(
          object ->
              remark(
                  table,
                  object,
                  Remark.Outcome.CHANGED,
                  "EDITED",
                  "its statement was edited in the plan"));
      // How rows are told apart stays promised, whoever makes the table.
      changed
          .computeIfAbsent(step.table(), name -> new ArrayList<>())
          .addAll(
              step.objects().stream()
                  .filter(
                      object ->
                          step.stage() != Stage.TABLE || object.kind() != ObjectKind.PRIMARY_KEY)
                  .toList());
    }

    private static ObjectRef itself(TablePlan table) {
      return new ObjectRef(ObjectKind.TABLE, table.name(), table.name().name());
    }

    private void remark(
        TablePlan table, ObjectRef object, Remark.Outcome outcome, String code, String reason) {
      remarks
          .computeIfAbsent(table.name(), name -> new ArrayList<>())
          .add(
              new Remark(
                  new ObjectRef(object.kind(), table.name(), object.name()),
                  outcome,
                  code,
                  reason));
    }

    private void view(String name, Optional<SchemaStep> step, String reason) {
      ViewPlan view = views.get(name);
      if (view != null) {
        views.put(name, new ViewPlan(view.object(), view.target(), step, step.isPresent(), reason));
      }
    }

    /** The step as the plan has it after the other edits. */
    private Optional<SchemaStep> find(Statement before) {
      List<SchemaStep> like =
          open.stream()
              .filter(step -> step.stage() == before.stage() && owner(step).equals(before.owner()))
              .toList();
      return like.stream()
          .filter(step -> step.statement().strip().equals(before.sql()))
          .findFirst()
          .or(
              () ->
                  like.stream()
                      .filter(step -> PlanTree.makes(step).equals(before.makes()))
                      .findFirst());
    }

    private String owner(SchemaStep step) {
      return PlanTree.owner(step, byTarget);
    }

    private TablePlan table(TablePlan table) {
      List<Remark> more = remarks.getOrDefault(table.name(), List.of());
      List<ObjectRef> objects = changed.getOrDefault(table.target().name(), List.of());
      if (more.isEmpty() && objects.isEmpty()) {
        return table;
      }
      List<Remark> all = new ArrayList<>(table.remarks());
      all.addAll(more);
      return new TablePlan(
          table.source(),
          table.read(),
          WithoutParts.of(table.target(), objects),
          table.existing(),
          table.filter(),
          table.conversions(),
          all,
          table.splitBytes());
    }
  }
}
