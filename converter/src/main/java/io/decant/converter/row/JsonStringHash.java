package io.decant.converter.row;

/**
 * Hashes what a string in JSON text means, however its characters are escaped. Most strings are
 * short and have no escape: one that ends within eight bytes is found and hashed in one look.
 */
final class JsonStringHash {
  private final JsonScanner scanner = new JsonScanner();
  private final long seed;
  private final long factor;
  private long hash;

  JsonStringHash(long seed, long factor) {
    this.seed = seed;
    this.factor = factor;
  }

  /**
   * Takes the string whose quote stands here.
   *
   * @return the offset behind it; -1 when it is none
   */
  int take(byte[] source, int at, int end) {
    int start = at + 1;
    int plain = start;
    if (start <= end - 8) {
      long eight = EightBytes.at(source, start);
      long stops = JsonStrings.stops(eight);
      int length = stops == 0 ? 8 : EightBytes.first(stops);
      if (length < 8 && source[start + length] == '"') {
        hash = Folding.few(seed, eight, length, factor);
        return start + length + 1;
      }
      plain += length;
    }
    return takeLong(source, at, plain, end);
  }

  /**
   * Takes a string of more than eight bytes, or one with an escape.
   *
   * @param plain offset up to which it is known to have none
   */
  private int takeLong(byte[] source, int at, int plain, int end) {
    int start = at + 1;
    int stop = JsonStrings.plainEnd(source, plain, end);
    if (stop < end && source[stop] == '"') {
      hash = Folding.bytes(seed, source, start, stop - start, factor);
      return stop + 1;
    }
    return takeEscaped(source, at, end);
  }

  private int takeEscaped(byte[] source, int at, int end) {
    scanner.start(source, at, end - at);
    if (!scanner.string()) {
      return -1;
    }
    hash = Folding.bytes(seed, scanner.text(), scanner.textStart(), scanner.textLength(), factor);
    return scanner.at();
  }

  /** Of the string taken last. */
  long hash() {
    return hash;
  }
}
