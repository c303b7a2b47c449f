package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Adds up the hashes of rows: SHA-256 of the {@linkplain CanonicalRow canonical row}, cut to its
 * first 64 bits, big-endian and unsigned. Keeps its buffers, so that a row costs no object. Used by
 * one thread at a time.
 */
public final class RowDigest {
  private static final int HASH_BYTES = 32;

  private final CanonicalRow canonical;
  private final MessageDigest sha256 = CanonicalRow.sha256();
  private final byte[] hash = new byte[HASH_BYTES];
  private final ByteBuffer hashBits = ByteBuffer.wrap(hash);
  private long rows;
  private long high;
  private long low;

  /**
   * @param types of the batches that will be added
   * @param salt of the run: sums of different salts cannot be compared
   */
  public RowDigest(List<LogicalType> types, long salt) {
    this.canonical = new CanonicalRow(types, salt);
  }

  /** Adds all rows of a batch. */
  public void add(RowBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      add(batch, row);
    }
  }

  /** Adds one row. */
  public void add(RowBatch batch, int row) {
    long bits = rowHash(batch, row);
    low += bits;
    if (Long.compareUnsigned(low, bits) < 0) {
      high++;
    }
    rows++;
  }

  /** The hash of one row, without adding it: for finding the rows that differ. */
  public long rowHash(RowBatch batch, int row) {
    canonical.write(batch, row);
    sha256.update(canonical.data(), 0, canonical.length());
    try {
      sha256.digest(hash, 0, HASH_BYTES);
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    return hashBits.getLong(0);
  }

  /** The sum so far. */
  public DigestSum sum() {
    return new DigestSum(rows, high, low);
  }

  /** Begins again at zero. */
  public void clear() {
    rows = 0;
    high = 0;
    low = 0;
  }
}
