package io.decant.converter.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of an array as one number, the first of them lowest, and questions that are asked of
 * all eight at once. An answer is a number in which the highest bit of a byte marks it: {@link
 * #first} tells the first byte that is marked. Source: H. S. Warren, "Hacker's Delight", 6-1.
 */
public final class EightBytes {
  /** The highest bit of each. */
  public static final long MARKS = 0x8080_8080_8080_8080L;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  public static long at(byte[] data, int offset) {
    return (long) LONG.get(data, offset);
  }

  public static void put(byte[] data, int offset, long eight) {
    LONG.set(data, offset, eight);
  }

  /**
   * Marks the bytes that are below this character of ASCII. Up to the first that is, the marks are
   * right; a borrow may set more behind it, never one before. Of the answer, {@link #MARKS} alone
   * mean something.
   */
  public static long below(char bound, long eight) {
    return (eight - bound * ONES) & ~eight;
  }

  /** Marks the bytes that are this character of ASCII, as {@link #below} does. */
  public static long equal(char wanted, long eight) {
    return below('\1', eight ^ (wanted * ONES));
  }

  /** Which byte is marked first, from 0 on; there must be one. */
  public static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
