package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Json;

/**
 * Takes the values of one column into the states of their rows. The state of a row passes from
 * column to column, and every column has secrets of its own; so values that changed places, or a
 * border between two texts that moved, lead elsewhere.
 *
 * <p>What the values mean decides, not how they are spelt. The same: trailing zeros of a decimal's
 * fraction and the sign of its zero, trailing spaces of CHAR, key order, spaces and number spelling
 * of normalised JSON and of arrays, all NaN. Not the same: the two zeros of a float, NULL and the
 * empty text, an element NULL and the text.
 */
abstract sealed class ColumnHash permits ColumnHash.Longs, ColumnHash.Doubles, BytesHash {
  final long factor;

  /** In place of a value: NULL. */
  final long absent;

  ColumnHash(Secrets secrets) {
    this.factor = secrets.nextFactor();
    this.absent = secrets.next();
  }

  static ColumnHash of(LogicalType type, Secrets secrets) {
    return switch (type.carrier()) {
      case LONG -> new Longs(secrets);
      case DOUBLE -> new Doubles(secrets);
      case BYTES -> new BytesHash(form(type), secrets);
    };
  }

  private static BytesHash.Form form(LogicalType type) {
    return switch (type.kind()) {
      case DECIMAL -> BytesHash.Form.DECIMAL;
      case CHAR -> BytesHash.Form.PADDED;
      case JSON -> ((Json) type).normalised() ? BytesHash.Form.JSON : BytesHash.Form.PLAIN;
      case ARRAY -> BytesHash.Form.JSON;
      case INT,
          REAL,
          BOOLEAN,
          VARCHAR,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          ENUM,
          SET,
          BITS,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          BytesHash.Form.PLAIN;
    };
  }

  /** Takes rows {@code from} on, as many as there are states to take them into. */
  abstract void mix(ColumnVector column, int from, long[] states, int rows);

  /** Integers, booleans, dates and times: the special dates are numbers of their own already. */
  static final class Longs extends ColumnHash {
    Longs(Secrets secrets) {
      super(secrets);
    }

    @Override
    void mix(ColumnVector column, int from, long[] states, int rows) {
      LongVector longs = (LongVector) column;
      boolean nulls = longs.hasNulls();
      for (int i = 0; i < rows; i++) {
        long value = nulls && longs.isNull(from + i) ? absent : longs.value(from + i);
        states[i] = Folding.fold(states[i] ^ value, factor);
      }
    }
  }

  /** Floats by their bits. */
  static final class Doubles extends ColumnHash {
    Doubles(Secrets secrets) {
      super(secrets);
    }

    @Override
    void mix(ColumnVector column, int from, long[] states, int rows) {
      DoubleVector doubles = (DoubleVector) column;
      boolean nulls = doubles.hasNulls();
      for (int i = 0; i < rows; i++) {
        // of all NaN it makes one, and tells -0.0 from 0.0
        long bits = Double.doubleToLongBits(doubles.value(from + i));
        long value = nulls && doubles.isNull(from + i) ? absent : bits;
        states[i] = Folding.fold(states[i] ^ value, factor);
      }
    }
  }
}
