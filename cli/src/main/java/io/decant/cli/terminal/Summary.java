package io.decant.cli.terminal;

import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.InventoryLine;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.LossReport;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What is printed when a run is over: tables, losses, what stayed behind, the comparison. */
public final class Summary {
  private static final int INDENT = 2;
  private static final int SHOWN = 10;

  private final Report report;
  private final Style style;
  private final int width;

  public Summary(Report report, Style style, int width) {
    this.report = report;
    this.style = style;
    this.width = width;
  }

  /** The lines, without the verdict. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> table =
        switch (report.run().command()) {
          case "verify" -> verdicts();
          case "migrate-schema" ->
              section("Made", counts(report.inventory(), InventoryLine::migrated));
          default -> report.tables().isEmpty() ? List.of() : tables();
        };
    if (!table.isEmpty()) {
      lines.addAll(table);
      lines.add("");
    }
    lines.addAll(losses());
    lines.addAll(notes());
    lines.addAll(objects());
    lines.addAll(verification());
    report
        .rehearsal()
        .ifPresent(made -> lines.addAll(new RehearsalText(made, style, width).lines()));
    return lines;
  }

  private List<String> tables() {
    TextTable table = new TextTable(1, "table", "rows", "bytes", "rejected", "time");
    for (TableReport row : report.tables()) {
      table.add(
          Printable.of(row.name()),
          Amounts.count(row.targetRows()),
          Amounts.bytes(row.bytes()),
          Amounts.count(row.rejected()),
          Amounts.time(row.seconds()));
    }
    table.add();
    table.add(
        "total",
        Amounts.count(report.tables().stream().mapToLong(TableReport::targetRows).sum()),
        Amounts.bytes(report.tables().stream().mapToLong(TableReport::bytes).sum()),
        Amounts.count(report.tables().stream().mapToLong(TableReport::rejected).sum()),
        Amounts.time(report.run().seconds()));
    return table.lines(width, style.unicode());
  }

  private List<String> verdicts() {
    TextTable table = new TextTable(2, "table", "verdict", "rows in source", "rows in target");
    for (TableVerdict row : report.verification().tables()) {
      table.add(
          Printable.of(row.name()),
          word(row.verdict()),
          Amounts.count(row.sourceRows()),
          Amounts.count(row.targetRows()));
    }
    return table.lines(width, style.unicode());
  }

  private List<String> losses() {
    Map<String, Long> rows = new TreeMap<>();
    report.tables().stream()
        .flatMap(table -> table.columns().stream())
        .flatMap(column -> column.losses().stream())
        .filter(loss -> loss.rows() > 0)
        .forEach(
            (LossReport loss) ->
                rows.merge(loss.code() + " " + loss.effect(), loss.rows(), Long::sum));
    return section(
        "Values not stored as they were",
        rows.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + Amounts.count(entry.getValue(), "row"))
            .toList());
  }

  private List<String> notes() {
    return section(
        "Noted while reading",
        report.tables().stream()
            .flatMap(
                table ->
                    table.notes().entrySet().stream()
                        .map(
                            note ->
                                Printable.of(table.name())
                                    + " "
                                    + note.getKey()
                                    + ": "
                                    + Amounts.count(note.getValue())))
            .toList());
  }

  private List<String> objects() {
    List<String> lines = new ArrayList<>();
    lines.addAll(section("Changed", counts(report.inventory(), InventoryLine::changed)));
    lines.addAll(section("Not migrated", counts(report.inventory(), InventoryLine::skipped)));
    lines.addAll(
        section(
            "Failed",
            report.objects().stream()
                .filter(object -> object.status() == ObjectReport.Status.FAILED)
                .map(
                    o ->
                        o.kind()
                            + " "
                            + Printable.of(o.sourceName())
                            + ": "
                            + Printable.line(o.reason()))
                .toList()));
    return lines;
  }

  private static List<String> counts(
      List<InventoryLine> inventory, ToLongFunction<InventoryLine> what) {
    String counts =
        inventory.stream()
            .filter(line -> what.applyAsLong(line) > 0)
            .map(line -> line.kind() + " " + Amounts.count(what.applyAsLong(line)))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? List.of() : List.of(counts);
  }

  private List<String> verification() {
    List<TableVerdict> tables = report.verification().tables();
    if (report.verification().mode().equals("none")) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    report.verification().objects().forEach(object -> found.add(style.bad(Printable.line(object))));
    for (TableVerdict table : tables) {
      if (table.verdict() == Verdict.DIFFERENT) {
        found.add(style.bad(different(table)));
      } else if (table.verdict() == Verdict.NOT_COMPARED) {
        found.add(Printable.of(table.name()) + ": not compared: " + Printable.line(table.reason()));
      }
      for (TableVerdict.NotCompared column : table.columnsNotCompared()) {
        found.add(
            Printable.of(table.name() + "." + column.column())
                + ": not compared: "
                + Printable.line(column.reason()));
      }
    }
    long equal = tables.stream().filter(t -> t.verdict() == Verdict.EQUAL).count();
    String how =
        report.verification().mode().equals("counts") ? " (numbers of rows)" : " (every value)";
    found.add(
        (equal == tables.size() ? style.good("equal") : "equal")
            + ": "
            + equal
            + " of "
            + Amounts.count(tables.size(), "table")
            + how
            + ", "
            + Amounts.time(report.verification().seconds()));
    return section("Compared", found, found.size());
  }

  private static String different(TableVerdict table) {
    String how =
        table.reason().isEmpty()
            ? Amounts.count(table.sourceRows())
                + " rows in the source, "
                + Amounts.count(table.targetRows())
                + " in the target"
            : Printable.line(table.reason());
    String first =
        table.differences().stream()
            .findFirst()
            .map(row -> "; first: " + word(row.kind()) + " " + Printable.line(row.key()))
            .orElse("");
    return Printable.of(table.name()) + ": different: " + how + first;
  }

  private List<String> section(String title, List<String> found) {
    return section(title, found, SHOWN);
  }

  private List<String> section(String title, List<String> found, int shown) {
    List<String> lines = new ArrayList<>();
    if (found.isEmpty()) {
      return lines;
    }
    lines.add(style.strong(title));
    for (String line : found.subList(0, Math.min(shown, found.size()))) {
      lines.addAll(Printable.folded(line, INDENT, width));
    }
    if (found.size() > shown) {
      lines.add(
          "  and " + Amounts.count(found.size() - shown) + " more: --report html=FILE has all");
    }
    return lines;
  }

  static String word(Enum<?> value) {
    return ReportJson.word(value).replace('-', ' ');
  }
}
