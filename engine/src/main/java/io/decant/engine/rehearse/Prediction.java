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
 * that their number is one of Poisson's: for {@code k} that were seen, the interval is Byar's (N.
 * E. Breslow, N. E. Day: Statistical methods in cancer research, volume II, 1987), which for few of
 * them, and for one row of one, is as wide as it must be; of none, three at most (the rule of
 * three).
 */
public final class Prediction {
  private static final double RULE_OF_THREE = 3;

  /** Of the normal distribution, so many are no further from its middle with 95 of 100. */
  private static final double DEVIATIONS = 1.96;

  private final Map<TableName, Taken> taken;
  private final Map<String, TableReport> reports;
  private final Map<TableName, Long> rows;

  /**
   * @param reports of the run that copied what was taken
   * @param rows that tables have, as far as that is known
   */
  public Prediction(
      Map<TableName, Taken> taken, List<TableReport> reports, Map<TableName, Long> rows) {
    this.taken = taken;
    this.reports = reports.stream().collect(Collectors.toMap(TableReport::name, report -> report));
    this.rows = rows;
  }

  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    taken.forEach((name, table) -> parts.add(part(name, table)));
    return parts;
  }

  private Part part(TableName name, Taken table) {
    long seen = read(name);
    long known = known(name, table);
    return new Part(
        name.toString(),
        seen,
        known,
        ReportJson.word(table.how()),
        table.sampled(),
        table.isWhole() ? 0 : table.referred(),
        table.reason(),
        unseen(table, seen, known));
  }

  private static long unseen(Taken table, long seen, long known) {
    if (table.isWhole()) {
      return 0;
    }
    if (seen == 0 || known < 0) {
      return -1;
    }
    return (long) Math.min(known - seen, Math.ceil(RULE_OF_THREE / seen * known));
  }

  public List<Expected> expected() {
    List<Expected> expected = new ArrayList<>();
    taken.forEach(
        (name, table) -> {
          TableReport report = reports.get(name.toString());
          if (report != null) {
            long known = known(name, table);
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
    long seen = loss.rows();
    long of = report.sourceRows();
    double scale = (double) known / Math.max(1, of);
    boolean whole = known >= 0 && known <= of;
    return new Expected(
        report.name(),
        column.name(),
        loss.code(),
        loss.effect(),
        seen,
        of,
        known < 0 ? -1 : whole ? seen : Math.round(seen * scale),
        known < 0 || whole ? seen : Math.max(seen, (long) (byar(seen, -DEVIATIONS) * scale)),
        known < 0 ? -1 : whole ? seen : atMost(known, byar(seen + 1, DEVIATIONS) * scale));
  }

  private static long atMost(long known, double rows) {
    return (long) Math.min(known, Math.ceil(rows));
  }

  /** One end of the interval. */
  private static double byar(long count, double deviations) {
    return count * Math.pow(1 - 1 / (9.0 * count) + deviations / (3 * Math.sqrt(count)), 3);
  }

  /** Rows that were read. */
  public long rows() {
    return taken.keySet().stream().mapToLong(this::read).sum();
  }

  /** Rows of all tables, as far as they are known. */
  public long totalRows() {
    return taken.entrySet().stream()
        .mapToLong(each -> Math.max(read(each.getKey()), known(each.getKey(), each.getValue())))
        .sum();
  }

  private long read(TableName name) {
    TableReport report = reports.get(name.toString());
    return report == null ? 0 : report.sourceRows();
  }

  private long known(TableName name, Taken table) {
    long known = rows.getOrDefault(name, -1L);
    return table.isWhole() ? read(name) : known < 0 ? known : Math.max(known, read(name));
  }
}
