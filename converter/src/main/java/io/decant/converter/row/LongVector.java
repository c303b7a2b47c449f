package io.decant.converter.row;

import java.util.Arrays;

/** Integers, booleans, dates and times. */
public final class LongVector extends ColumnVector {
  private long[] values;

  public LongVector(int capacity) {
    super(capacity);
    this.values = new long[Math.max(16, capacity)];
  }

  public void append(long value) {
    int row = claim(); // first: it may replace the array
    values[row] = value;
  }

  /** The value; 0 where NULL. */
  public long value(int row) {
    return values[row];
  }

  @Override
  public long bytes() {
    return 8L * size();
  }

  @Override
  void appendValueFrom(ColumnVector other, int row) {
    append(((LongVector) other).values[row]);
  }

  @Override
  void setEmpty(int row) {
    values[row] = 0;
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }
}
