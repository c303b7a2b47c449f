package io.decant.connectors.files;

/** The lines of a file, each as it is; those of spaces alone are none. */
final class LineRecords extends Records {
  private int start;
  private int end;

  LineRecords(Feed feed) {
    super(feed);
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
    start = JsonBytes.skipSpaces(data, from, stop);
    end = stop;
    return Math.min(upTo, stop + 1);
  }

  @Override
  void unescape() {}

  @Override
  boolean isBlank() {
    return start == end;
  }

  @Override
  int fields() {
    return 1;
  }

  @Override
  Form form(int field) {
    return Form.BARE;
  }

  @Override
  int start(int field) {
    return start;
  }

  @Override
  int end(int field) {
    return end;
  }
}
