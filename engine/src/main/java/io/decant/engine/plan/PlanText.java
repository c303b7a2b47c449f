package io.decant.engine.plan;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.convert.Loss;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan for people. */
public final class PlanText {
  private static final String[] HEADINGS = {
    "column", "source type", "meaning", "target type", "conversion"
  };

  private final StringBuilder out = new StringBuilder();

  private PlanText() {}

  /** Tables, columns, losses, statements, and what stays behind. */
  public static String of(MigrationPlan plan) {
    PlanText text = new PlanText();
    text.line("Plan: " + plan.source() + " -> " + plan.target());
    text.line("Source: " + plan.catalog().product());
    plan.tables().forEach(text::table);
    text.objects("Views", views(plan, true));
    text.steps(plan.steps());
    List<String> behind = new ArrayList<>(views(plan, false));
    plan.skipped().forEach(object -> behind.add(line(object, object.reason())));
    text.objects("Stays behind", behind);
    return text.out.toString();
  }

  /** Of the views that are made, those that are not made as they are. */
  private static List<String> views(MigrationPlan plan, boolean made) {
    return plan.views().stream()
        .filter(view -> view.step().isPresent() == made && !view.remark().isEmpty())
        .map(view -> line(view.object(), view.remark()))
        .toList();
  }

  private static String line(SchemaObject object, String reason) {
    return "  " + object.kind().label() + " " + object.name() + ": " + reason;
  }

  private void objects(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      line("");
      line(heading);
      lines.forEach(this::line);
    }
  }

  /** The statements alone, as a script of the target's language. */
  public static String ddl(MigrationPlan plan) {
    StringBuilder script = new StringBuilder();
    for (SchemaStep step : plan.steps()) {
      String statement = step.statement().strip();
      script.append(statement).append(statement.endsWith(";") ? "\n" : ";\n");
    }
    return script.toString();
  }

  private void table(TablePlan table) {
    line("");
    String into = table.existing() ? " (there already, filled as it is)" : "";
    line("Table " + table.name() + " -> " + table.target().name() + into);
    if (!table.filter().isEmpty()) {
      line("  rows where " + table.filter());
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (int i = 0; i < table.conversions().size(); i++) {
      Column from = table.readColumns().get(i);
      Column to = table.writtenColumns().get(i);
      rows.add(
          new String[] {
            from.name().equals(to.name()) ? from.name() : from.name() + " as " + to.name(),
            from.nativeType(),
            from.type().toString(),
            to.nativeType(),
            table.conversions().get(i).name()
          });
    }
    aligned(rows);
    for (int i = 0; i < table.conversions().size(); i++) {
      notes(table.readColumns().get(i), table.conversions().get(i).losses());
    }
    table
        .remarks()
        .forEach(
            remark ->
                line(
                    "  ! "
                        + remark.object().kind().label()
                        + " "
                        + remark.object().name()
                        + " "
                        + remark.outcome().name().toLowerCase(Locale.ROOT)
                        + ", "
                        + remark.code()
                        + ": "
                        + remark.reason()));
  }

  private void notes(Column column, List<Loss> losses) {
    if (!column.evidence().isEmpty()) {
      line("  . " + column.name() + ": " + column.evidence());
    }
    for (Loss loss : losses) {
      String effect = loss.effect().name().toLowerCase(Locale.ROOT);
      line(
          "  ~ "
              + column.name()
              + (loss.certain() ? " loses: " : " may lose: ")
              + loss.code()
              + " ("
              + effect
              + ") "
              + loss.note());
    }
  }

  private void steps(List<SchemaStep> steps) {
    for (SchemaStep.Stage stage : SchemaStep.Stage.values()) {
      List<SchemaStep> ofStage = steps.stream().filter(step -> step.stage() == stage).toList();
      if (!ofStage.isEmpty()) {
        line("");
        line(
            "Statements, "
                + stage.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (stage.beforeData() ? " (before the data)" : " (after the data)"));
        ofStage.forEach(step -> line(step.statement().strip().indent(2).stripTrailing()));
      }
    }
  }

  private void aligned(List<String[]> rows) {
    int[] widths = new int[HEADINGS.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.length; i++) {
        int width = row[i].codePointCount(0, row[i].length());
        line.append(row[i]).append(" ".repeat(widths[i] - width + 2));
      }
      line(line.toString());
    }
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
