package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Zoë", "🎉", "e\u0301", "abcdefghijklmnop€", "\u0000"})
  void textIsValidAndCounted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
    assertThat(Utf8.codePoints(bytes, 0, bytes.length))
        .isEqualTo(text.codePointCount(0, text.length()))
        .isEqualTo(Utf8.validCodePoints(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c0af",
        "c1bf",
        "e08080",
        "eda080",
        "edbfbf",
        "f0808080",
        "f4908080",
        "f5808080",
        "ff",
        "c3",
        "e282",
        "f09f8e",
        "6162636465666768c3"
      })
  void brokenBytesAreInvalid(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void aColumnIsValidWhenEachOfItsValuesIs() {
    Random random = new Random(5);
    byte[] text =
        "abc€ Zoë 🎉 and a long run of nothing but ASCII \uFFFF🎉🎉é"
            .getBytes(StandardCharsets.UTF_8);
    int valid = 0;
    for (int i = 0; i < 100_000; i++) {
      BytesVector texts = new BytesVector(1);
      boolean each = true;
      for (int rows = random.nextInt(5); rows > 0; rows--) {
        if (random.nextInt(6) == 0) {
          texts.appendNull();
          continue;
        }
        int from = random.nextInt(3) > 0 ? 0 : random.nextInt(text.length);
        int to = from + random.nextInt(text.length - from + 1);
        texts.append(text, random.nextBoolean() ? from : 0, to - from);
        int start = texts.start(texts.size() - 1);
        each &= Utf8.isValid(texts.data(), start, texts.length(texts.size() - 1));
      }
      assertThat(Utf8.areValid(texts)).isEqualTo(each);
      int first = random.nextInt(texts.size() + 1);
      boolean last = true;
      for (int row = first; row < texts.size(); row++) {
        last &= Utf8.isValid(texts.data(), texts.start(row), texts.length(row));
      }
      assertThat(Utf8.areValid(texts, first)).isEqualTo(last);
      valid += each ? 1 : 0;
    }
    assertThat(valid).isBetween(10_000, 90_000);
  }

  @Test
  void aCharacterThatTwoValuesShareIsNone() {
    BytesVector texts = new BytesVector(1);
    byte[] character = "🎉".getBytes(StandardCharsets.UTF_8);
    texts.append(character, 0, 2);
    texts.appendNull();
    texts.append(new byte[0]);
    texts.append(character, 2, 2);
    assertThat(Utf8.areValid(texts)).isFalse();
    texts.clear();
    assertThat(Utf8.areValid(texts)).isTrue();
    texts.append(character, 0, 2);
    assertThat(Utf8.areValid(texts)).isFalse();
  }

  @Test
  void oneByteThatIsNotAsciiIsFoundWhereverItStands() {
    for (int length = 1; length < 100; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
        bytes[at] = (byte) 0x80;
        assertThat(Utf8.isValid(bytes, 0, length)).isFalse();
        assertThat(Utf8.isValid(bytes, 0, at)).isTrue();
      }
    }
  }

  @Test
  void theEdgesOfEachLengthAreValid() {
    for (int codePoint : new int[] {0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10FFFF}) {
      byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
    }
  }

  @Test
  void validityAgreesWithTheDecoderOfJava() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(5)];
      random.nextBytes(bytes);
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(decodes(bytes));
    }
  }

  @Test
  void aCharacterIsCountedWhereverItStandsAndWhateverStandsAroundIt() {
    byte[] character = "é".getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 12; before++) {
      for (int length = 2; length < 40; length++) {
        for (int at = 0; at <= length - 2; at++) {
          byte[] bytes = new byte[before + length + before];
          Arrays.fill(bytes, (byte) 0xFF);
          Arrays.fill(bytes, before, before + length, (byte) 'x');
          assertThat(Utf8.validCodePoints(bytes, before, length)).isEqualTo(length);
          System.arraycopy(character, 0, bytes, before + at, 2);
          assertThat(Utf8.validCodePoints(bytes, before, length)).isEqualTo(length - 1);
          bytes[before + at + 1] = 'x';
          assertThat(Utf8.validCodePoints(bytes, before, length)).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void aNulIsFoundWhereverItStands() {
    for (int length = 1; length < 40; length++) {
      byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
      assertThat(Utf8.hasNul(bytes, 0, length)).isFalse();
      for (int at = 0; at < length; at++) {
        bytes[at] = 0;
        assertThat(Utf8.hasNul(bytes, 0, length)).isTrue();
        assertThat(Utf8.hasNul(bytes, at + 1, length - at - 1)).isFalse();
        bytes[at] = (byte) 0x80;
        assertThat(Utf8.hasNul(bytes, 0, length)).isFalse();
        bytes[at] = 'x';
      }
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
