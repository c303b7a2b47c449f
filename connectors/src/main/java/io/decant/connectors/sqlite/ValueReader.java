package io.decant.connectors.sqlite;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.LongUnaryOperator;
import org.sqlite.core.DB;

/**
 * Reads one column's value of the row that a statement stands on into a batch; chosen once per
 * column. SQLite gives any value in any form that it is asked for ({@code 'abc'} as the integer 0),
 * so each reader looks at the storage class first and reports what it does not expect.
 */
interface ValueReader {
  /** SQLite's fundamental datatypes (sqlite3.h). */
  int INTEGER = 1;

  int FLOAT = 2;
  int TEXT = 3;
  int BLOB = 4;
  int NULL = 5;

  /** Appends exactly one value, or NULL with a problem, to the batch's column. */
  void read(DB db, long statement, int column, RowBatch into) throws SQLException;

  /**
   * @param encoding of the database, as {@code PRAGMA encoding} says it
   */
  static ValueReader of(LogicalType type, TextEncoding encoding) {
    return switch (type.kind()) {
      case INT -> integer((Int) type);
      case BOOLEAN -> bool(encoding);
      case DECIMAL -> decimal(encoding);
      case REAL -> real((Real) type);
      case CHAR, VARCHAR, TEXT, INTERVAL, ENUM, SET, BITS, NETWORK, OPAQUE -> text(encoding);
      case JSON, ARRAY -> json(encoding);
      case BYTES, GEOMETRY -> bytes();
      case DATE -> moment(encoding, ValueReader::wholeDay, MomentText::date);
      case TIME -> moment(encoding, micros -> Temporals.INVALID, MomentText::time);
      case TIMESTAMP -> moment(encoding, micros -> micros, MomentText::timestamp);
      case TIMESTAMP_TZ -> moment(encoding, micros -> micros, MomentText::instant);
      case UUID -> uuid(encoding);
      case VARIANT -> variant(encoding);
    };
  }

  private static ValueReader integer(Int type) {
    int unused = 64 - type.bits();
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form != INTEGER) {
        other(form, db, statement, column, into, "an integer");
        return;
      }
      long value = db.column_long(statement, column);
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

  private static ValueReader bool(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      long value = -1;
      if (form == INTEGER) {
        value = db.column_long(statement, column);
      } else if (form == TEXT) {
        value = BooleanWords.parse(encoding.utf8(db.column_blob(statement, column)));
      } else if (form == NULL) {
        into.column(column).appendNull();
        return;
      }
      if (value == 0 || value == 1) {
        into.longs(column).append(value);
      } else {
        String shown = shown(db, statement, column, form);
        problem(into, column, "NOT_BOOLEAN", shown + " is neither true nor false");
      }
    };
  }

  private static ValueReader decimal(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      BytesVector out = into.bytes(column);
      int form = db.column_type(statement, column);
      if (form == INTEGER) {
        int start = out.reserve(Ascii.LONG_LENGTH);
        out.finish(Ascii.appendLong(db.column_long(statement, column), out.data(), start));
      } else if (form == FLOAT && Double.isFinite(db.column_double(statement, column))) {
        String text = Floats.text(db.column_double(statement, column), 64);
        boolean plain = text.indexOf('e') < 0 && !text.equals("-0");
        out.append(plain ? text : new BigDecimal(text).toPlainString());
      } else if (form == TEXT) {
        byte[] text = encoding.utf8(db.column_blob(statement, column));
        boolean plain =
            Decimals.isPlain(text, 0, text.length) || Decimals.isSpecial(text, 0, text.length);
        if (plain) {
          out.append(text);
        } else {
          problem(into, column, "MIXED_STORAGE", shown(text) + " is no decimal");
        }
      } else {
        other(form, db, statement, column, into, "a decimal");
      }
    };
  }

  private static ValueReader real(Real type) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form == FLOAT) {
        double value = db.column_double(statement, column);
        if (type.bits() == 64 || (double) (float) value == value) {
          into.doubles(column).append(value);
        } else {
          problem(into, column, "OUT_OF_RANGE", value + " is no " + type);
        }
      } else if (form == INTEGER && Floats.isExact(db.column_long(statement, column))) {
        into.doubles(column).append(db.column_double(statement, column));
      } else {
        other(form, db, statement, column, into, "a float");
      }
    };
  }

  private static ValueReader text(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form == TEXT) {
        appendText(encoding.utf8(db.column_blob(statement, column)), column, into);
      } else {
        other(form, db, statement, column, into, "a text");
      }
    };
  }

  private static ValueReader json(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form == TEXT) {
        appendText(encoding.utf8(db.column_blob(statement, column)), column, into);
      } else if (form == INTEGER) {
        // A column declared JSON has numeric affinity: SQLite turned the text 1 into a number.
        into.bytes(column).append(Long.toString(db.column_long(statement, column)));
      } else if (form == FLOAT && Double.isFinite(db.column_double(statement, column))) {
        into.bytes(column).append(Floats.text(db.column_double(statement, column), 64));
      } else {
        other(form, db, statement, column, into, "a JSON text");
      }
    };
  }

  private static ValueReader bytes() {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form == BLOB) {
        into.bytes(column).append(db.column_blob(statement, column));
      } else {
        other(form, db, statement, column, into, "a blob");
      }
    };
  }

  /** Reads a date or time from its text. */
  interface MomentParser {
    long parse(byte[] text);
  }

  /**
   * @param number makes a value of the column's type of a number's moment
   */
  private static ValueReader moment(
      TextEncoding encoding, LongUnaryOperator number, MomentParser parser) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      long value = Temporals.INVALID;
      if (form == TEXT) {
        value = parser.parse(encoding.utf8(db.column_blob(statement, column)));
      } else if (form == INTEGER) {
        value = known(Epoch.moment(db.column_long(statement, column)), number);
      } else if (form == FLOAT) {
        value = known(Epoch.moment(db.column_double(statement, column)), number);
      }
      if (value == Temporals.INVALID) {
        other(form, db, statement, column, into, "a date or time of this column's type");
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

  private static ValueReader uuid(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      int form = db.column_type(statement, column);
      if (form != TEXT) {
        other(form, db, statement, column, into, "a UUID");
        return;
      }
      byte[] text = encoding.utf8(db.column_blob(statement, column));
      if (UuidText.isCanonical(text)) {
        BytesVector out = into.bytes(column);
        int start = out.reserve(16);
        UuidText.parse(text, out.data(), start);
        out.finish(start + 16);
      } else {
        problem(into, column, "MIXED_STORAGE", shown(text) + " is no UUID");
      }
    };
  }

  private static ValueReader variant(TextEncoding encoding) {
    return (db, statement, column, into) -> {
      BytesVector out = into.bytes(column);
      switch (db.column_type(statement, column)) {
        case INTEGER -> {
          int start = out.reserve(1 + Ascii.LONG_LENGTH);
          out.data()[start] = 'i';
          long value = db.column_long(statement, column);
          out.finish(Ascii.appendLong(value, out.data(), start + 1));
        }
        case FLOAT -> {
          int start = out.reserve(9);
          long bits = Double.doubleToLongBits(db.column_double(statement, column));
          out.data()[start] = 'r';
          for (int i = 0; i < 8; i++) {
            out.data()[start + 1 + i] = (byte) (bits >>> (56 - 8 * i));
          }
          out.finish(start + 9);
        }
        case TEXT -> tagged('t', encoding.utf8(db.column_blob(statement, column)), out);
        case BLOB -> tagged('b', db.column_blob(statement, column), out);
        default -> out.appendNull();
      }
    };
  }

  private static void tagged(char tag, byte[] value, BytesVector out) {
    int start = out.reserve(1 + value.length);
    out.data()[start] = (byte) tag;
    System.arraycopy(value, 0, out.data(), start + 1, value.length);
    out.finish(start + 1 + value.length);
  }

  private static void appendText(byte[] text, int column, RowBatch into) {
    into.bytes(column).append(text);
    if (!Utf8.isValid(text, 0, text.length)) {
      String detail = shown(text) + " is not valid UTF-8";
      into.report(new RowProblem(into.rows(), column, "INVALID_UTF8", detail));
    }
  }

  /** NULL, or a storage class that the column should not have. */
  private static void other(
      int form, DB db, long statement, int column, RowBatch into, String expected)
      throws SQLException {
    if (form == NULL) {
      into.column(column).appendNull();
    } else {
      String shown = shown(db, statement, column, form);
      problem(into, column, "MIXED_STORAGE", shown + " is stored where " + expected + " should be");
    }
  }

  private static void problem(RowBatch into, int column, String code, String detail) {
    into.column(column).appendNull();
    into.report(new RowProblem(into.rows(), column, code, detail));
  }

  private static String shown(DB db, long statement, int column, int form) throws SQLException {
    return switch (form) {
      case INTEGER -> "the integer " + db.column_long(statement, column);
      case FLOAT -> "the real " + db.column_double(statement, column);
      case TEXT -> "the text " + shown(db.column_blob(statement, column));
      default -> "a blob of " + db.column_blob(statement, column).length + " bytes";
    };
  }

  private static String shown(byte[] text) {
    return "'" + new String(text, 0, Math.min(40, text.length), StandardCharsets.UTF_8) + "'";
  }
}
