package io.decant.connectors.sqlite;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.sql.SQLException;

/**
 * Says in which storage class, and how spelled, one column's values are stored; chosen once per
 * column, and for one thread.
 */
interface ValueWriter {

  /** Hands over a value that is not NULL. */
  void write(ColumnVector column, int row, Cells into) throws SQLException;

  /** Hands over a whole row. */
  static void writeRow(ValueWriter[] writers, RowBatch batch, int row, Cells into)
      throws SQLException {
    for (int i = 0; i < writers.length; i++) {
      ColumnVector column = batch.column(i);
      if (column.isNull(row)) {
        into.absent();
      } else {
        writers[i].write(column, row, into);
      }
    }
  }

  static ValueWriter of(Column written) {
    LogicalType type = written.type();
    return switch (type.kind()) {
      case INT, BOOLEAN -> (column, row, into) -> into.integer(((LongVector) column).value(row));
      case REAL -> (column, row, into) -> into.real(((DoubleVector) column).value(row));
      case BYTES, GEOMETRY ->
          (column, row, into) -> {
            BytesVector bytes = (BytesVector) column;
            into.blob(bytes.data(), bytes.start(row), bytes.length(row));
          };
      case DECIMAL, CHAR, VARCHAR, TEXT, INTERVAL, JSON, ENUM, SET, BITS, ARRAY, NETWORK, OPAQUE ->
          (column, row, into) -> {
            BytesVector bytes = (BytesVector) column;
            into.text(bytes.data(), bytes.start(row), bytes.length(row));
          };
      case UUID -> {
        byte[] text = new byte[UuidText.LENGTH];
        yield (column, row, into) -> {
          BytesVector bytes = (BytesVector) column;
          UuidText.append(bytes.data(), bytes.start(row), text, 0);
          into.text(text, 0, text.length);
        };
      }
      case DATE -> moment(Temporals::appendDate);
      case TIME -> {
        int digits = ((Time) type).precision();
        yield moment((value, text, at) -> Temporals.appendTime(value, digits, text, at));
      }
      case TIMESTAMP -> {
        int digits = ((Timestamp) type).precision();
        yield moment((value, text, at) -> Temporals.appendTimestamp(value, digits, text, at));
      }
      case TIMESTAMP_TZ -> {
        int digits = ((TimestampTz) type).precision();
        yield moment((value, text, at) -> ZonedText.append(value, digits, text, at));
      }
      case VARIANT -> variant(written);
    };
  }

  /** Spells a date or time and tells where the text ends. */
  interface MomentText {
    int append(long value, byte[] text, int at);
  }

  private static ValueWriter moment(MomentText spelling) {
    byte[] text = new byte[Temporals.TEXT_LENGTH + 8];
    return (column, row, into) ->
        into.text(text, 0, spelling.append(((LongVector) column).value(row), text, 0));
  }

  private static ValueWriter variant(Column into) {
    return DeclaredType.of(into.nativeType()).affinity().isNumeric()
        ? (column, row, cells) -> {
          CutNumber.refuse((BytesVector) column, row, into.name());
          writeVariant(column, row, cells);
        }
        : ValueWriter::writeVariant;
  }

  private static void writeVariant(ColumnVector column, int row, Cells into) throws SQLException {
    BytesVector vector = (BytesVector) column;
    byte[] data = vector.data();
    int start = vector.start(row) + 1;
    int length = vector.length(row) - 1;
    switch (data[start - 1]) {
      case 'i' -> into.integer(Ascii.parseLong(data, start, length));
      case 'r' -> into.real(BigEndian.doubleAt(data, start));
      case 'b' -> into.blob(data, start, length);
      default -> into.text(data, start, length);
    }
  }
}
