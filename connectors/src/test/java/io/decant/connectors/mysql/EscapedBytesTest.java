package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapedBytesTest {
  private static final byte[] HOSTILE = {
    0, '\t', '\n', '\'', '\\', 'n', '0', ' ', '!', '&', '(', '[', ']', 0x1f, 0x7f, -128, -127, -1
  };

  @Test
  void everyByteAtEveryPlaceOfEightIsReadBackAsItWas() {
    for (int value = 0; value < 256; value++) {
      for (int place = 0; place < 8; place++) {
        byte[] source = "abcdefgh".getBytes(StandardCharsets.US_ASCII);
        source[place] = (byte) value;
        byte[] written = written(source, 0, source.length);
        assertThat(read(written)).isEqualTo(source);
        assertThat(written.length - source.length)
            .isEqualTo("\0\t\n'\\".indexOf(value) >= 0 ? 1 : 0);
      }
    }
  }

  @Test
  void valuesOfEveryLengthAndContentAreReadBackAsTheyWere() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] source = new byte[random.nextInt(60)];
      for (int at = 0; at < source.length; at++) {
        source[at] =
            random.nextInt(4) == 0
                ? HOSTILE[random.nextInt(HOSTILE.length)]
                : (byte) random.nextInt();
      }
      int from = random.nextInt(source.length + 1);
      int length = random.nextInt(source.length - from + 1);
      assertThat(read(written(source, from, length)))
          .isEqualTo(Arrays.copyOfRange(source, from, from + length));
    }
  }

  @Test
  void aLongValueOfNothingButEscapesFindsRoom() {
    byte[] source = new byte[300_001];
    assertThat(read(written(source, 0, source.length))).isEqualTo(source);
  }

  private static byte[] written(byte[] source, int from, int length) {
    RowBuffer buffer = new RowBuffer();
    buffer.escaped(source, from, length);
    return Arrays.copyOf(buffer.data(), buffer.size());
  }

  /** As the server reads: byte by byte, and nothing that ends a field may stand there bare. */
  private static byte[] read(byte[] written) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (int i = 0; i < written.length; i++) {
      assertThat("\0\t\n'".indexOf(written[i])).isNegative();
      if (written[i] == '\\') {
        value.write(Escapes.character((char) written[++i]));
      } else {
        value.write(written[i]);
      }
    }
    return value.toByteArray();
  }
}
