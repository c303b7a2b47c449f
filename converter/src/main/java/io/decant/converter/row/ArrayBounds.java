package io.decant.converter.row;

/**
 * The lower bounds in front of an array in a batch, where they are not all 1: {@code
 * [0:1]=[true,false]}, as PostgreSQL spells them. Only that database has them.
 */
public final class ArrayBounds {
  private ArrayBounds() {}

  /**
   * @return how many bytes of the value are bounds and their equals sign; 0 where it is JSON alone
   */
  public static int length(byte[] array, int offset, int length) {
    int end = offset + length;
    int at = offset + 1;
    while (at < end && (array[at] == '-' || (array[at] >= '0' && array[at] <= '9'))) {
      at++;
    }
    if (at == offset + 1 || at >= end || array[at] != ':') {
      return 0;
    }
    while (at < end && array[at] != '=') {
      at++;
    }
    return at == end ? 0 : at + 1 - offset;
  }
}
