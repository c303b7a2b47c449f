package io.decant.connectors.sqlite;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.function.LongUnaryOperator;

/**
 * Reads one column's values of a few rows into a batch; chosen once per column. A column of SQLite
 * may hold any value whatever its type, so each reader looks at the storage class first and reports
 * what it does not expect.
 *
 * <p>Each has a loop of its own: in one that all share, the compiler could not put the reading of a
 * value into it.
 */
interface ValueReader {
  /** Appends one value of each row, or NULL with a problem, to the batch's column. */
  void read(StoredRows rows, int count, int column, RowBatch into) throws SQLException;

  /**
   * @param jsonb tells what JSON a blob is
   */
  static ValueReader of(LogicalType type, JsonbText jsonb) {
    return switch (type.kind()) {
      case INT -> integer((Int) type);
      case BOOLEAN -> bool();
      case DECIMAL -> decimal();
      case REAL -> real((Real) type);
      case CHAR, VARCHAR, TEXT, INTERVAL, ENUM, SET, BITS, NETWORK, OPAQUE -> TextReader.INSTANCE;
      case JSON, ARRAY -> new JsonReader(jsonb);
      case BYTES, GEOMETRY -> bytes();
      case DATE -> moment(ValueReader::wholeDay, MomentText::date);
      case TIME -> moment(micros -> Temporals.INVALID, MomentText::time);
      case TIMESTAMP -> moment(micros -> micros, MomentText::timestamp);
      case TIMESTAMP_TZ -> moment(micros -> micros, MomentText::instant);
      case UUID -> uuid();
      case VARIANT -> variant();
    };
  }

  private static ValueReader integer(Int type) {
    int unused = 64 - type.bits();
    return (rows, count, column, into) -> {
      LongVector out = into.longs(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        if (rows.form(column) != StoredRow.INTEGER) {
          Unexpected.form(rows, column, into, "an integer");
          continue;
        }
        long value = rows.integer(column);
        boolean fits =
            type.unsigned()
                ? value >= 0 && (type.bits() == 64 || value >> type.bits() == 0)
                : value << unused >> unused == value;
        if (fits) {
          out.append(value);
        } else {
          Unexpected.report(into, column, "OUT_OF_RANGE", value + " does not fit " + type);
        }
      }
    };
  }

  private static ValueReader bool() {
    return (rows, count, column, into) -> {
      LongVector out = into.longs(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        int form = rows.form(column);
        long value = -1;
        if (form == StoredRow.INTEGER) {
          value = rows.integer(column);
        } else if (form == StoredRow.TEXT) {
          value = BooleanWords.parse(rows.data(column), rows.start(column), rows.length(column));
        } else if (form == StoredRow.NULL) {
          out.appendNull();
          continue;
        }
        if (value == 0 || value == 1) {
          out.append(value);
        } else {
          String shown = Unexpected.shown(rows, column);
          Unexpected.report(into, column, "NOT_BOOLEAN", shown + " is neither true nor false");
        }
      }
    };
  }

  private static ValueReader decimal() {
    return (rows, count, column, into) -> {
      BytesVector out = into.bytes(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        int form = rows.form(column);
        if (form == StoredRow.INTEGER) {
          int start = out.reserve(Ascii.LONG_LENGTH);
          out.finish(Ascii.appendLong(rows.integer(column), out.data(), start));
        } else if (form == StoredRow.FLOAT && Double.isFinite(rows.real(column))) {
          appendDecimal(rows.real(column), out);
        } else if (form == StoredRow.TEXT) {
          decimalText(rows, column, into);
        } else {
          Unexpected.form(rows, column, into, "a decimal");
        }
      }
    };
  }

  private static void appendDecimal(double value, BytesVector out) {
    int scale = RealDigits.scale(value);
    if (scale >= 0) {
      int start = out.reserve(RealDigits.MAX_LENGTH);
      out.finish(RealDigits.append(value, scale, out.data(), start));
    } else {
      String text = Floats.text(value, 64);
      out.append(text.indexOf('e') < 0 ? text : new BigDecimal(text).toPlainString());
    }
  }

  private static void decimalText(StoredRow row, int column, RowBatch into) {
    byte[] data = row.data(column);
    int start = row.start(column);
    int length = row.length(column);
    if (Decimals.isPlain(data, start, length) || Decimals.isSpecial(data, start, length)) {
      into.bytes(column).append(data, start, length);
    } else {
      Unexpected.text(row, column, into, " is no decimal");
    }
  }

  private static ValueReader real(Real type) {
    return (rows, count, column, into) -> {
      DoubleVector out = into.doubles(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        int form = rows.form(column);
        if (form == StoredRow.FLOAT) {
          double value = rows.real(column);
          if (type.bits() == 64 || (double) (float) value == value) {
            out.append(value);
          } else {
            Unexpected.report(into, column, "OUT_OF_RANGE", value + " is no " + type);
          }
        } else if (form == StoredRow.INTEGER && Floats.isExact(rows.integer(column))) {
          out.append(rows.integer(column));
        } else {
          Unexpected.form(rows, column, into, "a float");
        }
      }
    };
  }

  private static ValueReader bytes() {
    return (rows, count, column, into) -> {
      BytesVector out = into.bytes(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        if (rows.form(column) == StoredRow.BLOB) {
          out.append(rows.data(column), rows.start(column), rows.length(column));
        } else {
          Unexpected.form(rows, column, into, "a blob");
        }
      }
    };
  }

  /** Reads a date or time from its text. */
  interface MomentParser {
    long parse(byte[] data, int start, int length);
  }

  /**
   * @param number makes a value of the column's type of a number's moment
   */
  private static ValueReader moment(LongUnaryOperator number, MomentParser parser) {
    return (rows, count, column, into) -> {
      LongVector out = into.longs(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        long value =
            switch (rows.form(column)) {
              case StoredRow.TEXT ->
                  parser.parse(rows.data(column), rows.start(column), rows.length(column));
              case StoredRow.INTEGER -> known(Epoch.moment(rows.integer(column)), number);
              case StoredRow.FLOAT -> known(Epoch.moment(rows.real(column)), number);
              default -> Temporals.INVALID;
            };
        if (value == Temporals.INVALID) {
          Unexpected.form(rows, column, into, "a date or time of this column's type");
        } else {
          out.append(value);
        }
      }
    };
  }

  private static long known(long moment, LongUnaryOperator number) {
    return moment == Temporals.INVALID ? moment : number.applyAsLong(moment);
  }

  private static long wholeDay(long micros) {
    return Math.floorMod(micros, Temporals.MICROS_PER_DAY) == 0
        ? Math.floorDiv(micros, Temporals.MICROS_PER_DAY)
        : Temporals.INVALID;
  }

  private static ValueReader uuid() {
    return (rows, count, column, into) -> {
      BytesVector out = into.bytes(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        if (rows.form(column) != StoredRow.TEXT) {
          Unexpected.form(rows, column, into, "a UUID");
          continue;
        }
        byte[] data = rows.data(column);
        int from = rows.start(column);
        if (UuidText.isCanonical(data, from, rows.length(column))) {
          int start = out.reserve(16);
          UuidText.parse(data, from, out.data(), start);
          out.finish(start + 16);
        } else {
          Unexpected.text(rows, column, into, " is no UUID");
        }
      }
    };
  }

  private static ValueReader variant() {
    return (rows, count, column, into) -> {
      BytesVector out = into.bytes(column);
      for (int row = 0; row < count; row++) {
        rows.moveTo(row);
        switch (rows.form(column)) {
          case StoredRow.INTEGER -> {
            int start = out.reserve(1 + Ascii.LONG_LENGTH);
            out.data()[start] = 'i';
            out.finish(Ascii.appendLong(rows.integer(column), out.data(), start + 1));
          }
          case StoredRow.FLOAT -> {
            int start = out.reserve(9);
            out.data()[start] = 'r';
            long bits = Double.doubleToLongBits(rows.real(column));
            BigEndian.putLong(out.data(), start + 1, bits);
            out.finish(start + 9);
          }
          case StoredRow.TEXT -> tagged('t', rows, column, out);
          case StoredRow.BLOB -> tagged('b', rows, column, out);
          default -> out.appendNull();
        }
      }
    };
  }

  private static void tagged(char tag, StoredRow row, int column, BytesVector out) {
    int length = row.length(column);
    int start = out.reserve(1 + length);
    out.data()[start] = (byte) tag;
    System.arraycopy(row.data(column), row.start(column), out.data(), start + 1, length);
    out.finish(start + 1 + length);
  }
}
