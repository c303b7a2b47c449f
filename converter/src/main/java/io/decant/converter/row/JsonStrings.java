package io.decant.converter.row;

/** What stands between the quotes of JSON text, for all that walk over it. */
public final class JsonStrings {
  private JsonStrings() {}

  /** Where a string's plain bytes end: at a quote, a backslash or a control character. */
  public static int plainEnd(byte[] data, int from, int end) {
    int next = from;
    for (; next <= end - 8; next += 8) {
      long stops = stops(EightBytes.at(data, next));
      if (stops != 0) {
        return next + EightBytes.first(stops);
      }
    }
    while (next < end
        && data[next] != '"'
        && data[next] != '\\'
        && (data[next] < 0 || data[next] >= ' ')) {
      next++;
    }
    return next;
  }

  /** Marks what ends a run of plain bytes, as {@link EightBytes#below} does. */
  static long stops(long eight) {
    return (EightBytes.equal('"', eight)
            | EightBytes.equal('\\', eight)
            | EightBytes.below(' ', eight))
        & EightBytes.MARKS;
  }
}
