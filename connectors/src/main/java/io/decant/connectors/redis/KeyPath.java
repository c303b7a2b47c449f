package io.decant.connectors.redis;

import io.decant.converter.row.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * A key cut into segments: at its colons; where it has none, at its slashes; where it has none
 * either, at its bars. Beyond eight, the last segment is all the rest.
 */
final class KeyPath {
  private static final int MAX_SEGMENTS = 8;
  private static final int MAX_WORD = 64;
  private static final byte[] SEPARATORS = {':', '/', '|'};

  final byte[] key;
  final byte separator;
  private final int[] ends = new int[MAX_SEGMENTS];
  private int segments;

  KeyPath(byte[] key) {
    this.key = key;
    this.separator = separator(key);
    for (int i = 0; i < key.length && segments < MAX_SEGMENTS - 1; i++) {
      if (key[i] == separator) {
        ends[segments++] = i;
      }
    }
    ends[segments++] = key.length;
  }

  private static byte separator(byte[] key) {
    for (byte candidate : SEPARATORS) {
      for (byte b : key) {
        if (b == candidate) {
          return candidate;
        }
      }
    }
    return SEPARATORS[0];
  }

  int segments() {
    return segments;
  }

  int start(int segment) {
    return segment == 0 ? 0 : ends[segment - 1] + 1;
  }

  int end(int segment) {
    return ends[segment];
  }

  SegmentKind kind(int segment) {
    return SegmentKind.of(key, start(segment), ends[segment]);
  }

  String text(int segment) {
    return new String(key, start(segment), ends[segment] - start(segment), StandardCharsets.UTF_8);
  }

  /** Whether the segment can be one that a table is named after. */
  boolean isWord(int segment) {
    int start = start(segment);
    int length = ends[segment] - start;
    if (length > MAX_WORD || !Utf8.isValid(key, start, length)) {
      return false;
    }
    for (int i = start; i < ends[segment]; i++) {
      if (key[i] >= 0 && key[i] < ' ') {
        return false;
      }
    }
    return kind(segment) == SegmentKind.TEXT;
  }
}
