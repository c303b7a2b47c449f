package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinedMessagesTest {
  private static final int CAPACITY = 1 << 16;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /** Hands out so many bytes at a time at most, as a network does. */
  private static InputStream piecemeal(byte[] bytes, Random random, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] to, int offset, int length) {
        return super.read(to, offset, Math.min(length, 1 + random.nextInt(most)));
      }
    };
  }

  private void send(char type, byte[] content) throws IOException {
    DataOutputStream out = new DataOutputStream(sent);
    out.writeByte(type);
    out.writeInt(4 + content.length);
    out.write(content);
  }

  private void send(char type, String content) throws IOException {
    send(type, content.getBytes(ISO_8859_1));
  }

  /** What arrives, as type and content; contents of CopyData behind each other are put together. */
  private static List<String> messages(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    List<String> found = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    for (int type = data.read(); type >= 0; type = data.read()) {
      byte[] content = new byte[data.readInt() - 4];
      data.readFully(content);
      String text = new String(content, ISO_8859_1);
      if (type == 'd') {
        rows.append(text);
      } else {
        found.add("d" + rows);
        rows.setLength(0);
        found.add((char) type + text);
      }
    }
    found.add("d" + rows);
    return found;
  }

  @Test
  void theSameMessagesArriveHoweverTheyAreCutOnTheWay() throws IOException {
    send('R', "\0\0\0\0");
    send('H', "\1\0\0");
    for (String row : List.of("first", "", "d\0\0\0\4", "another row", "x")) {
      send('d', row);
    }
    send('N', "a notice");
    send('d', "last");
    send('c', "");
    send('C', "COPY 6");
    send('Z', "T");
    byte[] bytes = sent.toByteArray();
    List<String> expected = messages(new ByteArrayInputStream(bytes));
    for (int most = 1; most <= bytes.length; most++) {
      for (int seed = 0; seed < 20; seed++) {
        InputStream cut = piecemeal(bytes, new Random(seed), most);
        assertThat(messages(new JoinedMessages(cut))).isEqualTo(expected);
      }
    }
  }

  @Test
  void rowsOfEveryLengthAroundTheBuffersArrive() throws IOException {
    Random random = new Random(4);
    send('R', "\0\0\0\0");
    for (int length : new int[] {0, 1, CAPACITY - 6, CAPACITY - 5, CAPACITY - 4, 3 * CAPACITY}) {
      for (int before = 0; before < 12; before++) {
        send('d', new byte[before]);
        byte[] row = new byte[length];
        random.nextBytes(row);
        send('d', row);
      }
    }
    send('c', "");
    byte[] bytes = sent.toByteArray();
    List<String> expected = messages(new ByteArrayInputStream(bytes));
    for (int most : new int[] {1000, 8192, CAPACITY, 10 * CAPACITY}) {
      InputStream cut = piecemeal(bytes, random, most);
      assertThat(messages(new JoinedMessages(cut))).isEqualTo(expected);
    }
  }

  @Test
  void whatHasArrivedComesAsOneMessage() throws IOException {
    send('R', "\0\0\0\0");
    for (int row = 0; row < 1000; row++) {
      send('d', "row");
    }
    send('c', "");
    InputStream joined = new JoinedMessages(new ByteArrayInputStream(sent.toByteArray()));
    joined.skipNBytes(9);
    DataInputStream data = new DataInputStream(joined);
    assertThat((char) data.read()).isEqualTo('d');
    assertThat(data.readInt()).isEqualTo(4 + 3000);
  }

  @Test
  void aRowIsHandedOnBeforeTheNextOneIsWhole() throws IOException {
    send('R', "\0\0\0\0");
    send('d', "whole");
    int whole = sent.size();
    send('d', "half");
    InputStream stalled =
        new ByteArrayInputStream(sent.toByteArray(), 0, whole + 7) {
          @Override
          public int read(byte[] to, int offset, int length) {
            if (available() == 0) {
              throw new IllegalStateException("waits for what need not be waited for");
            }
            return super.read(to, offset, length);
          }
        };
    byte[] got = new JoinedMessages(stalled).readNBytes(whole);
    assertThat(got).isEqualTo(Arrays.copyOf(sent.toByteArray(), whole));
  }

  @Test
  void anEncryptedConnectionPassesAsItCame() throws IOException {
    Random random = new Random(5);
    for (String answer : List.of("S", "G", "NS", "NG")) {
      sent.reset();
      sent.writeBytes(answer.getBytes(ISO_8859_1));
      for (int i = 0; i < 100; i++) {
        send('d', "looks like a row");
      }
      byte[] bytes = sent.toByteArray();
      InputStream joined = new JoinedMessages(piecemeal(bytes, random, 50));
      assertThat(joined.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void messagesBeginAfterARefusalOfEncryption() throws IOException {
    sent.writeBytes("NN".getBytes(ISO_8859_1));
    send('R', "\0\0\0\0");
    send('d', "a");
    send('d', "b");
    InputStream joined = new JoinedMessages(new ByteArrayInputStream(sent.toByteArray()));
    assertThat(joined.readNBytes(2 + 9 + 5)).endsWith('d', 0, 0, 0, 6);
  }

  @Test
  void aStreamThatEndsInARowEndsThere() throws IOException {
    send('R', "\0\0\0\0");
    send('d', "a row");
    byte[] bytes = sent.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      InputStream joined = new JoinedMessages(new ByteArrayInputStream(part));
      assertThat(joined.readAllBytes()).isEqualTo(part);
      assertThat(joined.read()).isEqualTo(-1);
    }
  }

  @Test
  void whatIsNoMessagePassesAsItCame() throws IOException {
    byte[] foreign =
        "HTTP/1.1 400 Bad Request\r\n\r\nd\0\0\0\0d\377\377\377\377".getBytes(ISO_8859_1);
    byte[] negative = {'d', -1, -1, -1, -1, 'd', 0, 0, 0, 3, 1, 2, 3};
    for (byte[] bytes : List.of(foreign, negative)) {
      assertThat(new JoinedMessages(new ByteArrayInputStream(bytes)).readAllBytes())
          .isEqualTo(bytes);
    }
  }

  @Test
  void aReadThatTimesOutLosesNothing() throws IOException {
    send('R', "\0\0\0\0");
    for (int row = 0; row < 50; row++) {
      send('d', "row " + row);
    }
    byte[] bytes = sent.toByteArray();
    Random random = new Random(6);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            if (random.nextBoolean()) {
              throw new UncheckedIOException(new SocketTimeoutException("slow"));
            }
            return super.read(to, offset, Math.min(length, 1 + random.nextInt(9)));
          }
        };
    InputStream joined = new JoinedMessages(slow);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] some = new byte[11];
    for (int count = 0; count >= 0; ) {
      try {
        count = joined.read(some, 0, some.length);
        got.write(some, 0, Math.max(0, count));
      } catch (UncheckedIOException timeout) {
        assertThat(timeout).hasMessageContaining("slow");
      }
    }
    assertThat(messages(new ByteArrayInputStream(got.toByteArray())))
        .isEqualTo(messages(new ByteArrayInputStream(bytes)));
  }
}
