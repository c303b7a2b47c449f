package io.decant.engine.assess;

import io.decant.engine.Listing;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.StageSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long {@code migrate} takes, from what was measured. A row's work is its bytes, and some more
 * for being a row with columns; so the speed of the tables that were measured stands for the
 * others.
 */
final class Estimator {
  /** What a row costs besides its bytes, as so many bytes. */
  static final double ROW_BYTES = 24;

  /** Starting, connecting, taking the snapshot and closing, beside what was measured. */
  private static final double FIXED_SECONDS = 1.0;

  /** What a busy or a quiet hour, warm or cold caches and other rows may make of it. */
  private static final double LOW = 0.6;

  private static final double HIGH = 1.5;

  /** Where the target's part is only supposed. */
  private static final double UNKNOWN_HIGH = 3;

  private final List<SampledTable> tables;
  private final Measured measured;

  /**
   * What was measured.
   *
   * @param discoverSeconds it took to describe the source and to plan
   * @param reads reading, converting and digesting
   * @param trials the whole way into a scratch table; empty where there was none
   * @param writes of others in the source meanwhile
   */
  record Measured(double discoverSeconds, List<Rate> reads, List<Trial> trials, WriteRate writes) {
    Measured {
      reads = List.copyOf(reads);
      trials = List.copyOf(trials);
    }
  }

  /**
   * The whole way of one table's rows, tried out.
   *
   * @param copy rows into the scratch table
   * @param finishSeconds keys and indexes of so many rows
   * @param finishRows in the scratch table
   * @param readBack the scratch table's rows
   */
  record Trial(Rate copy, double finishSeconds, long finishRows, Rate readBack) {}

  private Estimator(List<SampledTable> tables, Measured measured) {
    this.tables = tables;
    this.measured = measured;
  }

  static Estimate of(List<SampledTable> tables, Measured measured) {
    return new Estimator(tables, measured).made();
  }

  private Estimate made() {
    boolean complete = !measured.trials().isEmpty();
    List<StageSeconds> stages = new ArrayList<>();
    double fixed = FIXED_SECONDS + measured.discoverSeconds();
    stages.add(new StageSeconds("discover", fixed));
    double copy = 0;
    double finish = 0;
    double verify = 0;
    if (complete) {
      copy = seconds(measured.trials().stream().map(Trial::copy).toList());
      finish = finishSeconds();
      verify = seconds(measured.trials().stream().map(Trial::readBack).toList());
    } else {
      double reading = seconds(measured.reads());
      copy = 2 * reading;
      finish = reading / 2;
      verify = reading;
    }
    stages.add(new StageSeconds("copy", copy));
    stages.add(new StageSeconds("keys and indexes", finish));
    stages.add(new StageSeconds("verify", verify));
    // Rows are read back while keys and indexes are made, as far as the target lets both happen.
    double longer = Math.max(finish, verify);
    double both = finish + verify;
    double expected = fixed + copy + (longer + both) / 2;
    double low = fixed / 2 + (complete ? LOW * (copy + longer) : copy / 2);
    double high = 2 * fixed + (complete ? HIGH : UNKNOWN_HIGH) * (copy + both);
    return new Estimate(
        round(expected),
        round(low),
        round(high),
        stages.stream().map(s -> new StageSeconds(s.stage(), round(s.seconds()))).toList(),
        measuredOn(complete),
        complete);
  }

  private double seconds(List<Rate> rates) {
    double work = 0;
    double took = 0;
    for (Rate rate : rates) {
      work += rate.bytes() + ROW_BYTES * rate.rows();
      took += rate.seconds();
    }
    double perSecond = took == 0 || work == 0 ? 20e6 : work / took;
    double seconds = 0;
    for (SampledTable table : tables) {
      String name = table.plan().name().toString();
      double rows = Math.max(0, table.knownRows());
      double own =
          rates.stream()
              .filter(rate -> rate.table().equals(name) && rate.rows() > 0)
              .mapToDouble(Rate::rowsPerSecond)
              .findFirst()
              .orElse(0);
      seconds += own > 0 ? rows / own : rows * (bytesPerRow(table) + ROW_BYTES) / perSecond;
    }
    return seconds;
  }

  private static double bytesPerRow(SampledTable table) {
    return table.rows() > 0
        ? table.bytesPerRow()
        : (double) Math.max(0, table.plan().source().statistics().bytes())
            / Math.max(1, table.knownRows());
  }

  /** Sorting n rows takes n log n. */
  private double finishSeconds() {
    double measuredSeconds = 0;
    double measuredRows = 0;
    for (Trial trial : measured.trials()) {
      measuredSeconds += trial.finishSeconds();
      measuredRows += sorting(trial.finishRows());
    }
    double rows = 0;
    for (SampledTable table : tables) {
      rows += sorting(table.knownRows());
    }
    return measuredRows == 0 ? 0 : measuredSeconds * rows / measuredRows;
  }

  private static double sorting(double rows) {
    return rows <= 1 ? 0 : rows * Math.log(rows);
  }

  private String measuredOn(boolean complete) {
    List<Rate> rates =
        complete ? measured.trials().stream().map(Trial::copy).toList() : measured.reads();
    if (rates.isEmpty()) {
      return "nothing: there are no rows";
    }
    String tables =
        rates.stream()
            .map(rate -> Wording.count(rate.rows(), "row") + " of " + rate.table())
            .collect(Collectors.joining(", "));
    double seconds = rates.stream().mapToDouble(Rate::seconds).sum();
    String how =
        " with "
            + Wording.count(rates.get(0).threads(), "thread")
            + " for "
            + Wording.time(seconds);
    return complete
        ? tables
            + ", read and written into a scratch table"
            + how
            + ", read back, and indexed"
            + guessed()
        : tables + ", read" + how + "; writing was not measured" + guessed();
  }

  private String guessed() {
    List<String> guessed =
        tables.stream()
            .filter(SampledTable::isGuessed)
            .map(table -> table.plan().name().toString())
            .toList();
    return guessed.isEmpty()
        ? ""
        : "; how many rows are in "
            + Listing.of(guessed)
            + " was guessed, for the source has no statistics of them";
  }

  private static double round(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
