package io.decant.connectors.redis;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongText;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.LogicalType.Real;
import java.util.Arrays;

/** The text of one value at a time, without a copy where it lies in the batch as it is. */
final class Spelling {
  private final byte[] scratch =
      new byte[Math.max(Math.max(Floats.TEXT_LENGTH, Temporals.TEXT_LENGTH), UuidText.LENGTH)];

  byte[] data = scratch;
  int from;
  int length;

  /** Turns to a value that is not NULL. */
  Spelling of(ColumnVector column, LogicalType type, int row) {
    data = scratch;
    from = 0;
    switch (type.carrier()) {
      case LONG -> length = LongText.append(((LongVector) column).value(row), type, scratch, 0);
      case DOUBLE ->
          length =
              Floats.append(
                  ((DoubleVector) column).value(row),
                  type instanceof Real real ? real.bits() : 64,
                  scratch,
                  0);
      case BYTES -> {
        BytesVector bytes = (BytesVector) column;
        if (type.kind() == Kind.UUID) {
          UuidText.append(bytes.data(), bytes.start(row), scratch, 0);
          length = UuidText.LENGTH;
        } else {
          data = bytes.data();
          from = bytes.start(row);
          length = bytes.length(row);
        }
      }
    }
    return this;
  }

  byte[] copy() {
    return Arrays.copyOfRange(data, from, from + length);
  }
}
