package io.decant.converter.row;

import io.decant.converter.schema.Carrier;
import java.util.Arrays;

/**
 * The values of one column in one batch. Grows by appending, is emptied and used again. Not
 * thread-safe: a batch belongs to one thread at a time.
 */
public abstract sealed class ColumnVector permits LongVector, DoubleVector, BytesVector {
  private boolean[] nulls;
  private boolean hasNulls;
  private int size;

  ColumnVector(int capacity) {
    this.nulls = new boolean[Math.max(16, capacity)];
  }

  /** A vector for values of that carrier with room for so many rows; it grows when needed. */
  public static ColumnVector of(Carrier carrier, int capacity) {
    return switch (carrier) {
      case LONG -> new LongVector(capacity);
      case DOUBLE -> new DoubleVector(capacity);
      case BYTES -> new BytesVector(capacity);
    };
  }

  /** Values appended since the last {@link #clear}. */
  public final int size() {
    return size;
  }

  public final boolean isNull(int row) {
    return nulls[row];
  }

  /** False means that no value is NULL; true that some may be. */
  public final boolean hasNulls() {
    return hasNulls;
  }

  /** Appends NULL. */
  public final void appendNull() {
    hasNulls = true;
    int row = claim();
    nulls[row] = true;
    setEmpty(row);
  }

  /** Appends a copy of another vector's value; the carriers must be the same. */
  public final void appendFrom(ColumnVector other, int row) {
    if (other.isNull(row)) {
      appendNull();
    } else {
      appendValueFrom(other, row);
    }
  }

  /**
   * Forgets all values and keeps the memory, but for what an unusually large value had made it grow
   * to.
   */
  public void clear() {
    if (hasNulls) {
      Arrays.fill(nulls, 0, size, false);
    }
    hasNulls = false;
    size = 0;
  }

  /**
   * Takes back values beyond {@code newSize}; for a row that turned out to be unreadable half-way.
   */
  public void truncate(int newSize) {
    Arrays.fill(nulls, newSize, size, false);
    size = newSize;
  }

  /** Bytes of the values held now, for the byte budget of a batch. */
  public abstract long bytes();

  abstract void appendValueFrom(ColumnVector other, int row);

  /** Gives a NULL row a defined place in the value storage. */
  abstract void setEmpty(int row);

  /** Makes the value storage hold at least so many rows. */
  abstract void grow(int capacity);

  /** Takes the next row, with room for it everywhere. */
  final int claim() {
    if (size == nulls.length) {
      int capacity = size * 2;
      nulls = Arrays.copyOf(nulls, capacity);
      grow(capacity);
    }
    return size++;
  }
}
