package io.decant.connectors.postgresql;

import io.decant.converter.row.ColumnVector;
import java.sql.SQLException;

/** Writes one value that is not NULL as a field of COPY's text format. Chosen once a column. */
@FunctionalInterface
interface ColumnEncoder {
  void encode(ColumnVector column, int row, CopyBuffer out) throws SQLException;
}
