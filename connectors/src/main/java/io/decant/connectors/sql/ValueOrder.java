package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Numeral;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * How a column's value stands to a constant: numbers by their value, exactly, but to a double or
 * float as the double or float that is nearest to the constant; texts and UUIDs by their bytes, so
 * that case, accents and trailing blanks count; dates and times by the moment. NaN is the greatest
 * number, as PostgreSQL has it.
 */
interface ValueOrder {

  /** Below 0, 0, or above, as the value of that row, which is not NULL, is to the constant. */
  int compare(RowBatch batch, int row);

  /**
   * @throws Uncertain values of that column are not compared with such a constant
   */
  static ValueOrder of(Column column, int place, Sql constant) {
    LogicalType type = column.type();
    if (isText(type)) {
      return bytes(place, text(column, constant).getBytes(StandardCharsets.UTF_8));
    }
    return switch (type.kind()) {
      case INT -> whole(place, ((Int) type).unsigned(), number(column, constant));
      case REAL -> real(place, ((Real) type).bits(), number(column, constant));
      case DECIMAL -> decimal(place, number(column, constant));
      case BOOLEAN -> longs(place, truth(column, constant) ? 1 : 0);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> longs(place, moment(column, constant));
      case UUID -> bytes(place, uuid(column, constant));
      default -> throw wrong(column, "can only be NULL or not here");
    };
  }

  static boolean isText(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, TEXT, ENUM -> true;
      default -> false;
    };
  }

  private static Uncertain wrong(Column column, String what) {
    return new Uncertain(column.name() + " is " + column.type() + ", which " + what);
  }

  private static ValueOrder bytes(int place, byte[] constant) {
    return (batch, row) -> {
      var values = batch.bytes(place);
      return Arrays.compareUnsigned(
          values.data(), values.start(row), values.end(row), constant, 0, constant.length);
    };
  }

  private static ValueOrder longs(int place, long constant) {
    return (batch, row) -> Long.compare(batch.longs(place).value(row), constant);
  }

  private static ValueOrder whole(int place, boolean unsigned, BigDecimal constant) {
    return (batch, row) -> {
      long value = batch.longs(place).value(row);
      BigDecimal number =
          unsigned ? new BigDecimal(Long.toUnsignedString(value)) : BigDecimal.valueOf(value);
      return number.compareTo(constant);
    };
  }

  private static ValueOrder real(int place, int bits, BigDecimal constant) {
    double nearest = bits == 32 ? constant.floatValue() : constant.doubleValue();
    return (batch, row) -> {
      double value = batch.doubles(place).value(row);
      return value == nearest ? 0 : Double.compare(value, nearest); // -0 is 0
    };
  }

  private static ValueOrder decimal(int place, BigDecimal constant) {
    return (batch, row) -> {
      String digits = batch.bytes(place).text(row);
      return switch (digits) {
        case "NaN", "Infinity" -> 1;
        case "-Infinity" -> -1;
        default -> new BigDecimal(digits).compareTo(constant);
      };
    };
  }

  private static BigDecimal number(Column column, Sql constant) {
    if (constant instanceof Minus minus) {
      return number(column, minus.operand()).negate();
    }
    if (constant instanceof Numeral numeral) {
      return new BigDecimal(numeral.text());
    }
    throw wrong(column, "is compared with a number");
  }

  private static boolean truth(Column column, Sql constant) {
    if (constant instanceof Truth truth) {
      return truth.value();
    }
    throw wrong(column, "is compared with TRUE or FALSE");
  }

  private static String text(Column column, Sql constant) {
    if (constant instanceof Text text) {
      return text.text();
    }
    throw wrong(column, "is compared with a text in quotes");
  }

  private static long moment(Column column, Sql constant) {
    byte[] text = text(column, constant).getBytes(StandardCharsets.UTF_8);
    long moment =
        switch (column.type().kind()) {
          case DATE -> Temporals.parseDate(text, 0, text.length);
          case TIME -> Temporals.parseTime(text, 0, text.length);
          case TIMESTAMP -> Temporals.parseTimestamp(text, 0, text.length);
          default -> Temporals.parseTimestampTz(text, 0, text.length);
        };
    if (moment == Temporals.INVALID) {
      throw wrong(column, "is compared with a text such as '2024-02-29 23:59:59+00' of its kind");
    }
    return moment;
  }

  private static byte[] uuid(Column column, Sql constant) {
    try {
      UUID uuid = UUID.fromString(text(column, constant));
      return ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException none) {
      throw wrong(column, "is compared with a UUID in quotes");
    }
  }
}
