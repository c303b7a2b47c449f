package io.decant.connectors.documents;

import io.decant.converter.row.BytesVector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * BSON values as MongoDB Extended JSON (version 2): relaxed where reading the text again gives the
 * very same bytes, else canonical. So {@code 5} is an int32, {@code 5.0} a double, and the int64 of
 * the same value is {@code {"$numberLong":"5"}}. What the format has no words for (text that is no
 * UTF-8, an object of somebody's own whose first key is {@code $oid}) stands as the base64 of its
 * BSON under {@code $bson}, which {@link ExtendedJsonReader} knows.
 *
 * <p>Nested values take no stack. For one thread; keeps its memory.
 */
final class ExtendedJsonWriter {
  /** 9999-12-31T23:59:59.999Z: what the specification writes as ISO 8601, from 1970 on. */
  private static final long LAST_ISO_MILLIS = 253_402_300_799_999L;

  private final JsonOutput out = new JsonOutput();
  private final BsonOutput again = new BsonOutput();
  // one entry for every value that is open
  private int[] ends = new int[32];
  private byte[] kinds = new byte[32];
  private int[] indexes = new int[32];
  private int depth;

  /** Appends a value's text as one value of a column. */
  void append(byte type, byte[] bson, int from, int end, BytesVector column) {
    write(type, bson, from, end);
    column.append(out.data(), 0, out.size());
  }

  /** A value's text, for rare paths. */
  String text(byte type, byte[] bson, int from, int end) {
    write(type, bson, from, end);
    return new String(out.data(), 0, out.size(), StandardCharsets.UTF_8);
  }

  private void write(byte type, byte[] bson, int from, int end) {
    out.clear();
    depth = 0;
    if (!value(type, bson, from, end)) {
      out.clear();
      asBytes(type, bson, from, end);
    }
  }

  /** False for a value with a part that has no text of its own. */
  private boolean value(byte type, byte[] bson, int from, int end) {
    if (!open(type, bson, from, end)) {
      return false;
    }
    int at = depth == 0 ? end : from + head(type, bson, from);
    while (depth > 0) {
      int limit = ends[depth - 1] - 1;
      if (at >= limit) {
        at = ends[depth - 1];
        close(kinds[depth - 1]);
        depth--;
        continue;
      }
      byte each = bson[at];
      int behindName = Bson.textEnd(bson, at + 1, limit);
      if (!separate(bson, at, behindName - 1)) {
        return false;
      }
      int behind = Bson.end(each, bson, behindName, limit);
      int before = depth;
      if (!open(each, bson, behindName, behind)) {
        return false;
      }
      at = depth == before ? behind : behindName + head(each, bson, behindName);
    }
    return true;
  }

  /** Of a value with elements: offset of the first one in it. */
  private static int head(byte type, byte[] bson, int from) {
    return type == Bson.CODE_WITH_SCOPE ? 8 + Bson.int32(bson, from + 4) + 4 : 4;
  }

  /** Comma and name of the element that begins there. */
  private boolean separate(byte[] bson, int at, int nameEnd) {
    byte last = out.last();
    if (last != '{' && last != '[') {
      out.put(',');
    }
    if (kinds[depth - 1] == Bson.ARRAY) {
      return isIndex(indexes[depth - 1]++, bson, at + 1, nameEnd);
    }
    boolean sound = out.string(bson, at + 1, nameEnd);
    out.put(':');
    return sound;
  }

  private static boolean isIndex(int index, byte[] name, int from, int end) {
    int rest = index;
    int at = end;
    do {
      at--;
      if (at < from || name[at] != '0' + rest % 10) {
        return false;
      }
      rest /= 10;
    } while (rest > 0);
    return at == from;
  }

  private void close(byte kind) {
    out.put(kind == Bson.ARRAY ? ']' : '}');
    if (kind == Bson.CODE_WITH_SCOPE) {
      out.put('}');
    }
  }

  private void push(byte kind, int end) {
    if (depth == ends.length) {
      ends = Arrays.copyOf(ends, depth * 2);
      kinds = Arrays.copyOf(kinds, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
    }
    ends[depth] = end;
    indexes[depth] = 0;
    kinds[depth++] = kind;
  }

  /** Writes a value whole, or as far as its first element. */
  private boolean open(byte type, byte[] bson, int from, int end) {
    switch (type) {
      case Bson.DOUBLE -> {
        return real(Bson.float64(bson, from));
      }
      case Bson.STRING -> {
        return out.string(bson, from + Bson.STRING_HEAD, end - 1);
      }
      case Bson.DOCUMENT -> {
        if (Wrapper.isName(bson, from + 5, end)) {
          return false;
        }
        out.put('{');
        push(type, end);
      }
      case Bson.ARRAY -> {
        out.put('[');
        push(type, end);
      }
      case Bson.BINARY -> {
        return binary(bson, from, end);
      }
      case Bson.UNDEFINED -> out.put("{\"$undefined\":true}");
      case Bson.OBJECT_ID -> objectId(bson, from);
      case Bson.BOOLEAN -> {
        out.put(bson[from] != 0 ? "true" : "false");
        return bson[from] == 0 || bson[from] == 1;
      }
      case Bson.DATE -> date(Bson.int64(bson, from));
      case Bson.NULL -> out.put("null");
      case Bson.REGEX -> {
        return regex(bson, from, end);
      }
      case Bson.DB_POINTER -> {
        out.put("{\"$dbPointer\":{\"$ref\":");
        boolean sound = out.string(bson, from + Bson.STRING_HEAD, end - Bson.OBJECT_ID_LENGTH - 1);
        out.put(",\"$id\":");
        objectId(bson, end - Bson.OBJECT_ID_LENGTH);
        out.put("}}");
        return sound;
      }
      case Bson.CODE, Bson.SYMBOL -> {
        out.put(type == Bson.CODE ? "{\"$code\":" : "{\"$symbol\":");
        boolean sound = out.string(bson, from + Bson.STRING_HEAD, end - 1);
        out.put('}');
        return sound;
      }
      case Bson.CODE_WITH_SCOPE -> {
        return codeWithScope(bson, from, end);
      }
      case Bson.INT32 -> out.number(Bson.int32(bson, from));
      case Bson.TIMESTAMP -> {
        out.put("{\"$timestamp\":{\"t\":");
        out.number(Bson.int32(bson, from + 4) & 0xFFFF_FFFFL);
        out.put(",\"i\":");
        out.number(Bson.int32(bson, from) & 0xFFFF_FFFFL);
        out.put("}}");
      }
      case Bson.INT64 -> int64(Bson.int64(bson, from));
      case Bson.DECIMAL128 -> {
        return decimal(bson, from, end);
      }
      case Bson.MIN_KEY -> out.put("{\"$minKey\":1}");
      case Bson.MAX_KEY -> out.put("{\"$maxKey\":1}");
      default -> throw new MalformedDocument("a value of the unknown BSON type " + type);
    }
    return true;
  }

  private void asBytes(byte type, byte[] bson, int from, int end) {
    again.clear();
    int start = again.begin();
    again.element(type, new byte[0]);
    again.bytes(bson, from, end);
    again.end(start);
    out.put("{\"$bson\":\"");
    out.base64(again.data(), 0, again.size());
    out.put("\"}");
  }

  private boolean real(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.put("{\"$numberDouble\":\"");
      out.put(Double.toString(value));
      out.put("\"}");
      return !Double.isNaN(value)
          || Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN);
    }
    out.real(value);
    return true;
  }

  private void int64(long value) {
    boolean wrapped = value == (int) value;
    if (wrapped) {
      out.put("{\"$numberLong\":\"");
    }
    out.number(value);
    if (wrapped) {
      out.put("\"}");
    }
  }

  private boolean decimal(byte[] bson, int from, int end) {
    String text = Decimal128.text(bson, from);
    again.clear();
    Decimal128.write(text, again);
    out.put("{\"$numberDecimal\":\"");
    out.put(text);
    out.put("\"}");
    return Arrays.equals(again.data(), 0, again.size(), bson, from, end);
  }

  private void date(long millis) {
    out.put("{\"$date\":");
    if (millis >= 0 && millis <= LAST_ISO_MILLIS) {
      out.put('"');
      out.put(Instant.ofEpochMilli(millis).toString());
      out.put("\"}");
    } else {
      out.put("{\"$numberLong\":\"");
      out.number(millis);
      out.put("\"}}");
    }
  }

  private void objectId(byte[] bson, int from) {
    out.put("{\"$oid\":\"");
    out.hex(bson, from, Bson.OBJECT_ID_LENGTH);
    out.put("\"}");
  }

  private boolean binary(byte[] bson, int from, int end) {
    byte subtype = bson[from + 4];
    int data = from + Bson.BINARY_HEAD;
    boolean sound = true;
    if (subtype == Bson.OLD_BINARY) {
      sound = end - data >= 4 && Bson.int32(bson, data) == end - data - 4;
      data += 4;
    }
    if (sound) {
      out.put("{\"$binary\":{\"base64\":\"");
      out.base64(bson, data, end);
      out.put("\",\"subType\":\"");
      out.hex(bson, from + 4, 1);
      out.put("\"}}");
    }
    return sound;
  }

  private boolean regex(byte[] bson, int from, int end) {
    int patternEnd = Bson.textEnd(bson, from, end) - 1;
    out.put("{\"$regularExpression\":{\"pattern\":");
    boolean sound = out.string(bson, from, patternEnd);
    out.put(",\"options\":");
    sound &= out.string(bson, patternEnd + 1, end - 1);
    out.put("}}");
    return sound;
  }

  private boolean codeWithScope(byte[] bson, int from, int end) {
    int code = from + 4;
    int scope = Bson.end(Bson.CODE, bson, code, end);
    if (Bson.end(Bson.DOCUMENT, bson, scope, end) != end) {
      return false;
    }
    out.put("{\"$code\":");
    boolean sound = out.string(bson, code + Bson.STRING_HEAD, scope - 1);
    out.put(",\"$scope\":{");
    push(Bson.CODE_WITH_SCOPE, end);
    return sound && !Wrapper.isName(bson, scope + 5, end);
  }
}
