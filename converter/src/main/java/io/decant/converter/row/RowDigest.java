package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import java.util.List;

/**
 * Adds up the hashes of rows. A hash has 64 bits and is made with secrets that the salt gives, one
 * column after the other over many rows at a time; rows have the same hash when their values mean
 * the same (see {@link ColumnHash}), and else with a chance of 2^-64 for each step that both take
 * from the difference on, a step being a number or 16 bytes of text. Keeps its buffers, so that a
 * row costs no object. Used by one thread at a time.
 */
public final class RowDigest {
  /** Rows at a time: their states and a column's values stay in the processor's nearest cache. */
  private static final int STRIDE = 1024;

  private final ColumnHash[] columns;
  private final long seed;
  private final long last;
  private final long factor;
  private final long[] states = new long[STRIDE];
  private long rows;
  private long high;
  private long low;

  /**
   * @param types of the batches that will be added
   * @param salt of the run: sums of different salts cannot be compared
   */
  public RowDigest(List<LogicalType> types, long salt) {
    Secrets secrets = new Secrets(salt);
    this.seed = secrets.next();
    this.last = secrets.next();
    this.factor = secrets.nextFactor();
    this.columns =
        types.stream().map(type -> ColumnHash.of(type, secrets)).toArray(ColumnHash[]::new);
  }

  /**
   * Has a batch remember what its JSON texts mean, once a conversion has read them, so that adding
   * them need not read them again. To be called once for a batch that is filled again and again.
   *
   * @param batch whose columns become those of the batches that are added, one for one, some of
   *     them by reference; it is read, converted and added by one thread
   */
  public void readOnce(RowBatch batch) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] instanceof BytesHash bytes) {
        bytes.readOnce(batch.column(i));
      }
    }
  }

  /** Adds all rows of a batch. */
  public void add(RowBatch batch) {
    for (int from = 0; from < batch.rows(); from += STRIDE) {
      int count = Math.min(STRIDE, batch.rows() - from);
      hash(batch, from, count);
      add(count);
    }
  }

  /** The hash of one row, without adding it: for finding the rows that differ. */
  public long rowHash(RowBatch batch, int row) {
    hash(batch, row, 1);
    return states[0];
  }

  /** Leaves the hashes of so many rows in {@link #states}. */
  private void hash(RowBatch batch, int from, int count) {
    for (int i = 0; i < count; i++) {
      states[i] = seed;
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].mix(batch.column(i), from, states, count);
    }
    for (int i = 0; i < count; i++) {
      long hash = Folding.fold(states[i] ^ last, factor);
      hash = (hash ^ (hash >>> 32)) * factor;
      states[i] = hash ^ (hash >>> 29);
    }
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      long hash = states[i];
      long sum = low + hash;
      // the carry out of bit 63, without a branch that nobody could predict
      high += ((low & hash) | ((low | hash) & ~sum)) >>> 63;
      low = sum;
    }
    rows += count;
  }

  /** The sum so far. */
  public DigestSum sum() {
    return new DigestSum(rows, high, low);
  }
}
