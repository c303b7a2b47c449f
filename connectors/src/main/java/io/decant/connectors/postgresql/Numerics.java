package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;

/**
 * The server's numeric, four 16-bit numbers (digits, weight, sign, scale) and then digits to base
 * 10,000, from and to plain ASCII digits without a number object between. Source: numeric_send and
 * numeric_recv in PostgreSQL's src/backend/utils/adt/numeric.c.
 */
final class Numerics {
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int POSITIVE_INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;

  /** Source: PostgreSQL manual, table 8.2: 131,072 digits before the point, 16,383 after it. */
  private static final int MAX_WHOLE_GROUPS = 131_072 / 4;

  private static final int MAX_SCALE = 16_383;
  private static final int LENGTH = 4;
  private static final int HEADER = 8;

  private Numerics() {}

  static void decode(byte[] data, int offset, BytesVector into) {
    int sign = BigEndian.shortAt(data, offset + 4) & 0xFFFF;
    switch (sign) {
      case NAN -> into.append("NaN".getBytes(US_ASCII));
      case POSITIVE_INFINITY -> into.append("Infinity".getBytes(US_ASCII));
      case NEGATIVE_INFINITY -> into.append("-Infinity".getBytes(US_ASCII));
      default -> decodeFinite(data, offset, sign == NEGATIVE, into);
    }
  }

  private static void decodeFinite(byte[] data, int offset, boolean negative, BytesVector into) {
    int groups = BigEndian.shortAt(data, offset) & 0xFFFF;
    int weight = BigEndian.shortAt(data, offset + 2);
    int scale = BigEndian.shortAt(data, offset + 6);
    int digits = offset + HEADER;
    // With sign, point, and three digits of the last group that are cut off again.
    int at = into.reserve(Math.max(weight, 0) * 4 + Ascii.LONG_LENGTH + scale + 5);
    byte[] text = into.data();
    if (negative) {
      text[at++] = '-';
    }
    int group = 0;
    while (group < weight && group(data, digits, groups, group) == 0) {
      group++;
    }
    int first = weight < 0 ? 0 : group(data, digits, groups, group);
    at = Ascii.appendLong(first, text, at);
    for (group++; group <= weight; group++) {
      at = putFour(group(data, digits, groups, group), text, at);
    }
    if (scale > 0) {
      text[at++] = '.';
      int end = at + scale;
      for (group = weight + 1; at < end; group++) {
        at = putFour(group(data, digits, groups, group), text, at);
      }
      at = end;
    }
    into.finish(at);
  }

  /** Zeros before and after the digits are not sent. */
  private static int group(byte[] data, int digits, int groups, int group) {
    return group >= 0 && group < groups ? BigEndian.shortAt(data, digits + 2 * group) : 0;
  }

  private static int putFour(int value, byte[] text, int at) {
    text[at] = (byte) ('0' + value / 1000);
    text[at + 1] = (byte) ('0' + value / 100 % 10);
    text[at + 2] = (byte) ('0' + value / 10 % 10);
    text[at + 3] = (byte) ('0' + value % 10);
    return at + 4;
  }

  /**
   * Writes the field with its length in front.
   *
   * @param out with room for the text's length and {@link FieldEncoder#OVERHEAD}
   * @return the offset after the last byte written
   */
  static int encode(byte[] text, int offset, int length, byte[] out, int at) {
    boolean negative = text[offset] == '-';
    int start = negative ? offset + 1 : offset;
    int end = offset + length;
    return switch (text[start]) {
      case 'N' -> header(out, at, 0, 0, NAN, 0);
      case 'I' -> header(out, at, 0, 0, negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY, 0);
      default -> encodeFinite(text, start, end, negative, out, at);
    };
  }

  private static int encodeFinite(
      byte[] text, int start, int end, boolean negative, byte[] out, int at) {
    int point = start;
    while (point < end && text[point] != '.') {
      point++;
    }
    int scale = Math.max(0, end - point - 1);
    int wholeGroups = (point - start + 3) / 4;
    if (wholeGroups > MAX_WHOLE_GROUPS || scale > MAX_SCALE) {
      throw new ArithmeticException("a number of more digits than PostgreSQL's numeric holds");
    }
    int digits = at + LENGTH + HEADER;
    int next = digits;
    int weight = wholeGroups - 1;
    for (int from = point - 4 * wholeGroups; from < end; from += 4) {
      if (from == point) {
        from++;
      }
      int group = fourDigits(text, start, end, from);
      if (group == 0 && next == digits) {
        weight--;
      } else {
        BigEndian.putShort(out, next, group);
        next += 2;
      }
    }
    while (next > digits && BigEndian.shortAt(out, next - 2) == 0) {
      next -= 2;
    }
    int groups = (next - digits) / 2;
    return groups == 0
        ? header(out, at, 0, 0, 0, scale)
        : header(out, at, groups, weight, negative ? NEGATIVE : 0, scale);
  }

  /** Four decimal digits from there on; what is outside of the number counts as 0. */
  private static int fourDigits(byte[] text, int start, int end, int from) {
    if (from >= start && from + 4 <= end) {
      return text[from] * 1000
          + text[from + 1] * 100
          + text[from + 2] * 10
          + text[from + 3]
          - '0' * 1111;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value * 10 + (i < start || i >= end ? 0 : text[i] - '0');
    }
    return value;
  }

  private static int header(byte[] out, int at, int groups, int weight, int sign, int scale) {
    BigEndian.putInt(out, at, HEADER + 2 * groups);
    BigEndian.putShort(out, at + 4, groups);
    BigEndian.putShort(out, at + 6, weight);
    BigEndian.putShort(out, at + 8, sign);
    BigEndian.putShort(out, at + 10, scale);
    return at + LENGTH + HEADER + 2 * groups;
  }
}
