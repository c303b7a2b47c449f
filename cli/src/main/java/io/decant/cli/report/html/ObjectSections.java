package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Report;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the objects, and which type each column got, and why. */
final class ObjectSections {
  /** So many objects of a kind are shown at once. */
  private static final int FEW = 12;

  private final Report report;

  ObjectSections(Report report) {
    this.report = report;
  }

  Section failed() {
    return objects(
        "failed", "Failed objects", "They are not in the target.", ObjectReport.Status.FAILED);
  }

  Section skipped() {
    return objects(
        "skipped",
        "Not migrated",
        "Each with its reason; what has a definition shows it, to be written anew by hand.",
        ObjectReport.Status.SKIPPED);
  }

  Section changed() {
    return objects(
        "changed",
        "Migrated with a change",
        "They are in the target, but not as they were.",
        ObjectReport.Status.CHANGED);
  }

  /** By kind; kinds of many objects are folded. */
  private Section objects(String id, String title, String lead, ObjectReport.Status status) {
    Map<String, List<ObjectReport>> kinds =
        report.objects().stream()
            .filter(object -> object.status() == status)
            .collect(
                Collectors.groupingBy(ObjectReport::kind, LinkedHashMap::new, Collectors.toList()));
    long all = kinds.values().stream().mapToLong(List::size).sum();
    Section section = Section.of(id, title, lead).counting(all);
    if (all <= FEW) {
      return section.with(grid(kinds.values().stream().flatMap(List::stream).toList()));
    }
    for (Map.Entry<String, List<ObjectReport>> kind : kinds.entrySet()) {
      section =
          section.with(kind.getKey(), Amounts.count(kind.getValue().size()), grid(kind.getValue()));
    }
    return section;
  }

  private static Grid grid(List<ObjectReport> objects) {
    return Grid.of("Kind", "Object", "Reason").with(objects.stream().map(ObjectSections::object));
  }

  private static List<Cell> object(ObjectReport object) {
    String code = object.code().isEmpty() ? "" : object.code() + ": ";
    return List.of(
        Cell.words(object.kind()),
        Cell.code(object.sourceName()),
        Cell.words(code + object.reason()).folding(object.definition()));
  }

  Section inventory() {
    return Section.of(
            "inventory",
            "Inventory",
            "Everything found in the selected part of the source. Every line adds up.")
        .with(
            Grid.of("Kind", "Found:", "Migrated:", "Changed:", "Not migrated:", "Failed:")
                .with(
                    report.inventory().stream()
                        .map(
                            line ->
                                List.of(
                                    Cell.words(line.kind()),
                                    Cell.count(line.found()),
                                    Cell.countOf(line.migrated(), Tone.GOOD),
                                    Cell.countOf(line.changed(), Tone.WARNING),
                                    Cell.countOf(line.skipped(), Tone.PLAIN),
                                    Cell.countOf(line.failed(), Tone.BAD)))));
  }

  Section types() {
    Section section =
        Section.of(
                "types",
                "Type decisions",
                "What each column became, and why where its declaration left a choice.")
            .counting(report.tables().stream().mapToLong(table -> table.columns().size()).sum());
    for (TableReport table : report.tables()) {
      section = section.with(table.name(), note(table), columns(table));
    }
    return section;
  }

  private static String note(TableReport table) {
    long evident = table.columns().stream().filter(one -> !one.evidence().isEmpty()).count();
    long hit =
        table.columns().stream()
            .filter(one -> one.losses().stream().anyMatch(loss -> loss.rows() > 0))
            .count();
    return Amounts.count(table.columns().size(), "column")
        + (evident == 0 ? "" : ", " + evident + " by evidence")
        + (hit == 0 ? "" : ", " + hit + " with losses");
  }

  private static Grid columns(TableReport table) {
    return Grid.of("Column", "Source type", "Meaning", "Target type", "Conversion", "Why")
        .with(table.columns().stream().map(ObjectSections::column));
  }

  private static List<Cell> column(ColumnReport column) {
    String renamed = column.targetName().equals(column.name()) ? "" : " → " + column.targetName();
    String losses =
        column.losses().stream().map(LossReport::code).collect(Collectors.joining(", "));
    String why =
        column.evidence()
            + (losses.isEmpty()
                ? ""
                : (column.evidence().isEmpty() ? "" : "; ") + "may: " + losses);
    return List.of(
        Cell.code(column.name() + renamed),
        Cell.code(column.sourceType()),
        Cell.code(column.logicalType()),
        Cell.code(column.targetType()),
        Cell.words(column.conversion()),
        Cell.words(why));
  }
}
