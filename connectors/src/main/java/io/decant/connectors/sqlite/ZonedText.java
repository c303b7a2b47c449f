package io.decant.connectors.sqlite;

import io.decant.converter.row.Temporals;

/** Instants as text that SQLite's own date functions understand: they want minutes in an offset. */
final class ZonedText {
  private ZonedText() {}

  /**
   * Writes {@code yyyy-mm-dd hh:mm:ss[.ffffff]+00:00}.
   *
   * @return the offset after the last byte written
   */
  static int append(long micros, int digits, byte[] into, int at) {
    int end = Temporals.appendTimestampTz(micros, digits, into, at);
    if (into[end - 3] == '+') {
      into[end++] = ':';
      into[end++] = '0';
      into[end++] = '0';
    }
    return end;
  }
}
