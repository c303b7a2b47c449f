package io.decant.connectors.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes JSON Lines apart: one object a line, its members being the columns. Strings keep their
 * escapes: whoever takes one out unescapes it, unless it is JSON within JSON.
 */
final class JsonLineRecords extends Records {
  private final List<byte[]> names;
  private final Map<String, Integer> columns = new HashMap<>();
  private final boolean[] found;
  private boolean blank;

  JsonLineRecords(Feed feed, List<String> names) {
    super(feed);
    this.names = names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    for (String name : names) {
      columns.put(name, columns.size());
      add(Form.NULL, 0, 0);
    }
    this.found = new boolean[names.size()];
  }

  @Override
  boolean isBlank() {
    return blank;
  }

  @Override
  int parse(byte[] data, int from, int end, boolean ended) {
    int stop = from;
    while (stop < end && data[stop] != '\n') {
      stop++;
    }
    if (stop == end && !ended) {
      return -1;
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = false;
      set(i, Form.NULL, from, from);
    }
    int first = JsonBytes.skipSpaces(data, from, stop);
    blank = first == stop;
    if (!blank) {
      object(data, first, stop);
    }
    return Math.min(end, stop + 1);
  }

  private void object(byte[] data, int from, int end) {
    if (data[from] != '{') {
      broken("not a JSON object");
      return;
    }
    int expected = 0;
    int at = JsonBytes.skipSpaces(data, from + 1, end);
    boolean more = at < end && data[at] != '}';
    while (more) {
      int nameEnd = at < end && data[at] == '"' ? JsonBytes.valueEnd(data, at, end) : -1;
      int colon = nameEnd < 0 ? end : JsonBytes.skipSpaces(data, nameEnd, end);
      if (colon >= end || data[colon] != ':') {
        broken("not valid JSON");
        return;
      }
      int column = column(data, at, nameEnd, expected);
      int start = JsonBytes.skipSpaces(data, colon + 1, end);
      int stop = JsonBytes.valueEnd(data, start, end);
      if (stop < 0) {
        broken("not valid JSON");
        return;
      }
      if (column < 0 || found[column]) {
        String name = new String(data, at, nameEnd - at, StandardCharsets.UTF_8);
        broken(column < 0 ? "an unknown member " + name : "the member " + name + " twice");
        return;
      }
      take(column, data, start, stop);
      expected = column + 1;
      at = JsonBytes.skipSpaces(data, stop, end);
      more = at < end && data[at] == ',';
      if (more) {
        at = JsonBytes.skipSpaces(data, at + 1, end);
      }
    }
    if (at >= end || data[at] != '}' || JsonBytes.skipSpaces(data, at + 1, end) < end) {
      broken("not valid JSON");
    }
  }

  private void take(int column, byte[] data, int start, int end) {
    found[column] = true;
    Form form = data[start] == '"' ? Form.STRING : data[start] == 'n' ? Form.NULL : Form.BARE;
    set(column, form, start, end);
  }

  /** Members mostly come in the order of the columns. */
  private int column(byte[] data, int start, int end, int expected) {
    if (expected < names.size()
        && Arrays.equals(
            names.get(expected), 0, names.get(expected).length, data, start + 1, end - 1)) {
      return expected;
    }
    byte[] name = Arrays.copyOfRange(data, start + 1, end - 1);
    int length = JsonBytes.unescape(name, 0, name.length);
    return columns.getOrDefault(new String(name, 0, length, StandardCharsets.UTF_8), -1);
  }
}
