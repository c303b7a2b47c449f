package io.decant.connectors.mysql;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * One column's way from a binary row into a batch, chosen once a split. Numbers and dates come in
 * binary, everything else as the text that the server would print. One switch instead of an object
 * for each form: the loop over a row's values then has no call that the JIT compiler cannot see
 * through. Facts: MySQL protocol documentation, "Binary Protocol Value".
 *
 * @param truth of a number, only 0 and 1 are values
 * @param decoder makes a value of what the server prints
 */
record BinaryColumn(Form form, boolean truth, ColumnReader.Decoder decoder) {

  /** How the values come. */
  enum Form {
    INT8,
    UNSIGNED8,
    INT16,
    UNSIGNED16,
    INT32,
    UNSIGNED32,
    INT64,
    BITS,
    FLOAT,
    DOUBLE,
    DATE,
    TIME,
    TIMESTAMP,
    /** Passed on as it is; whether it is UTF-8 has yet to be looked at. */
    TEXT,
    BYTES,
    PRINTED
  }

  /**
   * @param wire how the server announces the column
   * @param decoder makes a value of what the server prints
   * @return empty where values of this type do not come in a way that we know of
   */
  static Optional<BinaryColumn> of(
      LogicalType type, WireColumn wire, ColumnReader.Decoder decoder) {
    return form(type, wire)
        .map(form -> new BinaryColumn(form, type.kind() == Kind.BOOLEAN, decoder));
  }

  private static Optional<Form> form(LogicalType type, WireColumn wire) {
    return switch (wire.type()) {
      case WireColumn.TINY,
          WireColumn.SHORT,
          WireColumn.YEAR,
          WireColumn.INT24,
          WireColumn.LONG,
          WireColumn.LONGLONG ->
          only(isNumber(type, wire), integer(wire));
      case WireColumn.FLOAT -> only(type.kind() == Kind.REAL, Form.FLOAT);
      case WireColumn.DOUBLE -> only(type.kind() == Kind.REAL, Form.DOUBLE);
      case WireColumn.DATE -> only(type.kind() == Kind.DATE, Form.DATE);
      case WireColumn.TIME -> only(type.kind() == Kind.TIME, Form.TIME);
      case WireColumn.DATETIME, WireColumn.TIMESTAMP ->
          only(type.kind() == Kind.TIMESTAMP || type.kind() == Kind.TIMESTAMP_TZ, Form.TIMESTAMP);
      case WireColumn.BIT -> Optional.of(type.kind() == Kind.BOOLEAN ? Form.BITS : Form.PRINTED);
      case WireColumn.DECIMAL,
          WireColumn.NEWDECIMAL,
          WireColumn.VARCHAR,
          WireColumn.VAR_STRING,
          WireColumn.STRING,
          WireColumn.ENUM,
          WireColumn.SET,
          WireColumn.TINY_BLOB,
          WireColumn.BLOB,
          WireColumn.MEDIUM_BLOB,
          WireColumn.LONG_BLOB,
          WireColumn.JSON,
          WireColumn.VECTOR,
          WireColumn.GEOMETRY ->
          Optional.of(
              switch (type.kind()) {
                case CHAR, VARCHAR, TEXT, JSON -> Form.TEXT;
                case BYTES, GEOMETRY -> Form.BYTES;
                default -> Form.PRINTED;
              });
      default -> Optional.empty();
    };
  }

  private static Optional<Form> only(boolean fits, Form form) {
    return fits ? Optional.of(form) : Optional.empty();
  }

  /** A year is announced as unsigned, which makes no difference. */
  private static boolean isNumber(LogicalType type, WireColumn wire) {
    return type.kind() == Kind.BOOLEAN
        || (type instanceof Int number
            && (number.unsigned() == wire.unsigned() || wire.type() == WireColumn.YEAR));
  }

  private static Form integer(WireColumn wire) {
    return switch (wire.type()) {
      case WireColumn.TINY -> wire.unsigned() ? Form.UNSIGNED8 : Form.INT8;
      case WireColumn.SHORT, WireColumn.YEAR -> wire.unsigned() ? Form.UNSIGNED16 : Form.INT16;
      case WireColumn.LONGLONG -> Form.INT64;
      default -> wire.unsigned() ? Form.UNSIGNED32 : Form.INT32;
    };
  }

  /**
   * Takes the next value, which is not NULL, and appends it.
   *
   * @return what is wrong with it; then it may have appended nothing
   */
  Flaw read(Packets packets, ColumnVector into) throws IOException {
    return switch (form) {
      case INT8 -> append((byte) packets.readByte(), into);
      case UNSIGNED8 -> append(packets.readByte(), into);
      case INT16 -> append(packets.readShort(), into);
      case UNSIGNED16 -> append(packets.readShort() & 0xFFFF, into);
      case INT32 -> append(packets.readInt(), into);
      case UNSIGNED32 -> append(packets.readInt() & 0xFFFF_FFFFL, into);
      case INT64 -> append(packets.readLong(), into);
      case BITS -> append(bits(packets), into);
      case FLOAT -> append(packets.readFloat(), into);
      case DOUBLE -> append(packets.readDouble(), into);
      case DATE -> BinaryTemporals.date(packets, into);
      case TIME -> BinaryTemporals.time(packets, into);
      case TIMESTAMP -> BinaryTemporals.timestamp(packets, into);
      case TEXT, BYTES -> {
        packets.copy((BytesVector) into, packets.readLength());
        yield Flaw.NONE;
      }
      case PRINTED -> printed(packets, into);
    };
  }

  private Flaw append(long value, ColumnVector into) {
    if (truth && value != 0 && value != 1) {
      return Flaw.of(ColumnReader.NOT_BOOLEAN, Long.toString(value));
    }
    ((LongVector) into).append(value);
    return Flaw.NONE;
  }

  private static Flaw append(double value, ColumnVector into) {
    ((DoubleVector) into).append(value);
    return Flaw.NONE;
  }

  /** Bits as a number, the highest first. */
  private static long bits(Packets packets) throws IOException {
    long value = 0;
    for (int left = packets.readLength(); left > 0; left--) {
      value = value << 8 | packets.readByte();
    }
    return value;
  }

  private Flaw printed(Packets packets, ColumnVector into) throws IOException {
    int length = packets.readLength();
    packets.need(length);
    int at = packets.position();
    packets.skip(length);
    String code = decoder.decode(packets.buffer(), at, length, into);
    return Flaw.of(code, packets.buffer(), at, length);
  }
}
