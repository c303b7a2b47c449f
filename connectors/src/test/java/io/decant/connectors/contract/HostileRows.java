package io.decant.connectors.contract;

import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Conversions;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.ValueListener;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Variant.Form;
import io.decant.converter.schema.Table;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Values of every logical type at its edges: where migrators break. */
public final class HostileRows {
  private HostileRows() {}

  /** Every kind of type, some of them in several widths. */
  public static List<LogicalType> types() {
    return List.of(
        new LogicalType.Int(8, false),
        new LogicalType.Int(8, true),
        new LogicalType.Int(16, false),
        new LogicalType.Int(24, true),
        new LogicalType.Int(32, false),
        new LogicalType.Int(32, true),
        new LogicalType.Int(64, false),
        new LogicalType.Int(64, true),
        new LogicalType.Decimal(10, 2),
        new LogicalType.Decimal(38, 10),
        new LogicalType.Decimal(65, 30),
        LogicalType.Decimal.UNBOUNDED,
        new LogicalType.Real(32),
        new LogicalType.Real(64),
        new LogicalType.Bool(),
        new LogicalType.Char(5, Collation.BINARY),
        new LogicalType.Varchar(50, Collation.BINARY),
        LogicalType.Text.UNLIMITED,
        new LogicalType.Bytes(16, true),
        new LogicalType.Bytes(60, false),
        LogicalType.Bytes.UNLIMITED,
        new LogicalType.Date(),
        new LogicalType.Time(6, false),
        new LogicalType.Time(0, false),
        new LogicalType.Time(6, true),
        new LogicalType.Timestamp(6),
        new LogicalType.Timestamp(0),
        new LogicalType.TimestampTz(6),
        new LogicalType.Interval(),
        new LogicalType.Uuid(),
        new LogicalType.Json(false),
        new LogicalType.Json(true),
        new LogicalType.Enumerated("", List.of("z", "a", "it's", "a b", "c\\d", "é")),
        new LogicalType.LabelSet(List.of("x y", "{z}", "NULL", "q")),
        new LogicalType.Bits(1, false),
        new LogicalType.Bits(3, false),
        new LogicalType.Bits(64, false),
        new LogicalType.ArrayOf(new LogicalType.Int(32, false)),
        new LogicalType.ArrayOf(LogicalType.Text.UNLIMITED),
        new LogicalType.Geometry("point", 0),
        new LogicalType.Network(LogicalType.Network.Form.INET),
        new LogicalType.Variant(Set.of(Form.INTEGER, Form.REAL, Form.TEXT, Form.BYTES)));
  }

  /**
   * Rows of an id and a value of {@code type}, as the table holds them: converted to its types,
   * without those that it must refuse.
   *
   * @param table two columns, as accepted
   */
  public static RowBatch batch(LogicalType type, Table table, TargetLimits limits) {
    ColumnVector wanted = ColumnVector.of(type.carrier(), 16);
    append(type, wanted);
    wanted.appendNull();
    LogicalType held = table.columns().get(1).type();
    ColumnConversion conversion =
        Conversions.between(type, held, limits, ValuePolicies.DEFAULTS, true)
            .orElseThrow(() -> new AssertionError("no conversion from " + type + " to " + held));
    boolean[] refused = new boolean[wanted.size()];
    ColumnVector converted =
        conversion.apply(
            wanted,
            wanted.size(),
            ColumnVector.of(held.carrier(), 16),
            new ValueListener() {
              @Override
              public void changed(int row, String code) {}

              @Override
              public void refused(int row, String code, String detail) {
                refused[row] = true;
              }
            });
    RowBatch rows = Pouring.batch(table);
    ColumnVector values = rows.column(1);
    for (int row = 0; row < converted.size(); row++) {
      if (!refused[row]) {
        if (rows.column(0) instanceof LongVector ids) {
          ids.append(row);
        } else {
          rows.bytes(0).append(Integer.toString(row));
        }
        values.appendFrom(converted, row);
        rows.endRow();
      }
    }
    return rows;
  }

  private static void append(LogicalType type, ColumnVector to) {
    switch (type.kind()) {
      case INT -> integers((LogicalType.Int) type, (LongVector) to);
      case DECIMAL -> decimals((LogicalType.Decimal) type, (BytesVector) to);
      case REAL -> reals((LogicalType.Real) type, (DoubleVector) to);
      case BOOLEAN -> longs(to, 0, 1);
      case CHAR -> texts(to, "", "ab", "éßç🎉z", "a b");
      case VARCHAR -> texts(to, "", " ", "a ", "'", "\\", "\\N", "\\.", "NULL", "a\tb\r\nc", "~");
      case TEXT ->
          texts(
              to,
              "",
              "\u0000",
              "a\u0000b",
              "e\u0301",
              "\uDBFF\uDFFF",
              "x".repeat(70_000),
              "\"\\\b\f\u0001\u007f",
              "{\"a\":1}",
              "\uFEFFbom");
      case BYTES -> bytes((LogicalType.Bytes) type, (BytesVector) to);
      case DATE -> dates((LongVector) to);
      case TIME -> times((LogicalType.Time) type, (LongVector) to);
      case TIMESTAMP -> timestamps(((LogicalType.Timestamp) type).precision(), (LongVector) to);
      case TIMESTAMP_TZ ->
          timestamps(((LogicalType.TimestampTz) type).precision(), (LongVector) to);
      case INTERVAL ->
          texts(to, "PT0S", "P1Y2M3DT4H5M6.789S", "P-1M", "P1M-1DT-0.000001S", "PT8760H");
      case UUID -> uuids((BytesVector) to);
      case JSON ->
          texts(
              to,
              "null",
              "{}",
              "[]",
              "{\"a\": [1, 2.5, null, \"é\\n\"]}",
              "\"text\"",
              "12345678901234567890");
      case ENUM -> texts(to, "z", "a", "it's", "a b", "c\\d", "é");
      case SET -> texts(to, "", "x y", "x y,NULL", "x y,{z},NULL,q");
      case BITS -> bits(((LogicalType.Bits) type).length(), (BytesVector) to);
      case ARRAY -> arrays((LogicalType.ArrayOf) type, to);
      case GEOMETRY -> ((BytesVector) to).append(point(2.35, 48.85));
      case NETWORK -> texts(to, "192.168.0.1", "10.0.0.0/8", "::1", "2001:db8::/32");
      case OPAQUE -> texts(to, "text");
      case VARIANT -> variants((BytesVector) to);
    }
  }

  private static void integers(LogicalType.Int type, LongVector to) {
    if (type.unsigned()) {
      longs(to, 0, 1, type.bits() == 64 ? -1L : (1L << type.bits()) - 1);
      if (type.bits() == 64) {
        longs(to, Long.MAX_VALUE, Long.MIN_VALUE);
      }
    } else {
      long max = type.bits() == 64 ? Long.MAX_VALUE : (1L << (type.bits() - 1)) - 1;
      longs(to, 0, 1, -1, max, -max - 1);
    }
  }

  private static void decimals(LogicalType.Decimal type, BytesVector to) {
    texts(to, "0", "1", "-1", "0.5", "-0.01", "12345678.90");
    if (type.isUnbounded()) {
      texts(to, "1" + "0".repeat(100), "0." + "0".repeat(99) + "1", "NaN");
    } else {
      String nines = "9".repeat(type.precision() - type.scale()) + "." + "9".repeat(type.scale());
      texts(to, nines, "-" + nines, "0." + "0".repeat(type.scale() - 1) + "1");
    }
  }

  private static void reals(LogicalType.Real type, DoubleVector to) {
    double[] values =
        type.bits() == 32
            ? new double[] {
              0,
              -0.0,
              16777216,
              1.2345679f,
              0.1f,
              Float.MAX_VALUE,
              Float.MIN_VALUE,
              Float.MIN_NORMAL,
              123456.7890625f,
              Double.NaN,
              Double.POSITIVE_INFINITY
            }
            : new double[] {
              0,
              -0.0,
              0.1,
              0.30000000000000004,
              Double.MAX_VALUE,
              Double.MIN_VALUE,
              Double.MIN_NORMAL,
              1e200,
              1e-200,
              9007199254740993.0,
              2e23,
              Double.NaN,
              Double.NEGATIVE_INFINITY
            };
    for (double value : values) {
      to.append(value);
    }
  }

  private static void bytes(LogicalType.Bytes type, BytesVector to) {
    if (type.fixed()) {
      byte[] value = new byte[(int) type.length()];
      to.append(value);
      value[0] = (byte) 0xFF;
      value[1] = '\\';
      value[2] = '\n';
      to.append(value);
      return;
    }
    to.append(new byte[0]);
    to.append(new byte[] {0, (byte) 0xFF, '\\', '\t', '\n', '\r', 0});
    to.append("\\x41".getBytes(StandardCharsets.US_ASCII));
    if (type.length() == 0) {
      byte[] all = new byte[70_000];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) i;
      }
      to.append(all);
    }
  }

  private static void dates(LongVector to) {
    for (String day :
        List.of(
            "1970-01-01",
            "1969-12-31",
            "0001-01-01",
            "1582-10-04",
            "1582-10-15",
            "2024-02-29",
            "9999-12-31")) {
      to.append(LocalDate.parse(day).toEpochDay());
    }
    to.append(LocalDate.of(-1, 3, 1).toEpochDay());
    longs(to, Temporals.POSITIVE_INFINITY, Temporals.NEGATIVE_INFINITY);
    longs(to, Temporals.impossible(0, 0, 0, 0, 0, 0, 0));
  }

  private static void times(LogicalType.Time type, LongVector to) {
    long unit = type.precision() == 0 ? 1_000_000 : 1;
    longs(to, 0, unit, Temporals.MICROS_PER_DAY - unit, 45_296_000_000L);
    if (type.beyondDay()) {
      longs(to, -unit, -3_020_399_000_000L, 3_020_399_000_000L, Temporals.MICROS_PER_DAY);
    }
  }

  private static void timestamps(int precision, LongVector to) {
    long unit = precision == 0 ? 1_000_000 : 1;
    long day = Temporals.MICROS_PER_DAY;
    longs(to, 0, unit, -unit);
    longs(to, LocalDate.parse("9999-12-31").toEpochDay() * day + day - unit);
    longs(to, LocalDate.parse("0001-01-01").toEpochDay() * day);
    longs(to, LocalDate.parse("2024-03-31").toEpochDay() * day + 9_000_000_000L);
    longs(to, LocalDate.parse("2038-01-19").toEpochDay() * day + 11_648_000_000L);
    longs(to, Temporals.POSITIVE_INFINITY, Temporals.impossible(2020, 0, 15, 10, 0, 0, 0));
  }

  private static void uuids(BytesVector to) {
    to.append(new byte[16]);
    byte[] value = new BigInteger("550e8400e29b41d4a716446655440000", 16).toByteArray();
    to.append(value);
  }

  private static void bits(int length, BytesVector to) {
    texts(to, "0".repeat(length), "1".repeat(length), "1" + "0".repeat(length - 1));
  }

  private static void arrays(LogicalType.ArrayOf type, ColumnVector to) {
    if (type.element().kind() == LogicalType.Kind.INT) {
      texts(to, "[]", "[1,null,-2147483648]", "[[1,2],[3,4]]");
    } else {
      texts(to, "[]", "[\"a\",null,\"b\\\"c\",\"NULL\",\"\",\"{x,y}\",\"\\\\\"]");
    }
  }

  /** SRID 0 and a point in well-known binary, little-endian. */
  private static byte[] point(double x, double y) {
    return ByteBuffer.allocate(25)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .put((byte) 1)
        .putInt(1)
        .putDouble(x)
        .putDouble(y)
        .array();
  }

  private static void variants(BytesVector to) {
    texts(to, "i0", "i9223372036854775807", "i-9223372036854775808", "t", "t1", "tabc", "t00123");
    to.append(ByteBuffer.allocate(9).put((byte) 'r').putDouble(0.1).array());
    to.append(ByteBuffer.allocate(9).put((byte) 'r').putDouble(3.0).array());
    to.append(new byte[] {'b'});
    to.append(new byte[] {'b', 0, (byte) 0xFF});
  }

  private static void texts(ColumnVector to, String... values) {
    for (String value : values) {
      ((BytesVector) to).append(value);
    }
  }

  private static void longs(ColumnVector to, long... values) {
    for (long value : values) {
      ((LongVector) to).append(value);
    }
  }
}
