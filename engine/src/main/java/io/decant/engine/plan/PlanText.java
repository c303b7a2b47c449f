package io.decant.engine.plan;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.convert.Loss;
import io.decant.converter.schema.Column;
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
    text.steps(plan.steps());
    if (!plan.skipped().isEmpty()) {
      text.line("");
      text.line("Stays behind");
      plan.skipped()
          .forEach(
              object ->
                  text.line(
                      "  " + object.kind().label() + " " + object.name() + ": " + object.reason()));
    }
    return text.out.toString();
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
