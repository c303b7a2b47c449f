package io.decant.connectors.documents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How values lie in BSON bytes (bsonspec.org, version 1.1). */
public final class Bson {
  public static final byte DOUBLE = 0x01;
  public static final byte STRING = 0x02;
  public static final byte DOCUMENT = 0x03;
  public static final byte ARRAY = 0x04;
  public static final byte BINARY = 0x05;
  public static final byte UNDEFINED = 0x06;
  public static final byte OBJECT_ID = 0x07;
  public static final byte BOOLEAN = 0x08;
  public static final byte DATE = 0x09;
  public static final byte NULL = 0x0A;
  public static final byte REGEX = 0x0B;
  public static final byte DB_POINTER = 0x0C;
  public static final byte CODE = 0x0D;
  public static final byte SYMBOL = 0x0E;
  public static final byte CODE_WITH_SCOPE = 0x0F;
  public static final byte INT32 = 0x10;
  public static final byte TIMESTAMP = 0x11;
  public static final byte INT64 = 0x12;
  public static final byte DECIMAL128 = 0x13;
  public static final byte MAX_KEY = 0x7F;
  public static final byte MIN_KEY = (byte) 0xFF;

  /** Subtype of binary values that are plain bytes. */
  static final byte PLAIN = 0;

  /** Subtype of old binary values, whose bytes begin with their length once more. */
  static final byte OLD_BINARY = 2;

  /** Subtype of binary values that are UUIDs, most significant byte first. */
  static final byte UUID = 4;

  static final int OBJECT_ID_LENGTH = 12;
  static final int DECIMAL128_LENGTH = 16;

  /** Of a string: where its text begins. */
  static final int STRING_HEAD = 4;

  /** Of a binary value: where its bytes begin, behind length and subtype. */
  static final int BINARY_HEAD = 5;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bson() {}

  public static int int32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  public static long int64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  public static double float64(byte[] bytes, int at) {
    return Double.longBitsToDouble(int64(bytes, at));
  }

  static void putInt32(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  static void putInt64(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }

  /**
   * Offset behind a value.
   *
   * @param from of its first byte
   * @param end of the bytes that may be read
   * @throws MalformedDocument it is no value of that type or reaches beyond the end
   */
  static int end(byte type, byte[] bytes, int from, int end) {
    int length =
        switch (type) {
          case DOUBLE, DATE, TIMESTAMP, INT64 -> 8;
          case INT32 -> 4;
          case BOOLEAN -> 1;
          case UNDEFINED, NULL, MIN_KEY, MAX_KEY -> 0;
          case OBJECT_ID -> OBJECT_ID_LENGTH;
          case DECIMAL128 -> DECIMAL128_LENGTH;
          case STRING, CODE, SYMBOL -> STRING_HEAD + counted(bytes, from, end, 1);
          case DB_POINTER -> STRING_HEAD + counted(bytes, from, end, 1) + OBJECT_ID_LENGTH;
          case BINARY -> BINARY_HEAD + counted(bytes, from, end, 0);
          case DOCUMENT, ARRAY, CODE_WITH_SCOPE -> counted(bytes, from, end, 5);
          case REGEX -> textEnd(bytes, textEnd(bytes, from, end), end) - from;
          default -> throw new MalformedDocument("a value of the unknown BSON type " + type);
        };
    if (length < 0 || length > end - from) {
      throw new MalformedDocument("a value reaches beyond its document's end");
    }
    return from + length;
  }

  private static int counted(byte[] bytes, int from, int end, int least) {
    if (end - from < 4) {
      throw new MalformedDocument("a value's length is cut off");
    }
    int count = int32(bytes, from);
    // the greatest head of any type is left free, so that no sum above overflows
    if (count < least || count > Integer.MAX_VALUE - 64) {
      throw new MalformedDocument("a value says that it is " + count + " bytes long");
    }
    return count;
  }

  /** Offset behind the zero that ends a text. */
  static int textEnd(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == 0) {
        return i + 1;
      }
    }
    throw new MalformedDocument("a name has no end");
  }
}
