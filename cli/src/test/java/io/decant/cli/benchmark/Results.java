package io.decant.cli.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, round after round, and the Markdown table of it. */
final class Results {

  static final String HEADING =
      "| route | table | way | s (least..most) | rows/s | MB/s | client CPU s | source CPU s |"
          + " target CPU s | peak MiB | × raw limit (least..most) | rows |\n"
          + "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|";

  private record Cell(Route route, SampleFile file, Way way) {}

  private final Map<Cell, List<Measurement>> cells = new LinkedHashMap<>();

  void add(Route route, SampleFile file, Way way, Measurement run) {
    cells.computeIfAbsent(new Cell(route, file, way), any -> new ArrayList<>()).add(run);
  }

  /** A line for each route, table and way. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    cells.forEach((cell, runs) -> lines.add(line(cell, runs)));
    return lines;
  }

  /** Those of which the wrong rows arrived. */
  List<String> wrong() {
    return cells.entrySet().stream()
        .filter(cell -> !allRight(cell.getValue()))
        .map(cell -> line(cell.getKey(), cell.getValue()))
        .toList();
  }

  private String line(Cell cell, List<Measurement> runs) {
    double[] seconds = all(runs, Measurement::seconds);
    double median = median(seconds);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %,.0f | %.0f | %s | %s | %s | %s | %s | %s |",
        cell.route,
        cell.file.table().label(),
        cell.way.label(),
        spread(seconds),
        cell.file.rows() / median,
        cell.file.bytes() / 1e6 / median,
        number("%.2f", median(all(runs, Measurement::client))),
        number("%.2f", median(all(runs, Measurement::source))),
        number("%.2f", median(all(runs, Measurement::target))),
        number("%.0f", median(all(runs, Measurement::peakBytes)) / (1 << 20)),
        cell.way == Way.RAW_LIMIT ? "1" : spread(ratios(cell, runs)),
        allRight(runs) ? "right" : "WRONG");
  }

  /** Each run beside the raw limit of its own round. */
  private double[] ratios(Cell cell, List<Measurement> runs) {
    List<Measurement> raw = cells.get(new Cell(cell.route, cell.file, Way.RAW_LIMIT));
    double[] ratios = new double[raw == null ? 0 : runs.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = runs.get(round).seconds() / raw.get(round).seconds();
    }
    return ratios;
  }

  private static boolean allRight(List<Measurement> runs) {
    return runs.stream().allMatch(Measurement::right);
  }

  private static double[] all(List<Measurement> runs, ToDoubleFunction<Measurement> part) {
    return runs.stream().mapToDouble(part).sorted().toArray();
  }

  /** NaN of none. Of an even number, the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String spread(double... values) {
    if (values.length == 0) {
      return "–";
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "%.2f (%.2f..%.2f)", median(values), sorted[0], sorted[sorted.length - 1]);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
