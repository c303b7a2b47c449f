package io.decant.connectors.documents;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * BSON values as MongoDB Extended JSON (version 2): relaxed where reading the text again gives the
 * very same bytes, else canonical. So {@code 5} is an int32, {@code 5.0} a double, and the int64 of
 * the same value is {@code {"$numberLong":"5"}}. What the format has no words for (text that is no
 * UTF-8, an object of somebody's own whose first key is {@code $oid}) stands as the base64 of its
 * BSON under {@code $bson}, which {@link ExtendedJsonReader} knows.
 *
 * <p>Nested values take no stack. For one thread; keeps its memory.
 */
public final class ExtendedJsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** 9999-12-31T23:59:59.999Z: what the specification writes as ISO 8601, from 1970 on. */
  private static final long LAST_ISO_MILLIS = 253_402_300_799_999L;

  private static final int KEPT_BYTES = 1 << 20;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] json = new byte[1024];
  private int size;
  private final BsonOutput again = new BsonOutput();
  // one entry for every value that is open
  private int[] ends = new int[32];
  private byte[] kinds = new byte[32];
  private int[] indexes = new int[32];
  private int depth;

  /** Appends a value's text as one value of a column. */
  public void append(byte type, byte[] bson, int from, int end, BytesVector out) {
    write(type, bson, from, end);
    out.append(json, 0, size);
  }

  /** A value's text, for rare paths. */
  public String text(byte type, byte[] bson, int from, int end) {
    write(type, bson, from, end);
    return new String(json, 0, size, StandardCharsets.UTF_8);
  }

  /** Writes a value; {@link #json} and {@link #size} hold its text until the next one. */
  public void write(byte type, byte[] bson, int from, int end) {
    clear();
    if (!value(type, bson, from, end)) {
      clear();
      asBytes(type, bson, from, end);
    }
  }

  private void clear() {
    size = 0;
    depth = 0;
    if (json.length > KEPT_BYTES) {
      json = new byte[KEPT_BYTES];
    }
  }

  /** UTF-8, up to {@link #size}. */
  public byte[] json() {
    return json;
  }

  public int size() {
    return size;
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
    byte last = json[size - 1];
    if (last != '{' && last != '[') {
      put(',');
    }
    if (kinds[depth - 1] == Bson.ARRAY) {
      return isIndex(indexes[depth - 1]++, bson, at + 1, nameEnd);
    }
    boolean sound = string(bson, at + 1, nameEnd);
    put(':');
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
    put(kind == Bson.ARRAY ? ']' : '}');
    if (kind == Bson.CODE_WITH_SCOPE) {
      put('}');
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
        return string(bson, from + Bson.STRING_HEAD, end - 1);
      }
      case Bson.DOCUMENT -> {
        if (Wrapper.isName(bson, from + 5, end)) {
          return false;
        }
        put('{');
        push(type, end);
      }
      case Bson.ARRAY -> {
        put('[');
        push(type, end);
      }
      case Bson.BINARY -> {
        return binary(bson, from, end);
      }
      case Bson.UNDEFINED -> put("{\"$undefined\":true}");
      case Bson.OBJECT_ID -> objectId(bson, from);
      case Bson.BOOLEAN -> {
        put(bson[from] != 0 ? "true" : "false");
        return bson[from] == 0 || bson[from] == 1;
      }
      case Bson.DATE -> date(Bson.int64(bson, from));
      case Bson.NULL -> put("null");
      case Bson.REGEX -> {
        return regex(bson, from, end);
      }
      case Bson.DB_POINTER -> {
        put("{\"$dbPointer\":{\"$ref\":");
        boolean sound = string(bson, from + Bson.STRING_HEAD, end - Bson.OBJECT_ID_LENGTH - 1);
        put(",\"$id\":");
        objectId(bson, end - Bson.OBJECT_ID_LENGTH);
        put("}}");
        return sound;
      }
      case Bson.CODE, Bson.SYMBOL -> {
        put(type == Bson.CODE ? "{\"$code\":" : "{\"$symbol\":");
        boolean sound = string(bson, from + Bson.STRING_HEAD, end - 1);
        put('}');
        return sound;
      }
      case Bson.CODE_WITH_SCOPE -> {
        return codeWithScope(bson, from, end);
      }
      case Bson.INT32 -> number(Bson.int32(bson, from));
      case Bson.TIMESTAMP -> {
        put("{\"$timestamp\":{\"t\":");
        number(Bson.int32(bson, from + 4) & 0xFFFF_FFFFL);
        put(",\"i\":");
        number(Bson.int32(bson, from) & 0xFFFF_FFFFL);
        put("}}");
      }
      case Bson.INT64 -> int64(Bson.int64(bson, from));
      case Bson.DECIMAL128 -> {
        return decimal(bson, from, end);
      }
      case Bson.MIN_KEY -> put("{\"$minKey\":1}");
      case Bson.MAX_KEY -> put("{\"$maxKey\":1}");
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
    put("{\"$bson\":\"");
    base64(again.data(), 0, again.size());
    put("\"}");
  }

  private boolean real(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      put("{\"$numberDouble\":\"");
      put(Double.toString(value));
      put("\"}");
      return !Double.isNaN(value)
          || Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN);
    }
    reserve(Floats.TEXT_LENGTH + 2);
    int from = size;
    size = Floats.append(value, 64, json, size);
    for (int i = from; i < size; i++) {
      if (json[i] == '.' || json[i] == 'e') {
        return true;
      }
    }
    put(".0");
    return true;
  }

  private void int64(long value) {
    boolean wrapped = value == (int) value;
    if (wrapped) {
      put("{\"$numberLong\":\"");
    }
    number(value);
    if (wrapped) {
      put("\"}");
    }
  }

  private void number(long value) {
    reserve(20);
    size = Ascii.appendLong(value, json, size);
  }

  private boolean decimal(byte[] bson, int from, int end) {
    String text = Decimal128.text(bson, from);
    again.clear();
    Decimal128.write(text, again);
    put("{\"$numberDecimal\":\"");
    put(text);
    put("\"}");
    return Arrays.equals(again.data(), 0, again.size(), bson, from, end);
  }

  private void date(long millis) {
    put("{\"$date\":");
    if (millis >= 0 && millis <= LAST_ISO_MILLIS) {
      put('"');
      put(Instant.ofEpochMilli(millis).toString());
      put("\"}");
    } else {
      put("{\"$numberLong\":\"");
      number(millis);
      put("\"}}");
    }
  }

  private void objectId(byte[] bson, int from) {
    put("{\"$oid\":\"");
    reserve(2 * Bson.OBJECT_ID_LENGTH);
    size = hex(bson, from, Bson.OBJECT_ID_LENGTH, json, size);
    put("\"}");
  }

  /** Writes bytes as lower case hexadecimal digits; returns the offset behind them. */
  static int hex(byte[] bytes, int from, int count, byte[] into, int at) {
    int next = at;
    for (int i = from; i < from + count; i++) {
      into[next++] = HEX[bytes[i] >> 4 & 15];
      into[next++] = HEX[bytes[i] & 15];
    }
    return next;
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
      put("{\"$binary\":{\"base64\":\"");
      base64(bson, data, end);
      put("\",\"subType\":\"");
      reserve(2);
      size = hex(bson, from + 4, 1, json, size);
      put("\"}}");
    }
    return sound;
  }

  private void base64(byte[] bytes, int from, int end) {
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, end));
    reserve(text.length);
    System.arraycopy(text, 0, json, size, text.length);
    size += text.length;
  }

  private boolean regex(byte[] bson, int from, int end) {
    int patternEnd = Bson.textEnd(bson, from, end) - 1;
    put("{\"$regularExpression\":{\"pattern\":");
    boolean sound = string(bson, from, patternEnd);
    put(",\"options\":");
    sound &= string(bson, patternEnd + 1, end - 1);
    put("}}");
    return sound;
  }

  private boolean codeWithScope(byte[] bson, int from, int end) {
    int code = from + 4;
    int scope = Bson.end(Bson.CODE, bson, code, end);
    if (Bson.end(Bson.DOCUMENT, bson, scope, end) != end) {
      return false;
    }
    put("{\"$code\":");
    boolean sound = string(bson, code + Bson.STRING_HEAD, scope - 1);
    put(",\"$scope\":{");
    push(Bson.CODE_WITH_SCOPE, end);
    return sound && !Wrapper.isName(bson, scope + 5, end);
  }

  private boolean string(byte[] bson, int from, int end) {
    reserve(quotedLength(bson, from, end));
    int next = size;
    json[next++] = '"';
    boolean ascii = true;
    for (int i = from; i < end; i++) {
      byte each = bson[i];
      if (each < 0) {
        ascii = false;
        json[next++] = each;
      } else if (each == '"' || each == '\\') {
        json[next++] = '\\';
        json[next++] = each;
      } else if (each < ' ') {
        next = escape(each, next);
      } else {
        json[next++] = each;
      }
    }
    json[next++] = '"';
    size = next;
    return ascii || Utf8.isValid(bson, from, end - from);
  }

  private static long quotedLength(byte[] text, int from, int end) {
    long length = end - from + 2L;
    for (int i = from; i < end; i++) {
      byte each = text[i];
      if (each >= 0 && each < ' ') {
        length += 5;
      } else if (each == '"' || each == '\\') {
        length++;
      }
    }
    return length;
  }

  private int escape(byte control, int at) {
    json[at] = '\\';
    json[at + 1] = 'u';
    json[at + 2] = '0';
    json[at + 3] = '0';
    json[at + 4] = HEX[control >> 4];
    json[at + 5] = HEX[control & 15];
    return at + 6;
  }

  private void put(char ascii) {
    reserve(1);
    json[size++] = (byte) ascii;
  }

  private void put(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      json[size++] = (byte) ascii.charAt(i);
    }
  }

  private void reserve(long bytes) {
    long needed = size + bytes;
    if (needed > json.length) {
      if (needed > MAX_BYTES) {
        throw new MalformedDocument("a document whose text is beyond 2 GiB");
      }
      json = Arrays.copyOf(json, (int) Math.min(MAX_BYTES, needed + needed / 2));
    }
  }
}
