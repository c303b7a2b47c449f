package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that Decant makes: pieces joined by colons, with a backslash before each colon and
 * backslash that belongs to a piece, so that different pieces never give one key. {@code \N} stands
 * for NULL.
 */
final class RowKey {
  /** What the keys of Decant's own begin with. */
  static final String OWN = "_decant:";

  private static final byte[] OWN_BYTES = bytes(OWN);

  /** What the keys of Decant's own are for: the piece behind {@link #OWN}. */
  private static final Set<String> PURPOSES =
      Set.of(
          "tables",
          "origins",
          "runs",
          "run",
          "entries",
          "splits",
          "steps",
          "undo",
          "staged",
          "elements",
          "joining",
          "joined",
          "sets");

  private byte[] data = new byte[64];
  private int used;
  private boolean begun;

  static byte[] of(String... pieces) {
    RowKey key = new RowKey();
    for (String piece : pieces) {
      key.piece(bytes(piece));
    }
    return key.toBytes();
  }

  /** A key of Decant's own. */
  static byte[] own(String... pieces) {
    if (!PURPOSES.contains(pieces[0])) {
      throw new IllegalArgumentException("a key for what it is not known by: " + pieces[0]);
    }
    RowKey key = new RowKey();
    key.raw(OWN_BYTES, 0, OWN_BYTES.length - 1);
    for (String piece : pieces) {
      key.piece(bytes(piece));
    }
    return key.toBytes();
  }

  /** Not every key that begins as ours do: what is nobody's here is somebody's data. */
  static boolean isOwn(byte[] key) {
    int from = OWN_BYTES.length;
    if (key.length < from || !Arrays.equals(key, 0, from, OWN_BYTES, 0, from)) {
      return false;
    }
    int to = from;
    while (to < key.length && key[to] != ':') {
      to++;
    }
    return PURPOSES.contains(new String(key, from, to - from, StandardCharsets.UTF_8));
  }

  RowKey piece(byte[] text) {
    return piece(text, 0, text.length);
  }

  RowKey piece(byte[] text, int from, int length) {
    join();
    for (int i = from; i < from + length; i++) {
      if (text[i] == ':' || text[i] == '\\') {
        one('\\');
      }
      one(text[i]);
    }
    return this;
  }

  RowKey nothing() {
    join();
    one('\\');
    one('N');
    return this;
  }

  private void join() {
    if (begun || used > 0) {
      one(':');
    }
    begun = true;
  }

  /** What was made already, before all pieces. */
  RowKey raw(byte[] made) {
    raw(made, 0, made.length);
    return this;
  }

  private void raw(byte[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      one(text[i]);
    }
  }

  private void one(int single) {
    if (used == data.length) {
      data = Arrays.copyOf(data, 2 * used);
    }
    data[used++] = (byte) single;
  }

  byte[] toBytes() {
    return Arrays.copyOf(data, used);
  }

  /** The pieces; empty when there is a backslash where none can be. */
  static Optional<List<String>> pieces(byte[] key) {
    List<String> pieces = new ArrayList<>();
    byte[] piece = new byte[key.length];
    int length = 0;
    for (int i = 0; i < key.length; i++) {
      if (key[i] == ':') {
        pieces.add(new String(piece, 0, length, StandardCharsets.UTF_8));
        length = 0;
      } else if (key[i] == '\\') {
        if (++i == key.length) {
          return Optional.empty();
        }
        piece[length++] = key[i];
      } else {
        piece[length++] = key[i];
      }
    }
    pieces.add(new String(piece, 0, length, StandardCharsets.UTF_8));
    return Optional.of(pieces);
  }

  /** The table of a row's key: its first piece. */
  static Optional<String> table(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == '\\') {
        i++;
      } else if (key[i] == ':') {
        return pieces(Arrays.copyOf(key, i)).map(pieces -> pieces.get(0));
      }
    }
    return Optional.empty();
  }
}
