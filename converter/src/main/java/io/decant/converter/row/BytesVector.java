package io.decant.converter.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text, decimals, bytes: all values of the column lie one after the other in one array.
 *
 * <p>A value longer than a gigabyte does not fit; no engine that we read hands one out in one
 * piece.
 */
public final class BytesVector extends ColumnVector {
  /**
   * What {@link #clear} keeps at most: one huge value must not pin its memory for the rest of the
   * run.
   */
  private static final int KEPT_BYTES = 4 << 20;

  private byte[] data = new byte[1024];
  private int[] ends;
  private int used;
  private @Nullable JsonMeanings meanings;

  public BytesVector(int capacity) {
    super(capacity);
    this.ends = new int[Math.max(16, capacity)];
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  public void append(byte[] source, int offset, int length) {
    int start = reserve(length);
    System.arraycopy(source, offset, data, start, length);
    finish(start + length);
  }

  /** Appends the UTF-8 of a text. For rare paths: the hot ones bring bytes. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins a value that the caller writes straight into {@link #data}, from the returned offset on,
   * and ends with {@link #finish}. {@link #data} must be asked for after this call: it may have
   * grown.
   *
   * @param length room needed at most, in bytes
   */
  public int reserve(int length) {
    long needed = (long) used + length;
    if (needed > data.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("a batch column beyond 2 GiB");
      }
      int grown = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, data.length * 2L));
      data = Arrays.copyOf(data, grown);
    }
    return used;
  }

  /** Ends the value begun by {@link #reserve}; {@code end} is the offset after its last byte. */
  public void finish(int end) {
    int row = claim(); // first: it may replace the array
    ends[row] = end;
    used = end;
  }

  /** Offset of the value's first byte in {@link #data}. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Offset after the value's last byte in {@link #data}. */
  public int end(int row) {
    return ends[row];
  }

  /** Bytes of the value; 0 where NULL. */
  public int length(int row) {
    return ends[row] - start(row);
  }

  /**
   * The shared storage: read only within {@link #start} and {@link #length}, and only until the
   * next append.
   */
  public byte[] data() {
    return data;
  }

  /** The value as UTF-8 text. For rare paths and messages. */
  public String text(int row) {
    return new String(data, start(row), length(row), StandardCharsets.UTF_8);
  }

  /** Has what its JSON texts mean remembered, as long as it holds them. */
  void remember(JsonMeanings ofTexts) {
    meanings = ofTexts;
  }

  /** What was given to {@link #remember}. */
  @Nullable JsonMeanings meanings() {
    return meanings;
  }

  private void forget(int from) {
    if (meanings != null) {
      meanings.forget(from);
    }
  }

  /** A copy of the value. */
  public byte[] copy(int row) {
    int start = start(row);
    return Arrays.copyOfRange(data, start, start + length(row));
  }

  @Override
  public void clear() {
    super.clear();
    forget(0);
    used = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  @Override
  public long bytes() {
    return used + 4L * size();
  }

  @Override
  public void truncate(int newSize) {
    super.truncate(newSize);
    forget(newSize);
    used = newSize == 0 ? 0 : ends[newSize - 1];
  }

  @Override
  void appendValueFrom(ColumnVector other, int row) {
    BytesVector bytes = (BytesVector) other;
    append(bytes.data, bytes.start(row), bytes.length(row));
  }

  @Override
  void setEmpty(int row) {
    ends[row] = used;
  }

  @Override
  void grow(int capacity) {
    ends = Arrays.copyOf(ends, capacity);
  }
}
