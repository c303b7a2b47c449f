package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.row.RowBatch;
import java.util.Map;

/**
 * Streams one split's rows. For one thread. Memory stays within the batch, whatever the size of the
 * split.
 */
public interface BatchReader extends AutoCloseable {
  /**
   * The code in {@link #notes} of rows with fields that no column is for, because what told the
   * schema did not have them.
   */
  String UNSEEN_FIELD = "UNSEEN_FIELD";

  /**
   * Empties the batch and fills it until it is full or the split ends. A value that cannot be read
   * as its logical type is reported in the batch and does not end the reading.
   *
   * @return false when no row was left, and then the batch is empty; the database has confirmed
   *     that the result was complete
   * @throws DecantException.Transient the connection broke: what was read so far is worthless, and
   *     the split is read again
   */
  boolean read(RowBatch into);

  /**
   * What was met that no row tells of, or that reads otherwise than the rest: counts by code, as
   * {@code EXPIRED} or {@link #UNSEEN_FIELD}, for the report. Complete once {@link #read} has said
   * false.
   */
  default Map<String, Long> notes() {
    return Map.of();
  }

  /**
   * Frees the connection; when the split was not read to its end, stops the server's work too.
   * Never throws.
   */
  @Override
  void close();
}
