package io.decant.connectors.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON of other databases as values that people can look into: objects and arrays become objects
 * and arrays, where they come back as they were, each digit of each number. Everything else is a
 * string that holds the JSON text, which is told from them by being one. So this differs from
 * extended JSON: no key means anything, and every value is one of JSON's.
 *
 * <p>For one thread.
 */
final class JsonAsBson {
  /** MongoDB allows 100 levels (manual, "MongoDB Limits and Thresholds"); these lie in others. */
  private static final int MAX_DEPTH = 80;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final String ESCAPED = "\b\t\n\f\r\"\\";
  private static final String ESCAPES = "btnfr\"\\";

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /**
   * Writes a JSON text.
   *
   * @param spelling whether the spaces count as well
   * @return the type of what was written
   */
  byte write(byte[] json, int from, int end, boolean spelling, BsonOutput out) {
    int before = out.size();
    byte type = structure(json, from, end, out);
    if (type != Bson.NULL
        && !JsonText.hasDuplicateKeys(json, from, end - from)
        && comesBack(type, json, from, end, spelling, before, out)) {
      return type;
    }
    out.truncate(before);
    out.string(json, from, end);
    return Bson.STRING;
  }

  private boolean comesBack(
      byte type, byte[] json, int from, int end, boolean spelling, int before, BsonOutput out) {
    text.reset();
    append(type, out.data(), before, out.size());
    byte[] wanted = spelling ? Arrays.copyOfRange(json, from, end) : withoutSpaces(json, from, end);
    return Arrays.equals(text.toByteArray(), wanted);
  }

  /** Null for what is to be text. */
  private static byte structure(byte[] json, int from, int end, BsonOutput out) {
    try (JsonParser parser = FACTORY.createParser(json, from, end - from)) {
      JsonToken first = parser.nextToken();
      return first == null || !first.isStructStart() ? Bson.NULL : value(parser, first, out);
    } catch (IOException tooDeepOrNoJson) {
      return Bson.NULL;
    }
  }

  private static byte value(JsonParser parser, JsonToken token, BsonOutput out) throws IOException {
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        boolean array = token == JsonToken.START_ARRAY;
        int start = out.begin();
        int index = 0;
        for (JsonToken next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
          int at = array ? out.element(Bson.NULL, index++) : out.element(Bson.NULL, name(parser));
          JsonToken held = array ? next : parser.nextToken();
          byte type = value(parser, held, out);
          out.type(at, type);
        }
        out.end(start);
        return array ? Bson.ARRAY : Bson.DOCUMENT;
      }
      case VALUE_STRING -> {
        byte[] utf8 = parser.getText().getBytes(StandardCharsets.UTF_8);
        out.string(utf8, 0, utf8.length);
        return Bson.STRING;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return number(parser.getText(), out);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        out.bool(token == JsonToken.VALUE_TRUE);
        return Bson.BOOLEAN;
      }
      case VALUE_NULL -> {
        return Bson.NULL;
      }
      default -> throw new IOException("cut off");
    }
  }

  /** Older servers refuse names that begin like an operator, wherever they stand. */
  private static byte[] name(JsonParser parser) throws IOException {
    String name = parser.currentName();
    if (name.startsWith("$") || name.indexOf(0) >= 0) {
      throw new IOException("no name for a field");
    }
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** The first type that prints the very same digits. */
  private static byte number(String digits, BsonOutput out) throws IOException {
    if (digits.length() <= 20 && digits.matches("0|-?[1-9][0-9]*")) {
      try {
        long value = Long.parseLong(digits);
        if (value == (int) value) {
          out.int32((int) value);
          return Bson.INT32;
        }
        out.int64(value);
        return Bson.INT64;
      } catch (NumberFormatException beyond) {
        // a decimal holds it
      }
    }
    double real = Double.parseDouble(digits);
    if (real(real).equals(digits)) {
      out.float64(real);
      return Bson.DOUBLE;
    }
    try {
      if (Decimal128.write(digits, out)) {
        return Bson.DECIMAL128;
      }
    } catch (NumberFormatException beyond) {
      // an exponent that no decimal has
    }
    throw new IOException("no number of BSON");
  }

  private static String real(double value) {
    String shortest = Floats.text(value, 64);
    boolean whole = shortest.chars().allMatch(each -> each == '-' || each >= '0' && each <= '9');
    return whole ? shortest + ".0" : shortest;
  }

  /** Appends a value's JSON; false when it is none that {@link #write} makes. */
  boolean read(byte type, byte[] bson, int from, int end, BytesVector into) {
    if (type == Bson.STRING) {
      into.append(bson, from + Bson.STRING_HEAD, end - 1 - from - Bson.STRING_HEAD);
      return true;
    }
    text.reset();
    boolean fits = (type == Bson.DOCUMENT || type == Bson.ARRAY) && append(type, bson, from, end);
    if (fits) {
      byte[] json = text.toByteArray();
      into.append(json, 0, json.length);
    }
    return fits;
  }

  private boolean append(byte type, byte[] bson, int from, int end) {
    switch (type) {
      case Bson.DOCUMENT, Bson.ARRAY -> {
        return members(type, bson, from, end);
      }
      case Bson.STRING -> string(bson, from + Bson.STRING_HEAD, end - 1);
      case Bson.INT32 -> ascii(Integer.toString(Bson.int32(bson, from)));
      case Bson.INT64 -> ascii(Long.toString(Bson.int64(bson, from)));
      case Bson.DOUBLE -> {
        double value = Bson.float64(bson, from);
        ascii(real(value));
        return Double.isFinite(value);
      }
      case Bson.DECIMAL128 -> {
        String digits = Decimal128.text(bson, from);
        ascii(digits);
        return Character.isDigit(digits.charAt(digits.length() - 1));
      }
      case Bson.BOOLEAN -> ascii(bson[from] == 0 ? "false" : "true");
      case Bson.NULL -> ascii("null");
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean members(byte type, byte[] bson, int from, int end) {
    boolean sound = true;
    BsonWalk walk = new BsonWalk().over(bson, from, end);
    text.write(type == Bson.ARRAY ? '[' : '{');
    for (boolean first = true; sound && walk.next(); first = false) {
      if (!first) {
        text.write(',');
      }
      if (type == Bson.DOCUMENT) {
        string(bson, walk.nameFrom(), walk.nameEnd());
        text.write(':');
      }
      sound = append(walk.type(), bson, walk.valueFrom(), walk.valueEnd());
    }
    text.write(type == Bson.ARRAY ? ']' : '}');
    return sound;
  }

  /** As PostgreSQL and MySQL escape. */
  private void string(byte[] utf8, int from, int end) {
    text.write('"');
    for (int i = from; i < end; i++) {
      int known = ESCAPED.indexOf(utf8[i]);
      if (known >= 0) {
        text.write('\\');
        text.write(ESCAPES.charAt(known));
      } else if (utf8[i] >= 0 && utf8[i] < ' ') {
        ascii(String.format("\\u%04x", (int) utf8[i]));
      } else {
        text.write(utf8[i]);
      }
    }
    text.write('"');
  }

  private void ascii(String digits) {
    text.writeBytes(digits.getBytes(StandardCharsets.US_ASCII));
  }

  /** Without those outside of strings. */
  private static byte[] withoutSpaces(byte[] json, int from, int end) {
    byte[] kept = new byte[end - from];
    int size = 0;
    boolean inString = false;
    for (int i = from; i < end; i++) {
      byte each = json[i];
      boolean space = each == ' ' || each == '\n' || each == '\r' || each == '\t';
      if (inString || !space) {
        kept[size++] = each;
      }
      if (inString && each == '\\') {
        kept[size++] = json[++i];
      } else if (each == '"') {
        inString = !inString;
      }
    }
    return Arrays.copyOf(kept, size);
  }
}
