package io.decant.converter.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in bytes, the highest first: as variants hold their reals, and many formats theirs. */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  public static short shortAt(byte[] data, int offset) {
    return (short) SHORT.get(data, offset);
  }

  public static int intAt(byte[] data, int offset) {
    return (int) INT.get(data, offset);
  }

  public static long longAt(byte[] data, int offset) {
    return (long) LONG.get(data, offset);
  }

  public static double doubleAt(byte[] data, int offset) {
    return Double.longBitsToDouble(longAt(data, offset));
  }

  public static void putShort(byte[] data, int offset, int value) {
    SHORT.set(data, offset, (short) value);
  }

  public static void putInt(byte[] data, int offset, int value) {
    INT.set(data, offset, value);
  }

  public static void putLong(byte[] data, int offset, long value) {
    LONG.set(data, offset, value);
  }

  public static void putDouble(byte[] data, int offset, double value) {
    putLong(data, offset, Double.doubleToRawLongBits(value));
  }
}
