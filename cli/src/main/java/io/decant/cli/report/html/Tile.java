package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.InventoryLine;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.report.VerificationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that is seen at once.
 *
 * @param value large
 * @param name of it
 * @param note small; may be empty
 * @param style of its tone
 */
record Tile(String value, String name, String note, String style) {

  /** A long value is written smaller. */
  Tile {
    style = value.length() > 7 ? style + " long" : style;
  }

  static List<Tile> of(Report report) {
    return report.assessment().map(Tile::assessed).orElseGet(() -> ran(report));
  }

  private static List<Tile> assessed(AssessmentReport made) {
    var estimate = made.estimatedDurationSeconds();
    var extent = made.extent();
    return List.of(
        tile(
            Amounts.time(estimate.expected()),
            "estimated duration",
            Amounts.time(estimate.low()) + " to " + Amounts.time(estimate.high())),
        tile(Amounts.decimal(made.effortHours()) + " h", "work by hand", ""),
        tile(ReportJson.word(made.strategy().way()).replace('-', ' '), "advised strategy", ""),
        tile(Amounts.count(extent.tables()), "tables", Amounts.count(extent.columns(), "column")),
        tile(
            Amounts.count(extent.rows()),
            "rows",
            extent.rowsExact() ? "counted" : "as the catalog says"),
        tile(Amounts.bytes(extent.bytes()), "data", ""),
        tile(Amounts.count(made.risks().size()), made.risks().size() == 1 ? "risk" : "risks", ""));
  }

  private static List<Tile> ran(Report report) {
    List<Tile> tiles = new ArrayList<>();
    boolean looks = List.of("plan", "convert-schema").contains(report.run().command());
    if (!looks) {
      tiles.add(verified(report.verification()));
    }
    List<TableReport> tables = report.tables();
    boolean copied = tables.stream().anyMatch(table -> table.splits() > 0);
    tiles.add(tile(Amounts.count(tables.size()), tables.size() == 1 ? "table" : "tables", ""));
    if (copied) {
      long bytes = tables.stream().mapToLong(TableReport::bytes).sum();
      tiles.add(
          tile(
              Amounts.count(tables.stream().mapToLong(TableReport::targetRows).sum()),
              "rows written",
              Amounts.bytes(bytes)));
    }
    tiles.add(tile(Amounts.time(report.run().seconds()), "wall clock", ""));
    if (copied) {
      tiles.add(
          bad(
              tables.stream().mapToLong(TableReport::rejected).sum(),
              "rows rejected",
              Tone.WARNING));
      tiles.add(bad(changed(tables), "values changed", Tone.WARNING));
    }
    long skipped = report.inventory().stream().mapToLong(InventoryLine::skipped).sum();
    tiles.add(bad(skipped, "objects not migrated", Tone.PLAIN));
    long failed = report.inventory().stream().mapToLong(InventoryLine::failed).sum();
    if (failed > 0) {
      tiles.add(bad(failed, "objects failed", Tone.BAD));
    }
    return tiles;
  }

  private static long changed(List<TableReport> tables) {
    return tables.stream()
        .flatMap(table -> table.columns().stream())
        .flatMap(column -> column.losses().stream())
        .filter(loss -> loss.effect().equals("changes"))
        .mapToLong(TableReport.LossReport::rows)
        .sum();
  }

  private static Tile verified(VerificationReport verification) {
    if (verification.mode().equals("none")) {
      return new Tile("none", "verification", "", Tones.style(Tone.PLAIN));
    }
    long equal =
        verification.tables().stream().filter(table -> table.verdict() == Verdict.EQUAL).count();
    String how = verification.mode().equals("counts") ? "numbers of rows" : "every value";
    return new Tile(
        equal + " of " + Amounts.count(verification.tables().size()),
        "tables equal",
        how + " compared",
        Tones.style(verification.isEqual() ? Tone.GOOD : Tone.BAD));
  }

  private static Tile tile(String value, String name, String note) {
    return new Tile(value, name, note, "");
  }

  private static Tile bad(long number, String name, Tone tone) {
    return new Tile(Amounts.count(number), name, "", number == 0 ? "" : Tones.style(tone));
  }
}
