package io.decant.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;

/**
 * The plain bytes of a gzip file, all of its members. Java's own stream ends where a member does
 * not begin as one should, and says nothing of the bytes from there on: rows would be lost.
 */
final class Gunzip extends GZIPInputStream {
  private static final int TRAILER = 8;
  private static final int BUFFER = 64 << 10;

  private final FileChannel channel;
  private long fed;

  /**
   * @param channel the whole file
   * @param raw its bytes, which have no buffer of their own
   */
  Gunzip(FileChannel channel, InputStream raw) throws IOException {
    super(raw, BUFFER);
    this.channel = channel;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    fed = channel.position();
  }

  /**
   * To be asked at the end. Zero bytes may stand there, as gzip itself allows for the sake of
   * tapes.
   *
   * @throws IOException if anything else follows the last member
   */
  void requireNothingBehind() throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(BUFFER);
    long at = fed - inf.getRemaining() + TRAILER;
    while (channel.read(rest, at) > 0) {
      rest.flip();
      at += rest.remaining();
      while (rest.hasRemaining()) {
        if (rest.get() != 0) {
          throw new IOException("bytes that are not gzip follow the compressed ones");
        }
      }
      rest.clear();
    }
  }
}
