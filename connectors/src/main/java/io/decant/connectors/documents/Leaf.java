package io.decant.connectors.documents;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import java.util.Arrays;
import java.util.List;

/**
 * How the values of one field lie in their column: reads a BSON value into a vector, if the column
 * can hold it exactly. {@link LeafWriter} is the way back.
 */
final class Leaf {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long MIN_MILLIS =
      Temporals.MIN_TIMESTAMP_DAY * (Temporals.MICROS_PER_DAY / MICROS_PER_MILLI);
  private static final long MAX_MILLIS =
      Temporals.MAX_TIMESTAMP_DAY * (Temporals.MICROS_PER_DAY / MICROS_PER_MILLI);

  /** Decimals have the digits that the column's text has, zeros at its end included. */
  static final int AS_SPELT = -1;

  /** How values become the column's. */
  enum Coding {
    INTEGER,
    REAL,
    DECIMAL,
    BOOL,
    TEXT,
    OBJECT_ID,
    BYTES,
    /** Each value of a type of its own. */
    VARIANT,
    UUID,
    DAY,
    MOMENT,
    /** Dates and times as text, where BSON's date is too coarse. */
    TEMPORAL_TEXT,
    /** The length of an array whose elements are rows of another table. */
    COUNT,
    /** Whether an object is there that is a row of another table. */
    RECORD,
    /** Any value, as extended JSON. */
    JSON,
    /** Another database's JSON, as what it says or as text. */
    PLAIN_JSON
  }

  final LogicalType type;
  final Coding coding;

  /** Digits behind the point of decimals that do not need more, or {@link #AS_SPELT}. */
  final int fraction;

  private final BsonKind[] kinds;
  private final ExtendedJsonWriter json;
  private final JsonAsBson plain = new JsonAsBson();
  private final byte[] digits = new byte[Floats.TEXT_LENGTH];

  /**
   * @param kinds what the field's values are, in the order in which a value of the column is taken
   *     for one of them
   */
  Leaf(LogicalType type, List<BsonKind> kinds, int fraction, ExtendedJsonWriter json) {
    this(type, coding(type, kinds), kinds, fraction, json);
  }

  /** Of a field whose values are of no kind that the column tells. */
  static Leaf of(LogicalType type, Coding coding, ExtendedJsonWriter json) {
    return new Leaf(type, coding, List.of(), AS_SPELT, json);
  }

  private Leaf(
      LogicalType type,
      Coding coding,
      List<BsonKind> kinds,
      int fraction,
      ExtendedJsonWriter json) {
    this.type = type;
    this.kinds = kinds.toArray(new BsonKind[0]);
    this.fraction = fraction;
    this.coding = coding;
    this.json = json;
  }

  private static Coding coding(LogicalType type, List<BsonKind> kinds) {
    boolean text = kinds.equals(List.of(BsonKind.STRING));
    return switch (type.kind()) {
      case INT -> Coding.INTEGER;
      case DECIMAL -> text ? Coding.TEXT : Coding.DECIMAL;
      case REAL -> Coding.REAL;
      case BOOLEAN -> Coding.BOOL;
      case CHAR, VARCHAR, TEXT, ENUM, SET, BITS, INTERVAL, NETWORK, OPAQUE, ARRAY, JSON -> {
        if (text) {
          yield Coding.TEXT;
        }
        yield kinds.equals(List.of(BsonKind.OBJECT_ID)) ? Coding.OBJECT_ID : Coding.JSON;
      }
      case BYTES, GEOMETRY -> Coding.BYTES;
      case VARIANT -> Coding.VARIANT;
      case DATE -> text ? Coding.TEMPORAL_TEXT : Coding.DAY;
      case TIMESTAMP, TIMESTAMP_TZ -> text ? Coding.TEMPORAL_TEXT : Coding.MOMENT;
      case TIME -> Coding.TEMPORAL_TEXT;
      case UUID -> Coding.UUID;
    };
  }

  /**
   * Appends a value that is not null.
   *
   * @return false when the column cannot hold it; nothing was appended then
   */
  boolean append(byte type, byte[] bson, int from, int end, ColumnVector into) {
    return switch (coding) {
      case INTEGER -> integer(type, bson, from, (LongVector) into);
      case REAL -> real(type, bson, from, (DoubleVector) into);
      case DECIMAL -> decimal(type, bson, from, (BytesVector) into);
      case BOOL -> bool(type, bson, from, (LongVector) into);
      case TEXT -> text(type, bson, from, end, (BytesVector) into);
      case OBJECT_ID -> objectId(type, bson, from, (BytesVector) into);
      case BYTES -> bytes(type, bson, from, end, (BytesVector) into);
      case VARIANT -> VariantValue.append(type, bson, from, end, (BytesVector) into);
      case UUID -> uuid(type, bson, from, end, (BytesVector) into);
      case DAY -> day(type, bson, from, (LongVector) into);
      case MOMENT -> moment(type, bson, from, (LongVector) into);
      case TEMPORAL_TEXT -> temporal(type, bson, from, end, (LongVector) into);
      case COUNT -> count(type, bson, from, end, (LongVector) into);
      case RECORD -> record(type, (LongVector) into);
      case PLAIN_JSON -> plain.read(type, bson, from, end, (BytesVector) into);
      case JSON -> {
        json.append(type, bson, from, end, (BytesVector) into);
        yield true;
      }
    };
  }

  private boolean integer(byte bsonType, byte[] bson, int from, LongVector into) {
    LogicalType.Int integer = (LogicalType.Int) type;
    long value;
    if (bsonType == Bson.INT32) {
      value = Bson.int32(bson, from);
    } else if (bsonType == Bson.INT64) {
      value = Bson.int64(bson, from);
    } else if (bsonType == Bson.DECIMAL128 && integer.unsigned() && integer.bits() == 64) {
      return unsigned(Decimal128.text(bson, from), into);
    } else {
      return false;
    }
    boolean fits =
        integer.unsigned()
            ? value >= 0 && (integer.bits() == 64 || value < 1L << integer.bits())
            : integer.bits() == 64 || value == value << 64 - integer.bits() >> 64 - integer.bits();
    if (fits) {
      into.append(value);
    }
    return fits;
  }

  private static boolean unsigned(String text, LongVector into) {
    byte[] plain = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    boolean fits = Ascii.isUnsignedLong(plain, 0, plain.length);
    if (fits) {
      into.append(Long.parseUnsignedLong(text));
    }
    return fits;
  }

  private static boolean real(byte bsonType, byte[] bson, int from, DoubleVector into) {
    switch (bsonType) {
      case Bson.DOUBLE -> into.append(Bson.float64(bson, from));
      case Bson.INT32 -> into.append(Bson.int32(bson, from));
      case Bson.INT64 -> {
        long value = Bson.int64(bson, from);
        if (!isExact(value)) {
          return false;
        }
        into.append(value);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether a double can be that number and no other one. */
  static boolean isExact(long value) {
    return Math.abs(value) <= 1L << 53 && value != Long.MIN_VALUE;
  }

  private boolean decimal(byte bsonType, byte[] bson, int from, BytesVector into) {
    switch (bsonType) {
      case Bson.DECIMAL128 -> {
        return Decimal128.appendPlain(bson, from, into);
      }
      case Bson.INT32 ->
          into.append(digits, 0, Ascii.appendLong(Bson.int32(bson, from), digits, 0));
      case Bson.INT64 ->
          into.append(digits, 0, Ascii.appendLong(Bson.int64(bson, from), digits, 0));
      case Bson.DOUBLE -> {
        double value = Bson.float64(bson, from);
        int end = Floats.append(value, 64, digits, 0);
        return Double.doubleToRawLongBits(value) != Long.MIN_VALUE
            && Decimals.append(digits, 0, end, into);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean bool(byte bsonType, byte[] bson, int from, LongVector into) {
    boolean fits = bsonType == Bson.BOOLEAN && (bson[from] & ~1) == 0;
    if (fits) {
      into.append(bson[from]);
    }
    return fits;
  }

  private static boolean text(byte bsonType, byte[] bson, int from, int end, BytesVector into) {
    boolean fits = bsonType == Bson.STRING;
    if (fits) {
      into.append(bson, from + Bson.STRING_HEAD, end - 1 - from - Bson.STRING_HEAD);
    }
    return fits;
  }

  private static boolean objectId(byte bsonType, byte[] bson, int from, BytesVector into) {
    boolean fits = bsonType == Bson.OBJECT_ID;
    if (fits) {
      int at = into.reserve(2 * Bson.OBJECT_ID_LENGTH);
      into.finish(JsonOutput.hex(bson, from, Bson.OBJECT_ID_LENGTH, into.data(), at));
    }
    return fits;
  }

  private static boolean bytes(byte bsonType, byte[] bson, int from, int end, BytesVector into) {
    boolean fits = bsonType == Bson.BINARY && bson[from + 4] == Bson.PLAIN;
    if (fits) {
      into.append(bson, from + Bson.BINARY_HEAD, end - from - Bson.BINARY_HEAD);
    }
    return fits;
  }

  private static boolean uuid(byte bsonType, byte[] bson, int from, int end, BytesVector into) {
    boolean fits =
        bsonType == Bson.BINARY && BsonKind.of(bsonType, bson, from, end) == BsonKind.UUID;
    if (fits) {
      into.append(bson, from + Bson.BINARY_HEAD, 16);
    }
    return fits;
  }

  private static boolean day(byte bsonType, byte[] bson, int from, LongVector into) {
    long millis = bsonType == Bson.DATE ? Bson.int64(bson, from) : 1;
    boolean fits = millis % MILLIS_PER_DAY == 0;
    if (fits) {
      into.append(millis / MILLIS_PER_DAY);
    }
    return fits;
  }

  private static boolean moment(byte bsonType, byte[] bson, int from, LongVector into) {
    long millis = bsonType == Bson.DATE ? Bson.int64(bson, from) : Long.MIN_VALUE;
    boolean fits = millis >= MIN_MILLIS && millis <= MAX_MILLIS;
    if (fits) {
      into.append(millis * MICROS_PER_MILLI);
    }
    return fits;
  }

  private boolean temporal(byte bsonType, byte[] bson, int from, int end, LongVector into) {
    if (bsonType != Bson.STRING) {
      return false;
    }
    int start = from + Bson.STRING_HEAD;
    int length = end - 1 - start;
    long value =
        switch (type.kind()) {
          case DATE -> Temporals.parseDate(bson, start, length);
          case TIME -> Temporals.parseTime(bson, start, length);
          case TIMESTAMP -> Temporals.parseTimestamp(bson, start, length);
          default -> Temporals.parseTimestampTz(bson, start, length);
        };
    boolean fits = value != Temporals.INVALID;
    if (fits) {
      into.append(value);
    }
    return fits;
  }

  private static boolean count(byte bsonType, byte[] bson, int from, int end, LongVector into) {
    if (bsonType != Bson.ARRAY) {
      return false;
    }
    BsonWalk walk = new BsonWalk().over(bson, from, end);
    int count = 0;
    while (walk.next()) {
      count++;
    }
    into.append(count);
    return true;
  }

  private static boolean record(byte bsonType, LongVector into) {
    if (bsonType != Bson.DOCUMENT) {
      return false;
    }
    into.append(1);
    return true;
  }

  /**
   * Whether the way back would take a value for one of its type, knowing nothing but the column.
   *
   * @param appended the column, whose last value it is
   */
  boolean isUsual(byte bsonType, byte[] bson, int from, ColumnVector appended) {
    if (coding != Coding.INTEGER && coding != Coding.REAL && coding != Coding.DECIMAL
        || kinds.length == 0) {
      return true;
    }
    if (bsonType == Bson.DECIMAL128 && !Decimal128.isPlain(bson, from)) {
      return false;
    }
    int row = appended.size() - 1;
    if (bsonType == Bson.DECIMAL128
        && coding == Coding.DECIMAL
        && !isUsualSpelling((BytesVector) appended, row)) {
      return false;
    }
    if (kinds.length == 1) {
      return kinds[0].type() == bsonType;
    }
    BsonKind kind =
        switch (coding) {
          case INTEGER -> kindOf(((LongVector) appended).value(row));
          case REAL -> kindOf(((DoubleVector) appended).value(row));
          default -> {
            BytesVector digitsHeld = (BytesVector) appended;
            yield kindOf(digitsHeld.data(), digitsHeld.start(row), digitsHeld.length(row));
          }
        };
    return kind.type() == bsonType;
  }

  private boolean isUsualSpelling(BytesVector texts, int row) {
    byte[] data = texts.data();
    int start = texts.start(row);
    int length = texts.length(row);
    if (fraction == AS_SPELT || Decimals.isSpecial(data, start, length)) {
      return true;
    }
    int needed = Decimals.fractionDigits(data, start, length);
    int zeros = length - Decimals.trimmedLength(data, start, length);
    int spelt = needed + zeros - (needed == 0 && zeros > 0 ? 1 : 0); // the point
    return spelt == Math.max(fraction, needed);
  }

  /** What the way back takes a real for. */
  BsonKind kindOf(double value) {
    return first(isInt(value), isLong(value), true);
  }

  /** What the way back takes an integer for. */
  BsonKind kindOf(long value) {
    return first(value == (int) value, true, true);
  }

  /** What the way back takes a decimal for, however many zeros its text ends with. */
  BsonKind kindOf(byte[] text, int from, int length) {
    int needed = Decimals.trimmedLength(text, from, length);
    boolean whole = Ascii.isLong(text, from, needed);
    long number = whole ? Ascii.parseLong(text, from, needed) : 0;
    return first(whole && number == (int) number, whole, isDouble(text, from, length));
  }

  private BsonKind first(boolean isInt, boolean isLong, boolean isDouble) {
    for (BsonKind kind : kinds) {
      boolean can =
          switch (kind) {
            case INT32 -> isInt;
            case INT64 -> isLong;
            case DOUBLE -> isDouble;
            default -> true;
          };
      if (can) {
        return kind;
      }
    }
    return switch (coding) {
      case REAL -> BsonKind.DOUBLE;
      case DECIMAL -> BsonKind.DECIMAL128;
      default -> isInt ? BsonKind.INT32 : BsonKind.INT64;
    };
  }

  private static boolean isInt(double value) {
    return value == (int) value && Double.doubleToRawLongBits(value) != Long.MIN_VALUE;
  }

  private static boolean isLong(double value) {
    return value == (long) value
        && isExact((long) value)
        && Double.doubleToRawLongBits(value) != Long.MIN_VALUE;
  }

  /** Whether the text is a number that a double would be spelt as. */
  boolean isDouble(byte[] text, int from, int length) {
    BytesVector plain = new BytesVector(1);
    int end = Floats.append(Floats.parse(text, from, length), 64, digits, 0);
    if (!Decimals.append(digits, 0, end, plain)) {
      return false;
    }
    int spelt = Decimals.trimmedLength(plain.data(), 0, plain.length(0));
    int needed = Decimals.trimmedLength(text, from, length);
    return Arrays.equals(plain.data(), 0, spelt, text, from, from + needed);
  }
}
