package io.decant.connectors.files;

import java.io.IOException;
import java.util.Arrays;

/**
 * The rows of a file as text, one by one. A record that is broken is told as such, and the next one
 * begins on the line behind it. For one thread.
 */
abstract sealed class Records permits CsvRecords, JsonElements, JsonLineRecords, LineRecords {
  /** A longer record is a mistake or an attack on our memory; nothing longer is written either. */
  static final int MAX_LENGTH = 256 << 20;

  private static final String TOO_LONG = "longer than " + (MAX_LENGTH >> 20) + " MiB";

  final Feed feed;
  private Form[] forms = new Form[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int fields;
  private long line;
  private String problem = "";

  Records(Feed feed) {
    this.feed = feed;
  }

  /**
   * Goes to the next record.
   *
   * @return false behind the last one
   */
  final boolean next() throws IOException {
    problem = "";
    while (true) {
      line = feed.line();
      int taken = parse(feed.data(), feed.from(), feed.end(), feed.isEnded());
      if (taken >= 0) {
        if (taken == feed.from()) {
          return false;
        }
        if (taken - feed.from() > MAX_LENGTH) {
          broken(TOO_LONG);
        }
        feed.take(taken);
        unescape();
        if (!isBlank() || !problem.isEmpty()) {
          return true;
        }
        problem = "";
      } else if (feed.end() - feed.from() > MAX_LENGTH) {
        broken(TOO_LONG);
        skipLine();
        return true;
      } else {
        feed.more();
      }
    }
  }

  private void skipLine() throws IOException {
    do {
      for (int i = feed.from(); i < feed.end(); i++) {
        if (feed.data()[i] == '\n') {
          feed.take(i + 1);
          return;
        }
      }
      feed.take(feed.end());
    } while (feed.more());
  }

  /** The line that the record begins on, from 1. */
  final long line() {
    return line;
  }

  /** What is wrong with the record; empty for nothing. */
  final String problem() {
    return problem;
  }

  final void broken(String why) {
    problem = why;
  }

  /**
   * Takes one record apart.
   *
   * @param ended nothing follows the bytes
   * @return where the next one begins, {@code from} when there is none left; -1 when more bytes are
   *     needed to tell
   * @throws IOException it cannot be told where the next one begins
   */
  abstract int parse(byte[] data, int from, int end, boolean ended) throws IOException;

  /** Puts the text of the record's fields in the place of what stands for it, where need be. */
  void unescape() {}

  /** An empty line that stands for nothing. */
  abstract boolean isBlank();

  /** Begins a record without fields. */
  final void clear() {
    fields = 0;
  }

  /** Adds a field to the record. */
  final void add(Form form, int start, int end) {
    if (fields == forms.length) {
      forms = Arrays.copyOf(forms, 2 * fields);
      starts = Arrays.copyOf(starts, 2 * fields);
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    set(fields++, form, start, end);
  }

  /** Says where one of the record's fields stands. */
  final void set(int field, Form form, int start, int end) {
    forms[field] = form;
    starts[field] = start;
    ends[field] = end;
  }

  /** How many fields the record has. */
  final int fields() {
    return fields;
  }

  /** How a field's value stands in {@link #data}. */
  final Form form(int field) {
    return forms[field];
  }

  /** Holds the record until the next one is taken. */
  final byte[] data() {
    return feed.data();
  }

  /** Where the value begins. */
  final int start(int field) {
    return starts[field];
  }

  /** Where it ends. */
  final int end(int field) {
    return ends[field];
  }

  /** How a value stands in a file. */
  enum Form {
    NULL,
    /** The bytes of a text. */
    TEXT,
    /** A JSON string, its quotes included. */
    STRING,
    /** Another value of JSON. */
    BARE
  }
}
