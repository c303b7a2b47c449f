package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Documents of every type, of recurring and of odd fields, nested, in any order. */
final class RandomDocuments {
  private static final String[] NAMES = {
    "a",
    "b",
    "c",
    "a_b",
    "a.b",
    "",
    "$x",
    "$oid",
    "$date",
    "größe",
    "😀",
    "items",
    "tags",
    "A",
    "$shape",
    "_extra",
    "position",
    "count",
    "x\\y",
    "x[].y",
    "value",
    "_id2"
  };
  private final Random random;
  private final BsonOutput out = new BsonOutput();

  RandomDocuments(long seed) {
    random = new Random(seed);
  }

  byte[] next(int id) {
    out.clear();
    int start = out.begin();
    if (random.nextInt(10) > 0) {
      name(Bson.INT32, "_id");
      out.int32(id);
      fields(3);
    } else {
      fields(3);
      name(Bson.INT32, "_id");
      out.int32(id);
    }
    out.end(start);
    return out.copy();
  }

  private int name(byte type, String name) {
    return out.element(type, name.getBytes(StandardCharsets.UTF_8));
  }

  private void fields(int depth) {
    int count = random.nextInt(6);
    int base = random.nextInt(3) == 0 ? 0 : random.nextInt(NAMES.length);
    for (int i = 0; i < count; i++) {
      String name =
          NAMES[
              (base + (random.nextInt(8) == 0 ? random.nextInt(NAMES.length) : i)) % NAMES.length];
      int at = name(Bson.NULL, name);
      // mostly one type by name, so that there is something to infer
      int kind = random.nextInt(4) == 0 ? random.nextInt(26) : (name.hashCode() & 0xFFFF) % 26;
      out.type(at, value(kind, depth));
    }
  }

  private void array(int depth, boolean records) {
    int start = out.begin();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int at = out.element(Bson.NULL, i);
      if (records && random.nextInt(12) > 0) {
        int document = out.begin();
        fields(depth - 1);
        out.end(document);
        out.type(at, Bson.DOCUMENT);
      } else {
        out.type(at, value(random.nextInt(26), depth - 1));
      }
    }
    out.end(start);
  }

  private byte value(int kind, int depth) {
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    switch (kind) {
      case 0, 1 -> {
        out.int32(random.nextBoolean() ? random.nextInt(10) : random.nextInt());
        return Bson.INT32;
      }
      case 2 -> {
        out.int64(random.nextBoolean() ? random.nextInt(10) : random.nextLong());
        return Bson.INT64;
      }
      case 3 -> {
        double[] odd = {
          0.0,
          -0.0,
          1,
          5,
          1.5,
          0.1,
          1e300,
          1e22,
          Double.NaN,
          Double.MIN_VALUE,
          Double.NEGATIVE_INFINITY,
          1L << 53,
          2147483648.0
        };
        out.float64(random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextGaussian());
        return Bson.DOUBLE;
      }
      case 4 -> {
        String[] odd = {
          "0",
          "-0",
          "1.50",
          "1E+3",
          "-0.00",
          "1E+6144",
          "1E-6176",
          "NaN",
          "-Infinity",
          "9999999999999999999999999999999999",
          "0.1",
          "12345678901234567890.5",
          "0E+100"
        };
        Decimal128.write(odd[random.nextInt(odd.length)], out);
        return Bson.DECIMAL128;
      }
      case 5, 6, 7 -> {
        out.string(text, 0, text.length);
        return Bson.STRING;
      }
      case 8, 9, 10 -> {
        int start = out.begin();
        if (depth > 0) {
          fields(depth - 1);
        }
        out.end(start);
        return Bson.DOCUMENT;
      }
      case 11, 12, 13 -> {
        array(Math.max(depth, 1), kind < 13);
        return Bson.ARRAY;
      }
      case 14 -> {
        byte[] subtypes = {0, 0, 4, 5, (byte) 0x80};
        byte[] bytes = new byte[random.nextBoolean() ? 16 : random.nextInt(5)];
        random.nextBytes(bytes);
        out.binary(subtypes[random.nextInt(5)], bytes, 0, bytes.length);
        return Bson.BINARY;
      }
      case 15 -> {
        byte[] id = new byte[12];
        random.nextBytes(id);
        out.bytes(id, 0, 12);
        return Bson.OBJECT_ID;
      }
      case 16 -> {
        out.bool(random.nextBoolean());
        return Bson.BOOLEAN;
      }
      case 17 -> {
        long[] odd = {0, -1, 1, 1700000000123L, Long.MAX_VALUE, Long.MIN_VALUE, 253402300800000L};
        out.int64(odd[random.nextInt(odd.length)]);
        return Bson.DATE;
      }
      case 18 -> {
        return Bson.NULL;
      }
      case 19 -> {
        return Bson.UNDEFINED;
      }
      case 20 -> {
        byte[] pattern = {'^', 'a', '"'};
        out.text(pattern, 0, 3);
        out.text(pattern, 1, 2);
        return Bson.REGEX;
      }
      case 21 -> {
        out.string(text, 0, text.length);
        out.bytes(new byte[12], 0, 12);
        return Bson.DB_POINTER;
      }
      case 22 -> {
        out.string(text, 0, text.length);
        return random.nextBoolean() ? Bson.CODE : Bson.SYMBOL;
      }
      case 23 -> {
        int start = out.begin();
        out.string(text, 0, text.length);
        int scope = out.begin();
        if (depth > 0) {
          fields(depth - 1);
        }
        out.end(scope);
        Bson.putInt32(out.data(), start, out.size() - start);
        return Bson.CODE_WITH_SCOPE;
      }
      case 24 -> {
        out.int64(random.nextLong());
        return Bson.TIMESTAMP;
      }
      default -> {
        return random.nextBoolean() ? Bson.MIN_KEY : Bson.MAX_KEY;
      }
    }
  }

  private String text() {
    String[] odd = {
      "",
      "x",
      "5",
      "NULL",
      "\"quoted\\\"",
      "a\0b",
      "\n\t",
      "größe",
      "😀",
      "507f1f77bcf86cd799439011",
      "2020-01-01",
      "x".repeat(300)
    };
    return odd[random.nextInt(odd.length)];
  }
}
