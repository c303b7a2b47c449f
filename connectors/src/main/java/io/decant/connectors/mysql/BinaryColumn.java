package io.decant.connectors.mysql;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * One column's way from a binary row into a batch, chosen once a split. Numbers and dates come in
 * binary, everything else as the text that the server would print. Facts: MySQL protocol
 * documentation, "Binary Protocol Value".
 */
@FunctionalInterface
interface BinaryColumn {

  /**
   * Takes the next value, which is not NULL, and appends it.
   *
   * @return what is wrong with it; then it may have appended nothing
   */
  Flaw read(Packets packets, ColumnVector into) throws IOException;

  /**
   * @param wire how the server announces the column
   * @param text makes a value of what the server prints
   * @return empty where values of this type do not come in a way that we know of
   */
  static Optional<BinaryColumn> of(LogicalType type, WireColumn wire, ColumnReader.Decoder text) {
    return switch (wire.type()) {
      case WireColumn.TINY,
          WireColumn.SHORT,
          WireColumn.YEAR,
          WireColumn.INT24,
          WireColumn.LONG,
          WireColumn.LONGLONG ->
          number(type, wire);
      case WireColumn.FLOAT ->
          only(type.kind() == Kind.REAL, (packets, into) -> append(into, packets.readFloat()));
      case WireColumn.DOUBLE ->
          only(type.kind() == Kind.REAL, (packets, into) -> append(into, packets.readDouble()));
      case WireColumn.DATE -> only(type.kind() == Kind.DATE, BinaryTemporals::date);
      case WireColumn.TIME -> only(type.kind() == Kind.TIME, BinaryTemporals::time);
      case WireColumn.DATETIME, WireColumn.TIMESTAMP ->
          only(
              type.kind() == Kind.TIMESTAMP || type.kind() == Kind.TIMESTAMP_TZ,
              BinaryTemporals::timestamp);
      case WireColumn.BIT ->
          Optional.of(type.kind() == Kind.BOOLEAN ? bool(BinaryColumn::bits) : printed(text));
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
                case CHAR, VARCHAR, TEXT, JSON -> BinaryColumn::text;
                case BYTES, GEOMETRY -> BinaryColumn::bytes;
                default -> printed(text);
              });
      default -> Optional.empty();
    };
  }

  private static Optional<BinaryColumn> only(boolean fits, BinaryColumn column) {
    return fits ? Optional.of(column) : Optional.empty();
  }

  private static Optional<BinaryColumn> number(LogicalType type, WireColumn wire) {
    if (type.kind() == Kind.BOOLEAN) {
      return Optional.of(bool(integer(wire)));
    }
    // A year is announced as unsigned, which makes no difference.
    boolean fits =
        type instanceof Int number
            && (number.unsigned() == wire.unsigned() || wire.type() == WireColumn.YEAR);
    return only(fits, integer(wire));
  }

  private static BinaryColumn integer(WireColumn wire) {
    return switch (wire.type()) {
      case WireColumn.TINY ->
          wire.unsigned()
              ? (packets, into) -> append(into, packets.readByte())
              : (packets, into) -> append(into, (byte) packets.readByte());
      case WireColumn.SHORT, WireColumn.YEAR ->
          wire.unsigned()
              ? (packets, into) -> append(into, packets.readShort() & 0xFFFF)
              : (packets, into) -> append(into, packets.readShort());
      case WireColumn.LONGLONG -> (packets, into) -> append(into, packets.readLong());
      default ->
          wire.unsigned()
              ? (packets, into) -> append(into, packets.readInt() & 0xFFFF_FFFFL)
              : (packets, into) -> append(into, packets.readInt());
    };
  }

  private static Flaw append(ColumnVector into, long value) {
    ((LongVector) into).append(value);
    return Flaw.NONE;
  }

  private static Flaw append(ColumnVector into, double value) {
    ((DoubleVector) into).append(value);
    return Flaw.NONE;
  }

  private static BinaryColumn bool(BinaryColumn number) {
    return (packets, into) -> {
      int row = into.size();
      number.read(packets, into);
      long value = ((LongVector) into).value(row);
      if (value == 0 || value == 1) {
        return Flaw.NONE;
      }
      into.truncate(row);
      return Flaw.of(ColumnReader.NOT_BOOLEAN, Long.toString(value));
    };
  }

  /** Bits as a number, the highest first. */
  private static Flaw bits(Packets packets, ColumnVector into) throws IOException {
    long value = 0;
    for (int left = packets.readLength(); left > 0; left--) {
      value = value << 8 | packets.readByte();
    }
    return append(into, value);
  }

  private static Flaw text(Packets packets, ColumnVector into) throws IOException {
    BytesVector texts = (BytesVector) into;
    int length = packets.readLength();
    packets.copy(texts, length);
    int start = texts.start(texts.size() - 1);
    return Utf8.isValid(texts.data(), start, length)
        ? Flaw.NONE
        : Flaw.of(ColumnReader.INVALID_UTF8, texts.data(), start, length);
  }

  private static Flaw bytes(Packets packets, ColumnVector into) throws IOException {
    packets.copy((BytesVector) into, packets.readLength());
    return Flaw.NONE;
  }

  private static BinaryColumn printed(ColumnReader.Decoder decoder) {
    return (packets, into) -> {
      int length = packets.readLength();
      packets.need(length);
      int at = packets.position();
      packets.skip(length);
      String code = decoder.decode(packets.buffer(), at, length, into);
      return Flaw.of(code, packets.buffer(), at, length);
    };
  }
}
