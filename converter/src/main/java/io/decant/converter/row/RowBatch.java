package io.decant.converter.row;

import io.decant.converter.schema.Carrier;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some rows on their way, as one vector a column. A reader fills it row by row: one value appended
 * to every column, then {@link #endRow}; or a few rows at once, column by column, then {@link
 * #endRows}. It is full at so many rows or bytes, whichever comes first; a single row larger than
 * the budget still fits, alone.
 *
 * <p>A value that cannot be used does not throw: the reader or the conversion appends NULL in its
 * place and reports a {@link RowProblem}; the engine takes such rows out before anything is
 * written. Bytes that a database calls text and that are no UTF-8 are reported as {@code
 * INVALID_UTF8} and appended all the same, for a conversion may know how to mend them.
 */
public final class RowBatch {
  private final List<LogicalType> types;
  private final ColumnVector[] columns;
  private final int[] bytesColumns;
  private final int maxRows;
  private final long maxBytes;
  private final List<RowProblem> problems = new ArrayList<>();
  private int rows;
  private @Nullable SentRows sent;

  /**
   * @param maxRows at least 1
   * @param maxBytes at least 1
   */
  public RowBatch(List<LogicalType> types, int maxRows, long maxBytes) {
    this.types = List.copyOf(types);
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    this.columns = new ColumnVector[types.size()];
    this.bytesColumns =
        IntStream.range(0, columns.length)
            .filter(i -> types.get(i).carrier() == Carrier.BYTES)
            .toArray();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnVector.of(types.get(i).carrier(), Math.min(maxRows, 1024));
    }
  }

  public List<LogicalType> types() {
    return types;
  }

  public int columnCount() {
    return columns.length;
  }

  public ColumnVector column(int index) {
    return columns[index];
  }

  /** The column, where the caller knows that its carrier is LONG. */
  public LongVector longs(int index) {
    return (LongVector) columns[index];
  }

  /** The column, where the caller knows that its carrier is DOUBLE. */
  public DoubleVector doubles(int index) {
    return (DoubleVector) columns[index];
  }

  /** The column, where the caller knows that its carrier is BYTES. */
  public BytesVector bytes(int index) {
    return (BytesVector) columns[index];
  }

  /**
   * Lets this batch show another batch's vector: how the identity conversion passes a column on
   * without copying it.
   */
  public void share(int index, ColumnVector vector) {
    columns[index] = vector;
    sent = null;
  }

  /** Complete rows. */
  public int rows() {
    return rows;
  }

  /** Ends a row: every column holds one value more than before. */
  public void endRow() {
    rows++;
  }

  /** Sets the number of rows of a batch that is filled column by column. */
  public void endRows(int count) {
    rows = count;
  }

  public boolean isFull() {
    return rows >= maxRows || (rows > 0 && usedBytes() >= maxBytes);
  }

  /** How many rows more make it full. */
  public int freeRows() {
    return maxRows - rows;
  }

  /** How many bytes more make it full. */
  public long freeBytes() {
    return maxBytes - usedBytes();
  }

  /** Bytes of the values held now. Asked for with every row: numbers need not be asked how long. */
  public long usedBytes() {
    long sum = 8L * rows * (columns.length - bytesColumns.length);
    for (int i : bytesColumns) {
      sum += ((BytesVector) columns[i]).bytes();
    }
    return sum;
  }

  /**
   * Keeps beside the values what they were read from. To be called when all rows are in: it holds
   * until the batch is emptied, filled further or given another column.
   */
  public void sentAs(@Nullable SentRows all) {
    sent = all;
  }

  /** What exactly these rows, every value of them, were read from; null where nobody kept it. */
  public @Nullable SentRows sent() {
    return sent;
  }

  /** Reports a value of the row that is being filled, or of an earlier one. */
  public void report(RowProblem problem) {
    problems.add(problem);
  }

  /**
   * What was reported since the last {@link #clear}, in the order found; a row may stand in it more
   * than once.
   */
  public List<RowProblem> problems() {
    return problems;
  }

  /** Forgets all rows and problems. Vectors shared in from elsewhere are emptied too. */
  public void clear() {
    for (ColumnVector column : columns) {
      column.clear();
    }
    problems.clear();
    rows = 0;
    sent = null;
  }

  /**
   * Appends a copy of another batch's rows {@code from} to {@code to} (exclusive) of the same
   * types.
   */
  public void appendRows(RowBatch other, int from, int to) {
    for (int row = from; row < to; row++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i].appendFrom(other.columns[i], row);
      }
    }
    rows += to - from;
    sent = null;
  }
}
