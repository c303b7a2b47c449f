package io.decant.converter.convert;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table's way from source types to target types, column by column. Keeps its batches, and counts
 * what was changed since it was made; so each thread has its own.
 */
public final class RowConversion {
  private final List<ColumnConversion> conversions;
  private final KeyText keys;
  private final RowBatch out;

  /** The columns of {@link #out} that are its own, for those that cannot be passed on as read. */
  private final ColumnVector[] own;

  private final RowBatch good;
  private final List<Map<String, Counter>> counters = new ArrayList<>();
  private final BitSet problemRows = new BitSet();
  private final Listener[] listeners;
  private final List<RowProblem> refusals = new ArrayList<>();

  /** Says in words which row is meant. */
  @FunctionalInterface
  public interface KeyText {
    String of(RowBatch in, int row);
  }

  /** What one loss did to one column. */
  private static final class Counter {
    private final BitSet batch = new BitSet();
    private final List<String> sampleKeys = new ArrayList<>();
    private long rows;
  }

  /**
   * @param to the target's types, one for each conversion, in the order of the batch's columns
   * @param keys says which row is meant, for samples
   */
  public RowConversion(List<LogicalType> to, List<ColumnConversion> conversions, KeyText keys) {
    if (to.size() != conversions.size()) {
      throw new IllegalArgumentException(
          to.size() + " types for " + conversions.size() + " conversions");
    }
    this.conversions = List.copyOf(conversions);
    this.keys = keys;
    this.out = new RowBatch(to, Integer.MAX_VALUE, Long.MAX_VALUE);
    this.own = new ColumnVector[to.size()];
    Arrays.setAll(own, out::column);
    this.good = new RowBatch(to, Integer.MAX_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < to.size(); i++) {
      counters.add(new LinkedHashMap<>());
    }
    this.listeners = IntStream.range(0, to.size()).mapToObj(Listener::new).toArray(Listener[]::new);
  }

  /**
   * Converts a batch.
   *
   * @return a batch that lives until the next call and may show columns of {@code in}: neither may
   *     be emptied while the other is in use. Problems of {@code in} stand in it too
   */
  public RowBatch apply(RowBatch in) {
    reset();
    boolean asRead = true;
    for (int i = 0; i < counters.size(); i++) {
      ColumnVector converted =
          conversions.get(i).apply(in.column(i), in.rows(), own[i], listeners[i]);
      out.share(i, converted);
      asRead &= converted == in.column(i);
    }
    out.endRows(in.rows());
    report(in);
    if (asRead && out.problems().isEmpty()) {
      out.sentAs(in.sent());
    }
    countCertain(in);
    count(in);
    return out;
  }

  /** What the reader reported of values that no conversion answered for, then the rest. */
  private void report(RowBatch in) {
    for (RowProblem problem : in.problems()) {
      Counter answered = counters.get(problem.column()).get(problem.code());
      if (answered == null || !answered.batch.get(problem.row())) {
        out.report(problem);
      }
    }
    refusals.forEach(out::report);
    refusals.clear();
  }

  /** What hits every value does not have to be heard of value by value. */
  private void countCertain(RowBatch in) {
    for (int column = 0; column < counters.size(); column++) {
      for (Loss loss : conversions.get(column).losses()) {
        if (loss.certain()) {
          hitAll(counter(column, loss.code()).batch, in.column(column), in.rows());
        }
      }
    }
  }

  private static void hitAll(BitSet hit, ColumnVector in, int rows) {
    hit.set(0, rows);
    for (int row = 0; in.hasNulls() && row < rows; row++) {
      if (in.isNull(row)) {
        hit.clear(row);
      }
    }
  }

  private Counter counter(int column, String code) {
    return counters.get(column).computeIfAbsent(code, ignored -> new Counter());
  }

  /** Takes the shared columns back before emptying, so that the reader's are left alone. */
  private void reset() {
    counters.forEach(ofColumn -> ofColumn.values().forEach(counter -> counter.batch.clear()));
    for (int i = 0; i < own.length; i++) {
      out.share(i, own[i]);
    }
    out.clear();
  }

  /** Counts changes, but for rows that are not written anyway. */
  private void count(RowBatch in) {
    problemRows.clear();
    out.problems().forEach(problem -> problemRows.set(problem.row()));
    for (Map<String, Counter> ofColumn : counters) {
      for (Counter counter : ofColumn.values()) {
        counter.batch.andNot(problemRows);
        counter.rows += counter.batch.cardinality();
        int row = counter.batch.nextSetBit(0);
        while (row >= 0 && counter.sampleKeys.size() < LossCount.MAX_SAMPLES) {
          counter.sampleKeys.add(keys.of(in, row));
          row = counter.batch.nextSetBit(row + 1);
        }
      }
    }
  }

  /**
   * The rows of a converted batch that have no problem.
   *
   * @return the batch itself when it has none, else a copy that lives until the next call
   */
  public RowBatch withoutProblems(RowBatch converted) {
    if (converted.problems().isEmpty()) {
      return converted;
    }
    BitSet bad = new BitSet();
    converted.problems().forEach(problem -> bad.set(problem.row()));
    good.clear();
    int row = bad.nextClearBit(0);
    while (row < converted.rows()) {
      int next = bad.nextSetBit(row);
      int end = next < 0 ? converted.rows() : Math.min(next, converted.rows());
      good.appendRows(converted, row, end);
      row = bad.nextClearBit(end);
    }
    return good;
  }

  /**
   * A row of the batch last converted is not written after all: what was changed in it does not
   * count.
   *
   * @param in that batch
   */
  public void withdraw(RowBatch in, int row) {
    for (Map<String, Counter> ofColumn : counters) {
      for (Counter counter : ofColumn.values()) {
        if (counter.batch.get(row)) {
          counter.batch.clear(row);
          counter.rows--;
          counter.sampleKeys.remove(keys.of(in, row));
        }
      }
    }
  }

  /** What was changed so far, in the order of the columns. */
  public List<LossCount> losses() {
    List<LossCount> losses = new ArrayList<>();
    for (int i = 0; i < counters.size(); i++) {
      int column = i;
      counters
          .get(i)
          .forEach(
              (code, counter) -> {
                if (counter.rows > 0) {
                  losses.add(new LossCount(column, code, counter.rows, counter.sampleKeys));
                }
              });
    }
    return losses;
  }

  /** Hears of one column's values. */
  private final class Listener implements ValueListener {
    private final int column;

    Listener(int column) {
      this.column = column;
    }

    @Override
    public void changed(int row, String code) {
      counter(column, code).batch.set(row);
    }

    @Override
    public void refused(int row, String code, String detail) {
      refusals.add(new RowProblem(row, column, code, detail));
    }
  }
}
