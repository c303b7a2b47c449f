package io.decant.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of other databases in documents, and the same JSON again. */
class JsonAsBsonTest {
  private final JsonAsBson json = new JsonAsBson();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":1,\"b\":[true,false,null,\"x\"],\"c\":{\"\":-5}}",
        "[1.0,1.5,0.1,-0.5,1.50,22.00,12345678901234567890,9223372036854775807,-2147483648]",
        "{\"n\":1234567890123456789012345678901234}",
        "[-0,-0.0]",
        "{\"a.b\":1,\"oid\":{\"x\":1}}",
        "[\"\\n\\t\\u0001\\\"\\\\/é😀\\u0000\"]"
      })
  void objectsAndArraysAreThemselves(String text) {
    BsonOutput out = new BsonOutput();
    byte type = write(text, true, out);
    assertThat(type).isIn(Bson.DOCUMENT, Bson.ARRAY);
    assertThat(read(type, out)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"x\"",
        "null",
        "true",
        "{\"a\":1,\"a\":2}",
        "{\"$oid\":\"0123456789abcdef01234567\"}",
        "[1e5]",
        "[0.10000000000000000000000000000000000000001]",
        "[12345678901234567890123456789012345]",
        "[\"\\u00e9\"]",
        "[\"\\ud800\"]",
        "{\"a\": 1}",
        " [1]"
      })
  void whatWouldNotComeBackStaysText(String text) {
    BsonOutput out = new BsonOutput();
    assertThat(write(text, true, out)).isEqualTo(Bson.STRING);
    assertThat(read(Bson.STRING, out)).isEqualTo(text);
  }

  @Test
  void spacesAreNobodysWhereTheDatabaseSaysSo() {
    BsonOutput out = new BsonOutput();
    byte type = write("{\"a b\": [1, \" \\\" \"], \"c\" : {}}", false, out);
    assertThat(type).isEqualTo(Bson.DOCUMENT);
    assertThat(read(type, out)).isEqualTo("{\"a b\":[1,\" \\\" \"],\"c\":{}}");
  }

  @Test
  void deepNestingStaysTextAndTakesNoStack() {
    for (int depth : new int[] {81, 100_000}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      BsonOutput out = new BsonOutput();
      assertThat(write(deep, true, out)).isEqualTo(Bson.STRING);
      assertThat(read(Bson.STRING, out)).isEqualTo(deep);
    }
  }

  @Test
  void randomTextsComeBackAsTheyWere() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      append(random, 0, text);
      BsonOutput out = new BsonOutput();
      byte type = write(text.toString(), round % 2 == 0, out);
      assertThat(read(type, out)).isEqualTo(text.toString());
      if (type == Bson.DOCUMENT) {
        assertThat(new BsonBinaryReader(java.nio.ByteBuffer.wrap(out.copy())).readBsonType())
            .isEqualTo(BsonType.DOCUMENT);
      }
    }
  }

  private static void append(SplittableRandom random, int depth, StringBuilder text) {
    switch (random.nextInt(depth > 5 ? 6 : 9)) {
      case 0 -> text.append(random.nextLong());
      case 1 -> text.append(random.nextInt(100)).append('.').append(random.nextInt(1000));
      case 2 -> text.append(random.nextInt()).append("e").append(random.nextInt(400));
      case 3 -> text.append("null");
      case 4 -> text.append(random.nextDouble());
      case 5 -> text.append("\"s\\n").append(random.nextInt()).append('"');
      case 6 -> {
        text.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
          append(random, depth + 1, text);
          text.append(i > 1 ? "," : "");
        }
        text.append(']');
      }
      default -> {
        text.append('{');
        for (int i = random.nextInt(4); i > 0; i--) {
          text.append("\"k").append(random.nextInt(5)).append("\":");
          append(random, depth + 1, text);
          text.append(i > 1 ? "," : "");
        }
        text.append('}');
      }
    }
  }

  private byte write(String text, boolean spelling, BsonOutput out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return json.write(utf8, 0, utf8.length, spelling, out);
  }

  private String read(byte type, BsonOutput out) {
    BytesVector into = new BytesVector(1);
    assertThat(json.read(type, out.data(), 0, out.size(), into)).isTrue();
    return new String(into.data(), into.start(0), into.length(0), StandardCharsets.UTF_8);
  }
}
