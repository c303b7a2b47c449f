package io.decant.converter.row;

import java.util.Arrays;

/**
 * What the JSON texts of one column mean, each read once, when it is first asked about: a
 * conversion looks for keys that come twice, and the digest then wants the hash that the same
 * reading gave.
 *
 * <p>Invariant: what is known of a row was read from the value that the column holds there now; the
 * column has it forgotten with the value.
 */
final class JsonMeanings {
  private static final byte UNREAD = 0;
  private static final byte NO_JSON = 1;
  private static final byte UNIQUE_KEYS = 2;
  private static final byte DUPLICATE_KEYS = 3;

  private final JsonHash json;
  private byte[] kinds = new byte[16];
  private long[] hashes = new long[16];

  JsonMeanings(JsonHash json) {
    this.json = json;
  }

  /** Whether its hashes are those of this one. */
  boolean areBy(JsonHash other) {
    return json == other;
  }

  boolean isJson(BytesVector texts, int row) {
    return kind(texts, row) != NO_JSON;
  }

  boolean hasDuplicateKeys(BytesVector texts, int row) {
    return kind(texts, row) == DUPLICATE_KEYS;
  }

  /** Of a row that {@link #isJson}. */
  long hash(int row) {
    return hashes[row];
  }

  private byte kind(BytesVector texts, int row) {
    if (row >= kinds.length) {
      int capacity = Math.max(row + 1, 2 * kinds.length);
      kinds = Arrays.copyOf(kinds, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    if (kinds[row] == UNREAD) {
      if (json.read(texts.data(), texts.start(row), texts.length(row))) {
        hashes[row] = json.hash();
        kinds[row] = json.hasDuplicates() ? DUPLICATE_KEYS : UNIQUE_KEYS;
      } else {
        kinds[row] = NO_JSON;
      }
    }
    return kinds[row];
  }

  /** The values from there on are gone. */
  void forget(int from) {
    Arrays.fill(kinds, Math.min(from, kinds.length), kinds.length, UNREAD);
  }
}
