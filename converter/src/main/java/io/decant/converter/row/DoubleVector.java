package io.decant.converter.row;

import java.util.Arrays;

/** Binary floats. */
public final class DoubleVector extends ColumnVector {
  private double[] values;

  public DoubleVector(int capacity) {
    super(capacity);
    this.values = new double[Math.max(16, capacity)];
  }

  public void append(double value) {
    int row = claim(); // first: it may replace the array
    values[row] = value;
  }

  /** The value; 0 where NULL. */
  public double value(int row) {
    return values[row];
  }

  @Override
  public long bytes() {
    return 8L * size();
  }

  @Override
  void appendValueFrom(ColumnVector other, int row) {
    append(((DoubleVector) other).values[row]);
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
