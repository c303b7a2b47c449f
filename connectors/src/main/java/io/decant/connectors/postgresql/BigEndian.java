package io.decant.connectors.postgresql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network order, as PostgreSQL's binary formats have them. */
final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static short shortAt(byte[] data, int offset) {
    return (short) SHORT.get(data, offset);
  }

  static int intAt(byte[] data, int offset) {
    return (int) INT.get(data, offset);
  }

  static long longAt(byte[] data, int offset) {
    return (long) LONG.get(data, offset);
  }

  static void putShort(byte[] data, int offset, int value) {
    SHORT.set(data, offset, (short) value);
  }

  static void putInt(byte[] data, int offset, int value) {
    INT.set(data, offset, value);
  }

  static void putLong(byte[] data, int offset, long value) {
    LONG.set(data, offset, value);
  }
}
