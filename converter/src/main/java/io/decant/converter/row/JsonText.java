package io.decant.converter.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small pieces of JSON: strings, lists of labels, and whether a text is JSON at all. */
public final class JsonText {
  /** Of a backslash, a u and four digits. */
  private static final int ESCAPE_LENGTH = 6;

  /** Keeps its memory from one text to the next; a thread reads one at a time. */
  private static final ThreadLocal<JsonHash> READERS =
      ThreadLocal.withInitial(() -> new JsonHash(new Secrets(new SplittableRandom().nextLong())));

  private JsonText() {}

  /** Whether the bytes are one JSON text as RFC 8259 has it. */
  public static boolean isValid(byte[] text, int offset, int length) {
    return Utf8.isValid(text, offset, length) && READERS.get().read(text, offset, length);
  }

  /** Whether the JSON text has no spaces between its parts. */
  public static boolean isCompact(byte[] text, int offset, int length) {
    boolean inString = false;
    for (int i = offset; i < offset + length; i++) {
      byte each = text[i];
      if (each == '"') {
        inString = !inString;
      } else if (inString && each == '\\') {
        i++;
      } else if (!inString && each >= 0 && each <= ' ') {
        return false;
      }
    }
    return true;
  }

  /** Whether the JSON text has an object with one key twice. */
  public static boolean hasDuplicateKeys(byte[] text, int offset, int length) {
    JsonHash json = READERS.get();
    return json.read(text, offset, length) && json.hasDuplicates();
  }

  /** The same of a text in a column, which may have been read already. */
  public static boolean hasDuplicateKeys(BytesVector texts, int row) {
    JsonMeanings meanings = texts.meanings();
    return meanings == null
        ? hasDuplicateKeys(texts.data(), texts.start(row), texts.length(row))
        : meanings.hasDuplicateKeys(texts, row);
  }

  /** Whether a string in the JSON text means U+0000 somewhere. */
  public static boolean hasNul(byte[] text, int offset, int length) {
    return nextNul(text, offset, offset + length) >= 0;
  }

  /** Whether an escape stands in one of a column's texts. */
  public static boolean hasEscapes(BytesVector texts) {
    int end = texts.size() == 0 ? 0 : texts.end(texts.size() - 1);
    return Utf8.indexOf('\\', texts.data(), 0, end) < end;
  }

  /** Offset of the first escape that means U+0000, {@code offset} being outside of any escape. */
  private static int nextNul(byte[] text, int offset, int end) {
    int at = Utf8.indexOf('\\', text, offset, end);
    while (at < end - 1) {
      if (text[at + 1] == 'u' && at + ESCAPE_LENGTH <= end && isZeros(text, at + 2)) {
        return at;
      }
      at = Utf8.indexOf('\\', text, at + 2, end);
    }
    return -1;
  }

  /**
   * Appends a JSON text with {@code instead} in place of every escape that means U+0000, as one
   * value.
   *
   * @param instead nothing, or another escape of the same length
   */
  public static void appendWithoutNul(
      byte[] text, int offset, int length, String instead, BytesVector out) {
    int end = offset + length;
    int at = out.reserve(length);
    int from = offset;
    for (int nul = nextNul(text, from, end); nul >= 0; nul = nextNul(text, from, end)) {
      System.arraycopy(text, from, out.data(), at, nul - from);
      at += nul - from;
      for (int i = 0; i < instead.length(); i++) {
        out.data()[at++] = (byte) instead.charAt(i);
      }
      from = nul + ESCAPE_LENGTH;
    }
    System.arraycopy(text, from, out.data(), at, end - from);
    out.finish(at + end - from);
  }

  private static boolean isZeros(byte[] text, int at) {
    return text[at] == '0' && text[at + 1] == '0' && text[at + 2] == '0' && text[at + 3] == '0';
  }

  /** Appends a text as a JSON string, as one value. */
  public static void appendString(byte[] text, int offset, int length, BytesVector out) {
    int at = out.reserve(quotedLength(text, offset, length));
    out.finish(quote(text, offset, length, out.data(), at));
  }

  /** Appends labels joined by commas, as a SET lies in a batch, as one JSON array of strings. */
  public static void appendLabels(byte[] labels, int offset, int length, BytesVector out) {
    int end = offset + length;
    // every comma becomes three bytes, and the brackets come on top
    int at = out.reserve(3 * quotedLength(labels, offset, length) + 2);
    byte[] into = out.data();
    into[at++] = '[';
    int start = offset;
    for (int i = offset; length > 0 && i <= end; i++) {
      if (i == end || labels[i] == ',') {
        if (start > offset) {
          into[at++] = ',';
        }
        at = quote(labels, start, i - start, into, at);
        start = i + 1;
      }
    }
    into[at++] = ']';
    out.finish(at);
  }

  /** The strings of a JSON array of nothing else; empty when the text is none. */
  public static Optional<List<String>> strings(byte[] text, int offset, int length) {
    JsonScanner scanner = new JsonScanner();
    scanner.start(text, offset, length);
    List<String> strings = new ArrayList<>();
    boolean sound = scanner.take('[');
    while (sound && !scanner.take(']')) {
      sound = (strings.isEmpty() || scanner.take(',')) && scanner.string();
      if (sound) {
        strings.add(
            new String(
                scanner.text(), scanner.textStart(), scanner.textLength(), StandardCharsets.UTF_8));
      }
    }
    return sound && scanner.peek() < 0 ? Optional.of(strings) : Optional.empty();
  }

  /** Bytes of the text as a JSON string, quotes included; {@code Integer.MAX_VALUE} for more. */
  public static int quotedLength(byte[] text, int offset, int length) {
    long quoted = length + 2L;
    for (int i = offset; i < offset + length; i++) {
      byte next = text[i];
      if (next == '"' || next == '\\') {
        quoted++;
      } else if (next >= 0 && next < ' ') {
        quoted += 5;
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, quoted);
  }

  /**
   * Writes the text as a JSON string, for which there is room for {@link #quotedLength} bytes, and
   * returns the offset behind it.
   */
  public static int quote(byte[] text, int offset, int length, byte[] into, int at) {
    int next = at;
    into[next++] = '"';
    for (int i = offset; i < offset + length; i++) {
      byte single = text[i];
      if (single == '"' || single == '\\') {
        into[next++] = '\\';
        into[next++] = single;
      } else if (single >= 0 && single < ' ') {
        into[next++] = '\\';
        into[next++] = 'u';
        into[next++] = '0';
        into[next++] = '0';
        into[next++] = (byte) Character.forDigit(single >> 4, 16);
        into[next++] = (byte) Character.forDigit(single & 15, 16);
      } else {
        into[next++] = single;
      }
    }
    into[next++] = '"';
    return next;
  }
}
