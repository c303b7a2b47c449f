package io.decant.connectors.sqlite;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;

/**
 * Reads one column's value of a row into a batch; chosen once per column. A column of SQLite may
 * hold any value whatever its type, so each reader looks at the storage class first and reports
 * what it does not expect.
 */
interface ValueReader {
  /** Appends exactly one value, or NULL with a problem, to the batch's column. */
  void read(StoredRow row, int column, RowBatch into);

  static ValueReader of(LogicalType type) {
    return switch (type.kind()) {
      case INT -> integer((Int) type);
      case BOOLEAN -> bool();
      case DECIMAL -> decimal();
      case REAL -> real((Real) type);
      case CHAR, VARCHAR, TEXT, INTERVAL, ENUM, SET, BITS, NETWORK, OPAQUE -> text();
      case JSON, ARRAY -> json();
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
    return (row, column, into) -> {
      int form = row.form(column);
      if (form != StoredRow.INTEGER) {
        other(form, row, column, into, "an integer");
        return;
      }
      long value = row.integer(column);
      boolean fits =
          type.unsigned()
              ? value >= 0 && (type.bits() == 64 || value >> type.bits() == 0)
              : value << unused >> unused == value;
      if (fits) {
        into.longs(column).append(value);
      } else {
        problem(into, column, "OUT_OF_RANGE", value + " does not fit " + type);
      }
    };
  }

  private static ValueReader bool() {
    return (row, column, into) -> {
      int form = row.form(column);
      long value = -1;
      if (form == StoredRow.INTEGER) {
        value = row.integer(column);
      } else if (form == StoredRow.TEXT) {
        value = BooleanWords.parse(row.data(column), row.start(column), row.length(column));
      } else if (form == StoredRow.NULL) {
        into.column(column).appendNull();
        return;
      }
      if (value == 0 || value == 1) {
        into.longs(column).append(value);
      } else {
        String shown = shown(row, column);
        problem(into, column, "NOT_BOOLEAN", shown + " is neither true nor false");
      }
    };
  }

  private static ValueReader decimal() {
    return (row, column, into) -> {
      BytesVector out = into.bytes(column);
      int form = row.form(column);
      if (form == StoredRow.INTEGER) {
        int start = out.reserve(Ascii.LONG_LENGTH);
        out.finish(Ascii.appendLong(row.integer(column), out.data(), start));
      } else if (form == StoredRow.FLOAT && Double.isFinite(row.real(column))) {
        appendDecimal(row.real(column), out);
      } else if (form == StoredRow.TEXT) {
        byte[] data = row.data(column);
        int start = row.start(column);
        int length = row.length(column);
        if (Decimals.isPlain(data, start, length) || Decimals.isSpecial(data, start, length)) {
          out.append(data, start, length);
        } else {
          problem(into, column, "MIXED_STORAGE", quoted(row, column) + " is no decimal");
        }
      } else {
        other(form, row, column, into, "a decimal");
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

  private static ValueReader real(Real type) {
    return (row, column, into) -> {
      int form = row.form(column);
      if (form == StoredRow.FLOAT) {
        double value = row.real(column);
        if (type.bits() == 64 || (double) (float) value == value) {
          into.doubles(column).append(value);
        } else {
          problem(into, column, "OUT_OF_RANGE", value + " is no " + type);
        }
      } else if (form == StoredRow.INTEGER && Floats.isExact(row.integer(column))) {
        into.doubles(column).append(row.integer(column));
      } else {
        other(form, row, column, into, "a float");
      }
    };
  }

  private static ValueReader text() {
    return (row, column, into) -> {
      int form = row.form(column);
      if (form == StoredRow.TEXT) {
        appendText(row, column, into);
      } else {
        other(form, row, column, into, "a text");
      }
    };
  }

  private static ValueReader json() {
    return (row, column, into) -> {
      int form = row.form(column);
      if (form == StoredRow.TEXT) {
        appendText(row, column, into);
      } else if (form == StoredRow.INTEGER) {
        // A column declared JSON has numeric affinity: SQLite turned the text 1 into a number.
        into.bytes(column).append(Long.toString(row.integer(column)));
      } else if (form == StoredRow.FLOAT && Double.isFinite(row.real(column))) {
        into.bytes(column).append(Floats.text(row.real(column), 64));
      } else {
        other(form, row, column, into, "a JSON text");
      }
    };
  }

  private static ValueReader bytes() {
    return (row, column, into) -> {
      int form = row.form(column);
      if (form == StoredRow.BLOB) {
        into.bytes(column).append(row.data(column), row.start(column), row.length(column));
      } else {
        other(form, row, column, into, "a blob");
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
    return (row, column, into) -> {
      int form = row.form(column);
      long value = Temporals.INVALID;
      if (form == StoredRow.TEXT) {
        value = parser.parse(row.data(column), row.start(column), row.length(column));
      } else if (form == StoredRow.INTEGER) {
        value = known(Epoch.moment(row.integer(column)), number);
      } else if (form == StoredRow.FLOAT) {
        value = known(Epoch.moment(row.real(column)), number);
      }
      if (value == Temporals.INVALID) {
        other(form, row, column, into, "a date or time of this column's type");
      } else {
        into.longs(column).append(value);
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
    return (row, column, into) -> {
      int form = row.form(column);
      if (form != StoredRow.TEXT) {
        other(form, row, column, into, "a UUID");
        return;
      }
      byte[] data = row.data(column);
      int from = row.start(column);
      if (UuidText.isCanonical(data, from, row.length(column))) {
        BytesVector out = into.bytes(column);
        int start = out.reserve(16);
        UuidText.parse(data, from, out.data(), start);
        out.finish(start + 16);
      } else {
        problem(into, column, "MIXED_STORAGE", quoted(row, column) + " is no UUID");
      }
    };
  }

  private static ValueReader variant() {
    return (row, column, into) -> {
      BytesVector out = into.bytes(column);
      switch (row.form(column)) {
        case StoredRow.INTEGER -> {
          int start = out.reserve(1 + Ascii.LONG_LENGTH);
          out.data()[start] = 'i';
          long value = row.integer(column);
          out.finish(Ascii.appendLong(value, out.data(), start + 1));
        }
        case StoredRow.FLOAT -> {
          int start = out.reserve(9);
          out.data()[start] = 'r';
          long bits = Double.doubleToLongBits(row.real(column));
          BigEndian.putLong(out.data(), start + 1, bits);
          out.finish(start + 9);
        }
        case StoredRow.TEXT -> tagged('t', row, column, out);
        case StoredRow.BLOB -> tagged('b', row, column, out);
        default -> out.appendNull();
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

  private static void appendText(StoredRow row, int column, RowBatch into) {
    byte[] data = row.data(column);
    int start = row.start(column);
    int length = row.length(column);
    into.bytes(column).append(data, start, length);
    if (!Utf8.isValid(data, start, length)) {
      String detail = quoted(row, column) + " is not valid UTF-8";
      into.report(new RowProblem(into.rows(), column, "INVALID_UTF8", detail));
    }
  }

  /** NULL, or a storage class that the column should not have. */
  private static void other(int form, StoredRow row, int column, RowBatch into, String expected) {
    if (form == StoredRow.NULL) {
      into.column(column).appendNull();
    } else {
      String shown = shown(row, column);
      problem(into, column, "MIXED_STORAGE", shown + " is stored where " + expected + " should be");
    }
  }

  private static void problem(RowBatch into, int column, String code, String detail) {
    into.column(column).appendNull();
    into.report(new RowProblem(into.rows(), column, code, detail));
  }

  private static String shown(StoredRow row, int column) {
    return switch (row.form(column)) {
      case StoredRow.INTEGER -> "the integer " + row.integer(column);
      case StoredRow.FLOAT -> "the real " + row.real(column);
      case StoredRow.TEXT -> "the text " + quoted(row, column);
      default -> "a blob of " + row.length(column) + " bytes";
    };
  }

  private static String quoted(StoredRow row, int column) {
    int length = Math.min(40, row.length(column));
    return "'"
        + new String(row.data(column), row.start(column), length, StandardCharsets.UTF_8)
        + "'";
  }
}
