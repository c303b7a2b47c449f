package io.decant.converter.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a declared loss hit a column.
 *
 * @param column index in the batch
 * @param code of the {@link Loss}
 * @param rows stored differently
 * @param sampleKeys which rows were the first of them, in words, at most {@value #MAX_SAMPLES}
 */
public record LossCount(int column, String code, long rows, List<String> sampleKeys) {
  /** Keys kept for the report. */
  public static final int MAX_SAMPLES = 20;

  public LossCount {
    sampleKeys = List.copyOf(sampleKeys);
  }

  /** Both counts together; column and code are the same. */
  public LossCount plus(LossCount other) {
    List<String> samples = new ArrayList<>(sampleKeys);
    samples.addAll(other.sampleKeys);
    return new LossCount(
        column, code, rows + other.rows, samples.subList(0, Math.min(samples.size(), MAX_SAMPLES)));
  }
}
