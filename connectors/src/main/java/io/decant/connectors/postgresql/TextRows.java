package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.RowBatch;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows in COPY's text format, for tables with a column whose type has no binary form of ours.
 * Source: PostgreSQL manual, COPY, "Text Format".
 */
final class TextRows implements CopyFormat {
  private static final byte[] NULL = "\\N".getBytes(US_ASCII);

  private final ColumnEncoder[] encoders;

  TextRows(List<ColumnEncoder> encoders) {
    this.encoders = encoders.toArray(ColumnEncoder[]::new);
  }

  @Override
  public String options() {
    return "(FORMAT text)";
  }

  @Override
  public void begin(CopyBuffer out) {}

  @Override
  public void encode(RowBatch batch, CopyBuffer out) throws SQLException {
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < encoders.length; i++) {
        if (i > 0) {
          out.putByte('\t');
        }
        if (batch.column(i).isNull(row)) {
          out.putBytes(NULL, 0, NULL.length);
        } else {
          encoders[i].encode(batch.column(i), row, out);
        }
      }
      out.putByte('\n');
    }
  }

  @Override
  public void end(CopyBuffer out) {}
}
