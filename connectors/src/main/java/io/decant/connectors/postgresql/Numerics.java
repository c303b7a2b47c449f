package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.BytesVector;
import java.sql.SQLException;

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
  private static final int HEADER = 8;
  private static final int[] POWERS = {1000, 100, 10, 1};

  private Numerics() {}

  static void decode(byte[] data, int offset, BytesVector into) {
    int groups = BigEndian.shortAt(data, offset) & 0xFFFF;
    int weight = BigEndian.shortAt(data, offset + 2);
    int sign = BigEndian.shortAt(data, offset + 4) & 0xFFFF;
    int scale = BigEndian.shortAt(data, offset + 6);
    switch (sign) {
      case NAN -> into.append("NaN".getBytes(US_ASCII));
      case POSITIVE_INFINITY -> into.append("Infinity".getBytes(US_ASCII));
      case NEGATIVE_INFINITY -> into.append("-Infinity".getBytes(US_ASCII));
      default -> decodeFinite(data, offset + HEADER, groups, weight, sign, scale, into);
    }
  }

  private static void decodeFinite(
      byte[] data, int digits, int groups, int weight, int sign, int scale, BytesVector into) {
    int at = into.reserve(Math.max(weight + 1, 1) * 4 + scale + 6);
    byte[] text = into.data();
    if (sign == NEGATIVE) {
      text[at++] = '-';
    }
    int first = at;
    for (int group = 0; group <= weight; group++) {
      int value = group < groups ? BigEndian.shortAt(data, digits + 2 * group) : 0;
      for (int power : POWERS) {
        int digit = value / power % 10;
        if (digit != 0 || at > first) {
          text[at++] = (byte) ('0' + digit);
        }
      }
    }
    if (at == first) {
      text[at++] = '0';
    }
    if (scale > 0) {
      text[at++] = '.';
      for (int i = 0; i < scale; i++) {
        int group = weight + 1 + (i >> 2);
        int value = group >= 0 && group < groups ? BigEndian.shortAt(data, digits + 2 * group) : 0;
        text[at++] = (byte) ('0' + value / POWERS[i & 3] % 10);
      }
    }
    into.finish(at);
  }

  /** Writes the field with its length in front. */
  static void encode(byte[] text, int offset, int length, CopyBuffer out) throws SQLException {
    boolean negative = text[offset] == '-';
    int start = negative ? offset + 1 : offset;
    int end = offset + length;
    if (text[start] == 'N') {
      special(NAN, out);
    } else if (text[start] == 'I') {
      special(negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY, out);
    } else {
      encodeFinite(text, start, end, negative, out);
    }
  }

  private static void special(int sign, CopyBuffer out) throws SQLException {
    out.putInt(HEADER);
    out.putShort(0);
    out.putShort(0);
    out.putShort(sign);
    out.putShort(0);
  }

  private static void encodeFinite(
      byte[] text, int start, int end, boolean negative, CopyBuffer out) throws SQLException {
    int point = start;
    while (point < end && text[point] != '.') {
      point++;
    }
    int scale = Math.max(0, end - point - 1);
    int wholeGroups = (point - start + 3) / 4;
    int from = 0;
    int to = wholeGroups + (scale + 3) / 4;
    while (from < to && group(text, start, point, end, wholeGroups, from) == 0) {
      from++;
    }
    while (to > from && group(text, start, point, end, wholeGroups, to - 1) == 0) {
      to--;
    }
    int groups = to - from;
    out.putInt(HEADER + 2 * groups);
    out.putShort(groups);
    out.putShort(groups == 0 ? 0 : wholeGroups - from - 1);
    out.putShort(negative && groups > 0 ? NEGATIVE : 0);
    out.putShort(scale);
    for (int group = from; group < to; group++) {
      out.putShort(group(text, start, point, end, wholeGroups, group));
    }
  }

  /** Four decimal digits of the text, counted from its first group. */
  private static int group(byte[] text, int start, int point, int end, int wholeGroups, int group) {
    int value = 0;
    if (group < wholeGroups) {
      int last = point - 4 * (wholeGroups - group - 1);
      for (int i = Math.max(start, last - 4); i < last; i++) {
        value = value * 10 + text[i] - '0';
      }
    } else {
      int first = point + 1 + 4 * (group - wholeGroups);
      for (int i = first; i < first + 4; i++) {
        value = value * 10 + (i < end ? text[i] - '0' : 0);
      }
    }
    return value;
  }
}
