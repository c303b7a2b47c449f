package io.decant.connectors.documents;

import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Values that choose their type one by one, as in SQLite: each is a BSON value of its own type, and
 * in a batch it lies behind a letter for that type.
 */
final class VariantValue {
  private static final int LONGEST_INTEGER = 20;

  private VariantValue() {}

  /** False when it is of another type than the four; nothing was appended then. */
  static boolean append(byte type, byte[] bson, int from, int end, BytesVector into) {
    switch (type) {
      case Bson.INT32 -> integer(Bson.int32(bson, from), into);
      case Bson.INT64 -> integer(Bson.int64(bson, from), into);
      case Bson.DOUBLE -> {
        int at = tag('r', 8, into);
        ByteBuffer.wrap(into.data()).putDouble(at, Bson.float64(bson, from));
        into.finish(at + 8);
      }
      case Bson.STRING -> bytes('t', bson, from + Bson.STRING_HEAD, end - 1, into);
      case Bson.BINARY -> {
        if (bson[from + 4] != Bson.PLAIN) {
          return false;
        }
        bytes('b', bson, from + Bson.BINARY_HEAD, end, into);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void integer(long value, BytesVector into) {
    int at = tag('i', LONGEST_INTEGER, into);
    into.finish(Ascii.appendLong(value, into.data(), at));
  }

  private static void bytes(char letter, byte[] bson, int from, int end, BytesVector into) {
    int at = tag(letter, end - from, into);
    System.arraycopy(bson, from, into.data(), at, end - from);
    into.finish(at + end - from);
  }

  /** Begins a value; returns where what follows the letter begins. */
  private static int tag(char letter, int length, BytesVector into) {
    int at = into.reserve(length + 1);
    into.data()[at] = (byte) letter;
    return at + 1;
  }

  /** Writes a value and returns its type. */
  static byte write(BytesVector vector, int row, String where, BsonOutput out) {
    byte[] data = vector.data();
    int from = vector.start(row) + 1;
    int end = vector.end(row);
    switch (data[from - 1]) {
      case 'i' -> {
        String digits = new String(data, from, end - from, StandardCharsets.US_ASCII);
        out.int64(Long.parseLong(digits));
        return Bson.INT64;
      }
      case 'r' -> {
        out.float64(ByteBuffer.wrap(data).getDouble(from));
        return Bson.DOUBLE;
      }
      case 't' -> {
        if (!Utf8.isValid(data, from, end - from)) {
          throw new BadValue(where, "INVALID_UTF8", "text that is no UTF-8", "", null);
        }
        out.string(data, from, end);
        return Bson.STRING;
      }
      default -> {
        out.binary(Bson.PLAIN, data, from, end);
        return Bson.BINARY;
      }
    }
  }
}
