package io.decant.connectors.documents;

import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes BSON values of a column's values: what {@link Leaf} undoes. */
final class LeafWriter {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final String where;
  private final Leaf leaf;
  private final ExtendedJsonReader json;
  private final JsonAsBson plain = new JsonAsBson();
  private final byte[] text = new byte[Temporals.TEXT_LENGTH];

  LeafWriter(String where, Leaf leaf, ExtendedJsonReader json) {
    this.where = where;
    this.leaf = leaf;
    this.json = json;
  }

  /**
   * Writes a value that is not NULL and returns its type.
   *
   * @param noted the type as the overflow notes it, empty for the usual one
   * @throws BadValue BSON has no such value
   */
  byte write(ColumnVector vector, int row, String noted, BsonOutput out) {
    return switch (leaf.coding) {
      case INTEGER -> integer(((LongVector) vector).value(row), noted, out);
      case REAL -> real(((DoubleVector) vector).value(row), noted, out);
      case DECIMAL -> decimal((BytesVector) vector, row, noted, out);
      case BOOL -> {
        out.bool(((LongVector) vector).value(row) != 0);
        yield Bson.BOOLEAN;
      }
      case TEXT -> string((BytesVector) vector, row, out);
      case OBJECT_ID -> objectId((BytesVector) vector, row, out);
      case BYTES -> binary(Bson.PLAIN, (BytesVector) vector, row, out);
      case VARIANT -> VariantValue.write((BytesVector) vector, row, where, out);
      case UUID -> binary(Bson.UUID, (BytesVector) vector, row, out);
      case DAY -> date(Math.multiplyExact(day(vector, row), MILLIS_PER_DAY), out);
      case MOMENT -> moment(((LongVector) vector).value(row), out);
      case TEMPORAL_TEXT -> temporal(((LongVector) vector).value(row), out);
      case COUNT -> nulls(((LongVector) vector).value(row), out);
      case RECORD -> {
        out.end(out.begin());
        yield Bson.DOCUMENT;
      }
      case PLAIN_JSON -> plain((BytesVector) vector, row, out);
      case JSON -> json((BytesVector) vector, row, out);
    };
  }

  private byte integer(long value, String noted, BsonOutput out) {
    LogicalType.Int type = (LogicalType.Int) leaf.type;
    if (type.unsigned() && type.bits() == 64 && value < 0) {
      Decimal128.write(Long.toUnsignedString(value), out);
      return Bson.DECIMAL128;
    }
    return number(value, kind(noted).orElse(leaf.kindOf(value)), out);
  }

  private static Optional<BsonKind> kind(String noted) {
    return BsonKind.ofWord(noted.split(" ", 2)[0]);
  }

  private static byte number(long value, BsonKind kind, BsonOutput out) {
    switch (kind) {
      case DOUBLE -> out.float64(value);
      case DECIMAL128 -> Decimal128.write(Long.toString(value), out);
      case INT32 -> {
        if (value == (int) value) {
          out.int32((int) value);
        } else {
          return number(value, BsonKind.INT64, out);
        }
      }
      default -> {
        out.int64(value);
        return Bson.INT64;
      }
    }
    return kind.type();
  }

  private byte real(double value, String noted, BsonOutput out) {
    BsonKind kind = kind(noted).orElse(leaf.kindOf(value));
    boolean whole = value == (long) value && Leaf.isExact((long) value);
    if (kind == BsonKind.DOUBLE || !whole) {
      out.float64(value);
      return Bson.DOUBLE;
    }
    return number((long) value, kind, out);
  }

  private byte decimal(BytesVector vector, int row, String noted, BsonOutput out) {
    byte[] data = vector.data();
    int start = vector.start(row);
    int length = vector.length(row);
    String plain = new String(data, start, length, StandardCharsets.US_ASCII);
    BsonKind kind = kind(noted).orElse(leaf.kindOf(data, start, length));
    switch (kind) {
      case INT32, INT64 -> {
        Optional<Long> whole = whole(plain);
        if (whole.isPresent()) {
          return number(whole.get(), kind, out);
        }
      }
      case DOUBLE -> {
        if (leaf.isDouble(data, start, length)) {
          out.float64(Floats.parse(data, start, length));
          return Bson.DOUBLE;
        }
      }
      default -> {}
    }
    if (!Decimal128.write(digits(plain, noted), out)) {
      throw new BadValue(
          where,
          "DECIMAL128",
          "a decimal of " + length + " characters is beyond the 34 digits of a decimal128",
          "Have the column written as text: types: decimal -> text.",
          null);
    }
    return Bson.DECIMAL128;
  }

  private static Optional<Long> whole(String plain) {
    try {
      return Optional.of(new BigDecimal(plain).longValueExact());
    } catch (ArithmeticException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** As the document had spelt the number, if it still is that number. */
  private String digits(String plain, String noted) {
    int space = noted.indexOf(' ');
    String spelt = noted.substring(space + 1);
    boolean numbers = space > 0 && isNumber(plain) && isNumber(spelt);
    boolean same = numbers && new BigDecimal(spelt).compareTo(new BigDecimal(plain)) == 0;
    return same ? spelt : usual(plain);
  }

  private String usual(String plain) {
    if (leaf.fraction == Leaf.AS_SPELT || !isNumber(plain)) {
      return plain;
    }
    BigDecimal number = new BigDecimal(plain);
    return number.setScale(Math.max(leaf.fraction, Fractions.shortest(number))).toPlainString();
  }

  private static boolean isNumber(String digits) {
    return Character.isDigit(digits.charAt(digits.length() - 1));
  }

  private static byte string(BytesVector vector, int row, BsonOutput out) {
    out.string(vector.data(), vector.start(row), vector.end(row));
    return Bson.STRING;
  }

  private byte objectId(BytesVector vector, int row, BsonOutput out) {
    byte[] data = vector.data();
    int start = vector.start(row);
    boolean sound = vector.length(row) == 2 * Bson.OBJECT_ID_LENGTH;
    for (int i = 0; sound && i < 2 * Bson.OBJECT_ID_LENGTH; i++) {
      sound =
          Character.digit(data[start + i], 16) >= 0
              && !(data[start + i] < 'a' && data[start + i] > '9');
    }
    if (!sound) {
      // Somebody's own text, where only identifiers were: it stays text.
      return string(vector, row, out);
    }
    int at = out.claim(Bson.OBJECT_ID_LENGTH);
    for (int i = 0; i < Bson.OBJECT_ID_LENGTH; i++) {
      out.data()[at + i] =
          (byte)
              (Character.digit(data[start + 2 * i], 16) << 4
                  | Character.digit(data[start + 2 * i + 1], 16));
    }
    return Bson.OBJECT_ID;
  }

  private static byte binary(byte subtype, BytesVector vector, int row, BsonOutput out) {
    out.binary(subtype, vector.data(), vector.start(row), vector.end(row));
    return Bson.BINARY;
  }

  private long day(ColumnVector vector, int row) {
    long day = ((LongVector) vector).value(row);
    if (Temporals.isInfinite(day) || Temporals.isImpossible(day)) {
      throw range();
    }
    return day;
  }

  private byte moment(long micros, BsonOutput out) {
    if (Temporals.isInfinite(micros) || Temporals.isImpossible(micros)) {
      throw range();
    }
    return date(Math.floorDiv(micros, MICROS_PER_MILLI), out);
  }

  private static byte date(long millis, BsonOutput out) {
    out.int64(millis);
    return Bson.DATE;
  }

  private BadValue range() {
    return new BadValue(
        where, "DATE_RANGE", "BSON has no infinite and no impossible dates", "", null);
  }

  private byte temporal(long value, BsonOutput out) {
    int end =
        switch (leaf.type.kind()) {
          case DATE -> Temporals.appendDate(value, text, 0);
          case TIME -> Temporals.appendTime(value, 6, text, 0);
          case TIMESTAMP -> Temporals.appendTimestamp(value, 6, text, 0);
          default -> Temporals.appendTimestampTz(value, 6, text, 0);
        };
    out.string(text, 0, end);
    return Bson.STRING;
  }

  private static byte nulls(long count, BsonOutput out) {
    int start = out.begin();
    for (int i = 0; i < count; i++) {
      out.element(Bson.NULL, i);
    }
    out.end(start);
    return Bson.ARRAY;
  }

  private byte plain(BytesVector vector, int row, BsonOutput out) {
    boolean spelling = !((LogicalType.Json) leaf.type).normalised();
    return plain.write(vector.data(), vector.start(row), vector.end(row), spelling, out);
  }

  private byte json(BytesVector vector, int row, BsonOutput out) {
    try {
      return json.value(vector.data(), vector.start(row), vector.end(row), out);
    } catch (MalformedDocument e) {
      throw new BadValue(where, "INVALID_JSON", "no JSON: " + e.getMessage(), "", e);
    }
  }
}
