package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EightBytesTest {
  private static final int NONE = 8;

  @Test
  void theFirstByteThatIsMeantIsMarkedFirst() {
    Random random = new Random(9);
    byte[] data = new byte[11];
    for (int i = 0; i < 200_000; i++) {
      // few values, so that a byte and its neighbours are often near the one that is looked for
      for (int at = 0; at < data.length; at++) {
        data[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 30 + random.nextInt(5));
      }
      int from = random.nextInt(4);
      char wanted = (char) (1 + random.nextInt(127));
      long eight = EightBytes.at(data, from);
      int below = NONE;
      int equal = NONE;
      for (int at = 7; at >= 0; at--) {
        below = data[from + at] >= 0 && data[from + at] < wanted ? at : below;
        equal = data[from + at] == wanted ? at : equal;
      }
      assertThat(first(EightBytes.below(wanted, eight))).isEqualTo(below);
      assertThat(first(EightBytes.equal(wanted, eight))).isEqualTo(equal);
    }
  }

  private static int first(long answer) {
    long marks = answer & EightBytes.MARKS;
    return marks == 0 ? NONE : EightBytes.first(marks);
  }

  @Test
  void theFirstByteIsTheLowest() {
    byte[] data = new byte[10];
    EightBytes.put(data, 1, 0x0807060504030201L);
    assertThat(data).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 0);
    assertThat(EightBytes.at(data, 1)).isEqualTo(0x0807060504030201L);
  }
}
