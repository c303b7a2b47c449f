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
    if (start <= end - 8) {
      long eight = EightBytes.at(source, start);
      long stops = JsonScanner.stops(eight);
      if (stops != 0 && source[start + EightBytes.first(stops)] == '"') {
        int length = EightBytes.first(stops);
        hash = Folding.few(seed, eight, length, factor);
        return start + length + 1;
      }
    }
    return takeLong(source, at, end);
  }

  private int takeLong(byte[] source, int at, int end) {
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
