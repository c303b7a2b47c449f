package io.decant.engine.rehearse;

import io.decant.converter.schema.TableName;
import io.decant.engine.report.RehearsalReport.Expected;
import io.decant.engine.report.RehearsalReport.Part;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a sample's losses mean for the whole. Rows that are hit are rare and come by themselves, so
 * that their number is one of Poisson's: of {@code k} that were seen, the interval is {@code k +
 * 1.92 ± 1.96 √(k + 0.96)}; of none, three at most (the rule of three).
 */
public final class Prediction {
  private static final double RULE_OF_THREE = 3;

  private final Map<TableName, Taken> taken;
  private final Map<String, TableReport> reports;

  /**
   * @param reports of the run that copied what was taken
   */
  public Prediction(Map<TableName, Taken> taken, List<TableReport> reports) {
    this.taken = taken;
    this.reports = reports.stream().collect(Collectors.toMap(TableReport::name, report -> report));
  }

  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    taken.forEach((name, table) -> parts.add(part(name.toString(), table)));
    return parts;
  }

  private Part part(String name, Taken table) {
    long rows = read(name);
    long known = known(name, table);
    return new Part(
        name,
        rows,
        known,
        ReportJson.word(table.how()),
        table.sampled(),
        table.isWhole() ? 0 : table.referred(),
        table.reason(),
        unseen(table, rows, known));
  }

  private static long unseen(Taken table, long rows, long known) {
    if (table.isWhole()) {
      return 0;
    }
    if (rows == 0 || known < 0) {
      return -1;
    }
    return (long) Math.min(known - rows, Math.ceil(RULE_OF_THREE / rows * known));
  }

  public List<Expected> expected() {
    List<Expected> expected = new ArrayList<>();
    taken.forEach(
        (name, table) -> {
          TableReport report = reports.get(name.toString());
          if (report != null) {
            long known = known(name.toString(), table);
            for (ColumnReport column : report.columns()) {
              column.losses().stream()
                  .filter(loss -> loss.rows() > 0)
                  .forEach(loss -> expected.add(expected(report, column, loss, known)));
            }
          }
        });
    expected.sort(Comparator.comparingLong(Expected::rows).reversed());
    return expected;
  }

  private static Expected expected(
      TableReport report, ColumnReport column, LossReport loss, long known) {
    double seen = loss.rows();
    long of = report.sourceRows();
    double scale = known < 0 ? 1 : Math.max(1, (double) known / Math.max(1, of));
    boolean whole = known >= 0 && known <= of;
    double middle = seen + 1.92;
    double spread = 1.96 * Math.sqrt(seen + 0.96);
    return new Expected(
        report.name(),
        column.name(),
        loss.code(),
        loss.effect(),
        loss.rows(),
        of,
        Math.round(seen * scale),
        whole ? loss.rows() : Math.max(loss.rows(), (long) ((middle - spread) * scale)),
        whole ? loss.rows() : atMost(known, (long) Math.ceil((middle + spread) * scale)));
  }

  private static long atMost(long known, long rows) {
    return known < 0 ? rows : Math.min(known, rows);
  }

  /** Rows that were read. */
  public long rows() {
    return taken.keySet().stream().mapToLong(name -> read(name.toString())).sum();
  }

  /** Rows of all tables, as far as they are known. */
  public long totalRows() {
    return taken.entrySet().stream()
        .mapToLong(
            each ->
                Math.max(
                    read(each.getKey().toString()),
                    known(each.getKey().toString(), each.getValue())))
        .sum();
  }

  private long read(String name) {
    TableReport report = reports.get(name);
    return report == null ? 0 : report.sourceRows();
  }

  private long known(String name, Taken table) {
    long known = table.knownRows();
    return table.isWhole() ? read(name) : known < 0 ? known : Math.max(known, read(name));
  }
}
