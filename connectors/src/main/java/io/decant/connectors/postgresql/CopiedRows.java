package io.decant.connectors.postgresql;

import io.decant.converter.row.SentRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in COPY's binary format as a server has sent them. A server takes them as they are wherever
 * {@link FieldEncoder} would make the same of each field again, which for two tables of the same
 * types spares making it.
 */
final class CopiedRows implements SentRows {
  private final List<FieldEncoder> fields;
  private final List<Piece> pieces = new ArrayList<>();

  /** Whole rows, one behind the other. */
  private record Piece(byte[] data, int from, int to) {}

  /**
   * @param fields what would make each field of a row again
   */
  CopiedRows(List<FieldEncoder> fields) {
    this.fields = fields;
  }

  /** Adds the next rows, by reference. */
  void add(byte[] data, int from, int to) {
    pieces.add(new Piece(data, from, to));
  }

  /** Whether these would make exactly these rows. */
  boolean areBy(List<FieldEncoder> encoders) {
    return fields.equals(encoders);
  }

  void put(CopyBuffer out) throws SQLException {
    for (Piece piece : pieces) {
      out.putBytes(piece.data(), piece.from(), piece.to() - piece.from());
    }
  }
}
