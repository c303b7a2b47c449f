package io.decant.connectors.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.decant.converter.row.Floats;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON, plain or MongoDB's extended, as BSON. A number becomes the first of int32, int64, double,
 * decimal128 and text that holds it exactly: an integer never a double, and a fraction a double
 * where the double, rounded to as many digits or printed shortest, is the same number.
 *
 * <p>Nested values take no stack; deeper than {@link #MAX_DEPTH} is refused. For one thread.
 */
public final class ExtendedJsonReader {
  /** Ten times what MongoDB allows (manual, "MongoDB Limits and Thresholds": 100 levels). */
  public static final int MAX_DEPTH = 1_000;

  private static final int NAMES_KEPT = 10_000;

  /** Decimals of so few digits are told apart by doubles. */
  private static final int SAFE_DIGITS = 15;

  /** So many tell all doubles apart. */
  private static final int ROUND_TRIP_DIGITS = 17;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1 << 20)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 24)
                  .build())
          .build();

  private final Map<String, byte[]> names = new HashMap<>();
  // one entry for every object and array that is open
  private final int[] starts = new int[MAX_DEPTH + 1];
  private final int[] typesAt = new int[MAX_DEPTH + 1];

  /** Next index in an array; negative in an object. */
  private final int[] indexes = new int[MAX_DEPTH + 1];

  private byte[] utf8 = new byte[256];
  private int depth;
  private long numbersAsText;

  /**
   * Appends one JSON object as a document.
   *
   * @throws MalformedDocument it is no JSON, or no object
   */
  public void document(byte[] json, int from, int end, BsonOutput into) {
    if (read(json, from, end, false, into) != Bson.DOCUMENT) {
      throw new MalformedDocument("it is no JSON object");
    }
  }

  /**
   * Appends one JSON value.
   *
   * @return its type
   * @throws MalformedDocument it is no JSON
   */
  public byte value(byte[] json, int from, int end, BsonOutput into) {
    return read(json, from, end, true, into);
  }

  /** What was read otherwise than it stood, counted since the beginning. */
  public Map<String, Long> notes() {
    return numbersAsText == 0 ? Map.of() : Map.of("NUMBER_AS_TEXT", numbersAsText);
  }

  private byte read(byte[] json, int from, int end, boolean unwrapped, BsonOutput into) {
    int before = into.size();
    try (JsonParser parser = FACTORY.createParser(json, from, end - from)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new MalformedDocument("there is no JSON");
      }
      byte type = all(parser, token, unwrapped, into);
      if (parser.nextToken() != null) {
        throw new MalformedDocument("more follows behind the JSON value");
      }
      return type;
    } catch (IOException e) {
      into.truncate(before);
      throw new MalformedDocument(reason(e));
    } catch (MalformedDocument e) {
      into.truncate(before);
      throw e;
    }
  }

  /** Without the piece of text that the parser shows: it may be anybody's data. */
  private static String reason(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
        ? json.getOriginalMessage()
        : "it cannot be read";
  }

  private byte all(JsonParser parser, JsonToken first, boolean unwrapped, BsonOutput out)
      throws IOException {
    depth = 0;
    byte type = open(parser, first, -1, out);
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        depth--;
        out.end(starts[depth]);
        boolean wrapper = token == JsonToken.END_OBJECT && (depth > 0 || unwrapped);
        byte meant = wrapper ? Wrapper.unwrap(out, starts[depth]) : type;
        if (typesAt[depth] >= 0 && wrapper) {
          out.type(typesAt[depth], meant);
        } else if (depth == 0 && wrapper) {
          type = meant;
        }
        continue;
      }
      int typeAt = element(parser, out);
      JsonToken value = token == JsonToken.FIELD_NAME ? parser.nextToken() : token;
      out.type(typeAt, open(parser, value, typeAt, out));
    }
    return type;
  }

  private int element(JsonParser parser, BsonOutput out) throws IOException {
    int index = indexes[depth - 1];
    if (index >= 0) {
      indexes[depth - 1]++;
      return out.element(Bson.NULL, index);
    }
    return out.element(Bson.NULL, name(parser.currentName()));
  }

  private byte[] name(String text) {
    byte[] known = names.get(text);
    if (known == null) {
      int length = encode(text.toCharArray(), 0, text.length());
      known = Arrays.copyOf(utf8, length);
      if (text.indexOf(0) >= 0) {
        throw new MalformedDocument("a field's name holds U+0000, which BSON cannot");
      }
      if (names.size() == NAMES_KEPT) {
        names.clear();
      }
      names.put(text, known);
    }
    return known;
  }

  /** Writes a value whole, or as far as its first element. */
  private byte open(JsonParser parser, JsonToken token, int typeAt, BsonOutput out)
      throws IOException {
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        starts[depth] = out.begin();
        typesAt[depth] = typeAt;
        indexes[depth] = token == JsonToken.START_ARRAY ? 0 : -1;
        depth++;
        return token == JsonToken.START_ARRAY ? Bson.ARRAY : Bson.DOCUMENT;
      }
      case VALUE_STRING -> {
        int length =
            encode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        out.string(utf8, 0, length);
        return Bson.STRING;
      }
      case VALUE_NUMBER_INT -> {
        return integer(parser, out);
      }
      case VALUE_NUMBER_FLOAT -> {
        return fraction(parser.getText(), out);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        out.bool(token == JsonToken.VALUE_TRUE);
        return Bson.BOOLEAN;
      }
      case VALUE_NULL -> {
        return Bson.NULL;
      }
      default -> throw new MalformedDocument("the JSON is cut off");
    }
  }

  private byte integer(JsonParser parser, BsonOutput out) throws IOException {
    char[] digits = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int end = from + parser.getTextLength();
    boolean negative = digits[from] == '-';
    if (end - from > 18) {
      return longInteger(parser.getText(), out);
    }
    long value = 0;
    for (int i = negative ? from + 1 : from; i < end; i++) {
      value = value * 10 + digits[i] - '0';
    }
    if (negative && value == 0) {
      out.float64(-0.0); // as JavaScript reads it: an integer has no such zero
      return Bson.DOUBLE;
    }
    return integer(negative ? -value : value, out);
  }

  private static byte integer(long value, BsonOutput out) {
    if (value == (int) value) {
      out.int32((int) value);
      return Bson.INT32;
    }
    out.int64(value);
    return Bson.INT64;
  }

  private byte longInteger(String digits, BsonOutput out) {
    try {
      return integer(Long.parseLong(digits), out);
    } catch (NumberFormatException beyond) {
      return decimal(digits, out);
    }
  }

  private byte fraction(String text, BsonOutput out) {
    double value = Double.parseDouble(text);
    boolean finite = !Double.isInfinite(value) && (value != 0 || isZero(text));
    boolean exact =
        finite
            && (text.length() <= SAFE_DIGITS && Math.abs(value) > 1e-300
                || value == 0
                || isPrintOf(value, new BigDecimal(text)));
    if (exact) {
      out.float64(value);
      return Bson.DOUBLE;
    }
    return decimal(text, out);
  }

  /**
   * The shortest text of the double, or what {@code %.16g} or {@code %.17g} makes of it, as older
   * programs do (mongoexport among them): rounding the double to as many digits gives it again.
   */
  private static boolean isPrintOf(double value, BigDecimal text) {
    if (new BigDecimal(Floats.text(value, 64)).compareTo(text) == 0) {
      return true;
    }
    int digits = text.stripTrailingZeros().precision();
    return digits > SAFE_DIGITS
        && digits <= ROUND_TRIP_DIGITS
        && new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .compareTo(text)
            == 0;
  }

  private static boolean isZero(String number) {
    for (int i = 0; i < number.length(); i++) {
      char digit = number.charAt(i);
      if (digit == 'e' || digit == 'E') {
        return true;
      }
      if (digit >= '1' && digit <= '9') {
        return false;
      }
    }
    return true;
  }

  private byte decimal(String digits, BsonOutput out) {
    try {
      if (Decimal128.write(digits, out)) {
        return Bson.DECIMAL128;
      }
    } catch (NumberFormatException beyond) {
      // an exponent that no decimal has: text keeps it
    }
    numbersAsText++;
    byte[] text = digits.getBytes(StandardCharsets.US_ASCII);
    out.string(text, 0, text.length);
    return Bson.STRING;
  }

  /** Puts the UTF-8 of characters into {@link #utf8}; returns how many bytes. */
  private int encode(char[] text, int from, int length) {
    long most = 3L * length;
    if (most > utf8.length) {
      utf8 = new byte[(int) Math.min(Integer.MAX_VALUE - 64, most * 3 / 2)];
    }
    int at = 0;
    int end = from + length;
    for (int i = from; i < end; i++) {
      char next = text[i];
      if (next < 0x80) {
        utf8[at++] = (byte) next;
      } else if (next < 0x800) {
        utf8[at++] = (byte) (0xC0 | next >> 6);
        utf8[at++] = (byte) (0x80 | next & 63);
      } else if (!Character.isSurrogate(next)) {
        utf8[at++] = (byte) (0xE0 | next >> 12);
        utf8[at++] = (byte) (0x80 | next >> 6 & 63);
        utf8[at++] = (byte) (0x80 | next & 63);
      } else {
        if (i + 1 == end || !Character.isSurrogatePair(next, text[i + 1])) {
          throw new MalformedDocument("a text holds half of a surrogate pair");
        }
        int point = Character.toCodePoint(next, text[++i]);
        utf8[at++] = (byte) (0xF0 | point >> 18);
        utf8[at++] = (byte) (0x80 | point >> 12 & 63);
        utf8[at++] = (byte) (0x80 | point >> 6 & 63);
        utf8[at++] = (byte) (0x80 | point & 63);
      }
    }
    return at;
  }
}
