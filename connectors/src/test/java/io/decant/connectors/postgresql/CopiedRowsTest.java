package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Text;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiedRowsTest {
  private static final List<LogicalType> TYPES = List.of(new Int(32, false), Text.UNLIMITED);
  private static final List<FieldEncoder> FIELDS = List.of(FieldEncoder.INT4, FieldEncoder.BYTES);
  private static final byte[] SENT = "as it was sent".getBytes(UTF_8);

  private final Random random = new Random(7);

  @Test
  void rowsPassAsTheyAreWhereTheFieldsWouldBeTheSame() throws SQLException {
    assertThat(written(FIELDS, copied(FIELDS))).isEqualTo("it was");
  }

  @Test
  void rowsAreMadeAnewWhereAFieldWouldBeAnother() throws SQLException {
    List<FieldEncoder> other = List.of(FieldEncoder.INT8, FieldEncoder.BYTES);
    List<FieldEncoder> fewer = List.of(FieldEncoder.INT4);
    String anew = "\0\2\0\0\0\4\0\0\0\7\0\0\0\2ab";
    assertThat(written(FIELDS, copied(other))).isEqualTo(anew);
    assertThat(written(FIELDS, copied(fewer))).isEqualTo(anew);
  }

  private static CopiedRows copied(List<FieldEncoder> fields) {
    CopiedRows copied = new CopiedRows(fields);
    copied.add(SENT, 3, 6);
    copied.add(SENT, 6, 6);
    copied.add(SENT, 6, 9);
    return copied;
  }

  private static String written(List<FieldEncoder> fields, CopiedRows sent) throws SQLException {
    RowBatch batch = new RowBatch(TYPES, 1, 1);
    batch.longs(0).append(7);
    batch.bytes(1).append("ab");
    batch.endRow();
    batch.sentAs(sent);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CopyBuffer buffer = new CopyBuffer(out::write);
    new BinaryRows(fields).encode(batch, buffer);
    buffer.flush();
    return out.toString(UTF_8);
  }

  /** What passing fields on rests on. */
  @ParameterizedTest
  @EnumSource(value = FieldDecoder.class, names = "ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void aFieldThatWasReadIsMadeAgainTheSame(FieldDecoder decoder) throws Exception {
    FieldEncoder encoder = decoder.inverse().orElseThrow();
    for (int i = 0; i < 500; i++) {
      byte[] field = field(encoder, i);
      RowBatch batch = new RowBatch(List.of(type(encoder)), 1, 1);
      decoder.decode(field, 4, field.length - 4, batch, 0);
      batch.endRow();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CopyBuffer buffer = new CopyBuffer(out::write);
      new BinaryRows(List.of(encoder)).encode(batch, buffer);
      buffer.flush();
      byte[] again = out.toByteArray();
      assertThat(BigEndian.shortAt(again, 0)).isEqualTo((short) 1);
      assertThat(again).endsWith(field).hasSize(2 + field.length);
      assertThat(batch.problems()).isEmpty();
    }
  }

  private static LogicalType type(FieldEncoder encoder) {
    return switch (encoder) {
      case INT2, INT4, INT8, BOOL, DATE, TIMESTAMP -> new Int(64, false);
      case FLOAT4, FLOAT8 -> new LogicalType.Real(64);
      case NUMERIC, INTERVAL, BITS, BYTES, JSONB -> Text.UNLIMITED;
    };
  }

  /** A field with its length in front; the first few are the ends of the range. */
  private byte[] field(FieldEncoder encoder, int number) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    long whole =
        switch (number) {
          case 0 -> Long.MAX_VALUE;
          case 1 -> Long.MIN_VALUE;
          case 2 -> 0;
          default -> random.nextLong();
        };
    switch (encoder) {
      case INT2 -> out.writeShort((int) whole);
      case INT4 -> out.writeInt((int) whole);
      case INT8 -> out.writeLong(whole);
      case BOOL -> out.writeByte((int) whole & 1);
      case FLOAT4 -> out.writeFloat(random.nextFloat() - number);
      case FLOAT8 -> out.writeDouble(random.nextDouble() - number);
      case DATE ->
          out.writeInt(
              number == 0 ? Integer.MAX_VALUE : number == 1 ? Integer.MIN_VALUE : (int) whole >> 2);
      case TIMESTAMP -> out.writeLong(number < 2 ? whole : whole >> 2);
      case BYTES -> out.write(text(number));
      case JSONB -> {
        out.writeByte(1);
        out.write(text(number));
      }
      case INTERVAL -> {
        out.writeLong(number < 2 ? 0 : whole >> 2);
        out.writeInt(random.nextInt() >> 1);
        out.writeInt(random.nextInt() >> 1);
      }
      case BITS -> {
        out.writeInt(number);
        byte[] bits = new byte[(number + 7) / 8];
        random.nextBytes(bits);
        if (number % 8 > 0) {
          bits[bits.length - 1] &= (byte) (0xFF00 >> number % 8);
        }
        out.write(bits);
      }
      case NUMERIC -> numeric(number, out);
    }
    byte[] content = bytes.toByteArray();
    byte[] field = new byte[4 + content.length];
    BigEndian.putInt(field, 0, content.length);
    System.arraycopy(content, 0, field, 4, content.length);
    return field;
  }

  private byte[] text(int length) {
    byte[] text = new byte[length];
    random.nextBytes(text);
    return text;
  }

  /** Groups to base 10,000, neither the first nor the last of them zero, as the server sends. */
  private void numeric(int number, DataOutputStream out) throws Exception {
    int groups = number % 6;
    int weight = groups == 0 ? 0 : random.nextInt(12) - 6;
    int fractions = groups == 0 ? 0 : Math.max(0, groups - 1 - weight);
    out.writeShort(groups);
    out.writeShort(weight);
    out.writeShort(groups > 0 && random.nextBoolean() ? 0x4000 : 0);
    out.writeShort(4 * fractions + random.nextInt(5));
    for (int i = 0; i < groups; i++) {
      out.writeShort(1 + random.nextInt(9999));
    }
  }
}
