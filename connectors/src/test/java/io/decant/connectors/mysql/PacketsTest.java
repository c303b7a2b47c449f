package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.row.BytesVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketsTest {
  private static final int LONGEST = Packets.LONGEST_PIECE;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int sequence = 1;

  @Test
  void everyKindOfValueMayLieAcrossTwoPieces() throws IOException {
    byte[] values =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 200)
            .putShort((short) -2)
            .putInt(Integer.MIN_VALUE + 1)
            .putLong(Long.MAX_VALUE - 1)
            .put(new byte[] {(byte) 252, 2, 0, 'a', 'b'})
            .array();
    for (int before = 0; before <= values.length; before++) {
      sent.reset();
      sequence = 1;
      byte[] filler = new byte[LONGEST - before];
      packet(concatenated(filler, values));
      Packets packets = answer();
      packets.next();
      packets.copy(new BytesVector(1), filler.length);
      assertThat(packets.readByte()).isEqualTo(200);
      assertThat(packets.readShort()).isEqualTo((short) -2);
      assertThat(packets.readInt()).isEqualTo(Integer.MIN_VALUE + 1);
      assertThat(packets.readLong()).isEqualTo(Long.MAX_VALUE - 1);
      assertThat(packets.readLength()).isEqualTo(2);
      byte[] text = new byte[2];
      packets.copy(text, 2);
      assertThat(text).containsExactly('a', 'b');
      packets.pass();
      assertThat(packets.isLast()).isTrue();
    }
  }

  @Test
  void aValueOfSeveralPiecesComesWhole() throws IOException {
    for (int length : new int[] {LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST, 2 * LONGEST + 7}) {
      sent.reset();
      sequence = 1;
      byte[] value = new byte[length];
      new Random(length).nextBytes(value);
      packet(value);
      packet(new byte[] {42});
      Packets packets = answer();
      packets.next();
      BytesVector into = new BytesVector(2);
      into.append("before");
      packets.copy(into, length);
      assertThat(Arrays.equals(into.copy(1), value)).isTrue();
      assertThat(packets.atEnd()).isTrue();
      packets.next();
      assertThat(packets.readByte()).isEqualTo(42);
    }
  }

  @Test
  void packetsOfEveryLengthAreToldApartWhereverABlockEnds() throws IOException {
    Random random = new Random(4);
    byte[][] values = new byte[3000][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new byte[random.nextInt(i % 100 == 0 ? 300_000 : 300)];
      random.nextBytes(values[i]);
      packet(values[i]);
    }
    Packets packets = new Packets(new Trickle(sent.toByteArray(), random));
    packets.expectAnswer();
    BytesVector into = new BytesVector(1);
    for (byte[] value : values) {
      packets.next();
      if (random.nextInt(4) == 0) {
        continue; // what is not read is passed over
      }
      into.clear();
      packets.copy(into, value.length);
      assertThat(Arrays.equals(into.copy(0), value)).isTrue();
      assertThat(packets.atEnd()).isTrue();
    }
    packets.pass();
    assertThat(packets.isLast()).isTrue();
  }

  @Test
  void whatLiesBeyondThePacketIsNeverTakenForAValue() throws IOException {
    packet(new byte[] {5, 'a', 'b'});
    packet(new byte[100]);
    Packets packets = answer();
    packets.next();
    int length = packets.readLength();
    BytesVector into = new BytesVector(1);
    assertThatThrownBy(() -> packets.copy(into, length)).isInstanceOf(IOException.class);
    assertThatThrownBy(packets::readLong).isInstanceOf(IOException.class);
    assertThat(into.size()).isZero();
  }

  @Test
  void aLengthThatNoArrayHoldsIsRefused() throws IOException {
    for (byte[] head :
        new byte[][] {
          {(byte) 251},
          {(byte) 255},
          {(byte) 254, -1, -1, -1, -1, -1, -1, -1, -1},
          {(byte) 254, -1, -1, -1, 127, 0, 0, 0, 0}
        }) {
      sent.reset();
      sequence = 1;
      packet(head);
      Packets packets = answer();
      packets.next();
      assertThatThrownBy(packets::readLength).isInstanceOf(IOException.class);
    }
  }

  @Test
  void packetsOutOfOrderAndAnEndTooEarlyAreErrors() throws IOException {
    sequence = 2;
    packet(new byte[] {1});
    assertThatThrownBy(answer()::next).hasMessageContaining("out of order");
    sent.reset();
    sent.write(new byte[] {9, 0, 0, 1, 7});
    Packets packets = answer();
    packets.next();
    assertThat(packets.readByte()).isEqualTo(7);
    assertThatThrownBy(packets::readLong).hasMessageContaining("closed the connection");
  }

  private Packets answer() {
    Packets packets = new Packets(new ByteArrayInputStream(sent.toByteArray()));
    packets.expectAnswer();
    return packets;
  }

  /** As a server sends it: full pieces, and one that is not full, be it empty. */
  private void packet(byte[] payload) {
    int at = 0;
    int length;
    do {
      length = Math.min(LONGEST, payload.length - at);
      sent.writeBytes(
          new byte[] {
            (byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) sequence++
          });
      sent.write(payload, at, length);
      at += length;
    } while (length == LONGEST);
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Hands out as much as it likes, as a socket does. */
  private static final class Trickle extends ByteArrayInputStream {
    private final Random random;

    Trickle(byte[] data, Random random) {
      super(data);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int at, int length) {
      return super.read(into, at, Math.min(length, 1 + random.nextInt(40_000)));
    }
  }
}
