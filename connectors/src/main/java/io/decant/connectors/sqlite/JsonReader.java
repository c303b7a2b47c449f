package io.decant.connectors.sqlite;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.RowBatch;
import java.sql.SQLException;
import java.util.Optional;

/** Reads JSON, whatever SQLite has made of it: a text, a number, JSONB. */
record JsonReader(JsonbText jsonb) implements ValueReader {
  @Override
  public void read(StoredRows rows, int count, int column, RowBatch into) throws SQLException {
    BytesVector out = into.bytes(column);
    int first = out.size();
    for (int row = 0; row < count; row++) {
      rows.moveTo(row);
      if (rows.form(column) == StoredRow.TEXT) {
        out.append(rows.data(column), rows.start(column), rows.length(column));
      } else {
        other(rows, column, into);
      }
    }
    TextReader.reportBroken(into, column, first);
  }

  private void other(StoredRow row, int column, RowBatch into) throws SQLException {
    BytesVector out = into.bytes(column);
    int form = row.form(column);
    if (form == StoredRow.INTEGER) {
      // A column declared JSON has numeric affinity: SQLite turned the text 1 into a number.
      out.append(Long.toString(row.integer(column)));
      return;
    }
    if (form == StoredRow.FLOAT && Double.isFinite(row.real(column))) {
      out.append(Floats.text(row.real(column), 64));
      return;
    }
    Optional<byte[]> text =
        form == StoredRow.BLOB
            ? jsonb.of(row.data(column), row.start(column), row.length(column))
            : Optional.empty();
    if (text.isPresent()) {
      out.append(text.get());
    } else {
      Unexpected.form(row, column, into, "a JSON text");
    }
  }
}
