package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The binary format against a second, slow writing of the same rows. */
class BinaryRowsTest {
  private static final List<LogicalType> TYPES =
      List.of(
          new Int(16, false),
          new Int(32, false),
          new Int(64, false),
          new Real(32),
          new Real(64),
          Text.UNLIMITED,
          new Json(true),
          Decimal.UNBOUNDED,
          new Bits(0, true));

  private final Random random = new Random(4);

  @Test
  void rowsOfAnyLengthAreTheSameAcrossTheBordersOfTheBuffer() throws Exception {
    int capacity = CopyBuffer.CAPACITY;
    for (int length :
        new int[] {
          0,
          1,
          100,
          5_000,
          capacity / 2 - 1,
          capacity / 2,
          capacity - 21,
          capacity - 20,
          capacity - 19,
          capacity,
          capacity + 1,
          3 * capacity
        }) {
      RowBatch batch = new RowBatch(TYPES, 1000, Long.MAX_VALUE);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int row = 0; row < 40; row++) {
        append(batch, row % 7 == 3 ? length : random.nextInt(300));
      }
      slowly(batch, new DataOutputStream(expected));
      assertThat(quickly(batch)).as("texts of %s bytes", length).isEqualTo(expected.toByteArray());
    }
  }

  private void append(RowBatch batch, int length) {
    batch.longs(0).append((short) random.nextInt());
    batch.longs(1).append(random.nextInt());
    batch.longs(2).append(random.nextLong());
    batch.doubles(3).append(random.nextFloat());
    batch.doubles(4).append(random.nextDouble());
    byte[] text = new byte[length];
    random.nextBytes(text);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('0' + (text[i] & 1));
    }
    batch.bytes(5).append(text);
    batch.bytes(6).append(text);
    if (random.nextInt(4) == 0) {
      batch.bytes(7).appendNull();
    } else {
      batch.bytes(7).append(decimal().toPlainString());
    }
    batch.bytes(8).append(text);
    batch.endRow();
  }

  private BigDecimal decimal() {
    BigInteger digits = new BigInteger(random.nextInt(80), random);
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(30));
  }

  private static byte[] quickly(RowBatch batch) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CopyBuffer buffer = new CopyBuffer(out::write);
    List<FieldEncoder> fields =
        TYPES.stream().map(FieldEncoder::of).flatMap(Optional::stream).toList();
    new BinaryRows(fields).encode(batch, buffer);
    buffer.flush();
    return out.toByteArray();
  }

  private static void slowly(RowBatch batch, DataOutputStream out) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      out.writeShort(TYPES.size());
      out.writeInt(2);
      out.writeShort((int) batch.longs(0).value(row));
      out.writeInt(4);
      out.writeInt((int) batch.longs(1).value(row));
      out.writeInt(8);
      out.writeLong(batch.longs(2).value(row));
      out.writeInt(4);
      out.writeFloat((float) batch.doubles(3).value(row));
      out.writeInt(8);
      out.writeDouble(batch.doubles(4).value(row));
      byte[] text = batch.bytes(5).copy(row);
      out.writeInt(text.length);
      out.write(text);
      out.writeInt(text.length + 1);
      out.writeByte(1);
      out.write(text);
      if (batch.column(7).isNull(row)) {
        out.writeInt(-1);
      } else {
        byte[] numeric = numeric(batch.bytes(7).text(row));
        out.writeInt(numeric.length);
        out.write(numeric);
      }
      bits(new String(text, US_ASCII), out);
    }
  }

  private static void bits(String text, DataOutputStream out) throws IOException {
    out.writeInt(4 + (text.length() + 7) / 8);
    out.writeInt(text.length());
    for (int i = 0; i < text.length(); i += 8) {
      String eight =
          (text.substring(i, Math.min(text.length(), i + 8)) + "0000000").substring(0, 8);
      out.writeByte(Integer.parseInt(eight, 2));
    }
  }

  /** By numbers instead of by digits. */
  private static byte[] numeric(String text) throws IOException {
    BigDecimal value = new BigDecimal(text);
    int fractionGroups = (value.scale() + 3) / 4;
    BigInteger base = BigInteger.valueOf(10_000);
    BigInteger rest = value.abs().setScale(4 * fractionGroups).unscaledValue();
    int weight = -fractionGroups - 1;
    List<Integer> groups = new ArrayList<>();
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      if (parts[1].signum() != 0 || !groups.isEmpty()) {
        groups.add(0, parts[1].intValue());
      }
      weight++;
      rest = parts[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(groups.size());
    out.writeShort(groups.isEmpty() ? 0 : weight);
    out.writeShort(value.signum() < 0 ? 0x4000 : 0);
    out.writeShort(value.scale());
    for (int group : groups) {
      out.writeShort(group);
    }
    return bytes.toByteArray();
  }

  @Test
  void decimalsAreTheSameThereAndBack() {
    List<String> texts = new ArrayList<>(List.of("NaN", "Infinity", "-Infinity", "0", "0.000"));
    for (int digits = 1; digits < 30; digits++) {
      texts.add("9".repeat(digits));
      texts.add("1" + "0".repeat(digits));
      texts.add("-1" + "0".repeat(digits) + "." + "0".repeat(digits) + "1");
      texts.add("0." + "0".repeat(digits) + "5");
      texts.add("-0." + "0".repeat(digits) + "50");
    }
    texts.add("9".repeat(131_072) + "." + "9".repeat(16_383));
    texts.add("0." + "0".repeat(16_382) + "1");
    for (int i = 0; i < 2000; i++) {
      texts.add(decimal().toPlainString());
    }
    BytesVector back = new BytesVector(texts.size());
    for (String text : texts) {
      byte[] digits = text.getBytes(US_ASCII);
      byte[] field = new byte[digits.length + FieldEncoder.OVERHEAD];
      int end = Numerics.encode(digits, 0, digits.length, field, 0);
      assertThat(BigEndian.intAt(field, 0)).isEqualTo(end - 4);
      Numerics.decode(field, 4, back);
    }
    for (int i = 0; i < texts.size(); i++) {
      assertThat(back.text(i).equals(texts.get(i))).as("%.40s", texts.get(i)).isTrue();
    }
  }

  @Test
  void aDecimalBeyondTheServersIsRefused() {
    for (String text : new String[] {"1" + "0".repeat(131_072), "0." + "1".repeat(16_384)}) {
      byte[] digits = text.getBytes(US_ASCII);
      byte[] field = new byte[digits.length + FieldEncoder.OVERHEAD];
      assertThatThrownBy(() -> Numerics.encode(digits, 0, digits.length, field, 0))
          .isInstanceOf(ArithmeticException.class);
    }
  }
}
