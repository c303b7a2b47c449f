package io.decant.connectors.files;

/** The lines of a file, each as it is; those of spaces alone are none. */
final class LineRecords extends Records {
  LineRecords(Feed feed) {
    super(feed);
    add(Form.BARE, 0, 0);
  }

  @Override
  int parse(byte[] data, int from, int upTo, boolean ended) {
    int stop = from;
    while (stop < upTo && data[stop] != '\n') {
      stop++;
    }
    if (stop == upTo && !ended) {
      return -1;
    }
    set(0, Form.BARE, JsonBytes.skipSpaces(data, from, stop), stop);
    return Math.min(upTo, stop + 1);
  }

  @Override
  boolean isBlank() {
    return start(0) == end(0);
  }
}
