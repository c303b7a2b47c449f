package io.decant.connectors.redis;

/** The field of a hash that stands for a row of nothing but NULL: Redis keeps no empty hash. */
final class RowMark {
  static final byte[] NAME = Wire.bytes(RowKey.OWN + "row");

  private RowMark() {}

  static boolean is(byte[] name) {
    return java.util.Arrays.equals(name, NAME);
  }
}
