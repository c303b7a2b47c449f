package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in COPY's binary format. Room is made once for a whole row, so that its fields are written
 * without looking for it. Source: PostgreSQL manual, COPY, "Binary Format".
 */
final class BinaryRows implements CopyFormat {
  private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);

  private final FieldEncoder[] fields;
  private final List<FieldEncoder> all;

  BinaryRows(List<FieldEncoder> fields) {
    this.fields = fields.toArray(FieldEncoder[]::new);
    this.all = List.copyOf(fields);
  }

  @Override
  public String options() {
    return "(FORMAT binary)";
  }

  @Override
  public void begin(CopyBuffer out) throws SQLException {
    out.putBytes(SIGNATURE, 0, SIGNATURE.length);
    out.putInt(0);
    out.putInt(0);
  }

  @Override
  public void encode(RowBatch batch, CopyBuffer out) throws SQLException {
    if (batch.sent() instanceof CopiedRows copied && copied.areBy(all)) {
      copied.put(out);
    } else {
      encodeColumns(batch, out);
    }
  }

  private void encodeColumns(RowBatch batch, CopyBuffer out) throws SQLException {
    ColumnVector[] columns = new ColumnVector[fields.length];
    List<BytesVector> found = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
      if (columns[i] instanceof BytesVector text) {
        found.add(text);
      }
    }
    BytesVector[] texts = found.toArray(BytesVector[]::new);
    int rows = batch.rows();
    for (int row = 0; row < rows; row++) {
      long room = Short.BYTES + (long) fields.length * FieldEncoder.OVERHEAD;
      for (BytesVector text : texts) {
        room += text.length(row);
      }
      if (room <= CopyBuffer.CAPACITY) {
        out.require((int) room);
        out.written(encode(columns, row, out.data(), out.size()));
      } else {
        encodeLong(columns, row, out);
      }
    }
  }

  private int encode(ColumnVector[] columns, int row, byte[] out, int at) {
    FieldEncoder[] encoders = fields;
    BigEndian.putShort(out, at, encoders.length);
    int next = at + Short.BYTES;
    for (int i = 0; i < encoders.length; i++) {
      ColumnVector column = columns[i];
      if (column.isNull(row)) {
        BigEndian.putInt(out, next, -1);
        next += Integer.BYTES;
      } else {
        next = encoders[i].encode(column, row, out, next);
      }
    }
    return next;
  }

  /** A row that may not fit into the buffer goes field by field. */
  private void encodeLong(ColumnVector[] columns, int row, CopyBuffer out) throws SQLException {
    out.putShort(fields.length);
    for (int i = 0; i < fields.length; i++) {
      ColumnVector column = columns[i];
      int length = column instanceof BytesVector bytes ? bytes.length(row) : 0;
      if (column.isNull(row)) {
        out.putInt(-1);
      } else if (length + FieldEncoder.OVERHEAD <= CopyBuffer.CAPACITY) {
        out.require(length + FieldEncoder.OVERHEAD);
        out.written(fields[i].encode(column, row, out.data(), out.size()));
      } else {
        encodeLong(fields[i], (BytesVector) column, row, length, out);
      }
    }
  }

  /** Text passes on as it lies in the column, because it may be as long as memory has room for. */
  private static void encodeLong(
      FieldEncoder field, BytesVector column, int row, int length, CopyBuffer out)
      throws SQLException {
    switch (field) {
      case BYTES -> {
        out.putInt(length);
        out.putBytes(column.data(), column.start(row), length);
      }
      case JSONB -> {
        out.putInt(length + 1);
        out.putByte(1);
        out.putBytes(column.data(), column.start(row), length);
      }
      case INT2, INT4, INT8, FLOAT4, FLOAT8, BOOL, NUMERIC, DATE, TIMESTAMP, INTERVAL, BITS -> {
        byte[] alone = new byte[length + FieldEncoder.OVERHEAD];
        out.putBytes(alone, 0, field.encode(column, row, alone, 0));
      }
    }
  }

  @Override
  public void end(CopyBuffer out) throws SQLException {
    out.putShort(-1);
  }
}
