package io.decant.connectors.files;

import com.github.luben.zstd.ZstdOutputStream;
import io.decant.connectors.files.FileForm.Compression;
import io.decant.converter.row.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file that is being written, digested on its way to the disk. */
final class OutputFile implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final Path path;
  private final FileChannel channel;
  private final OutputStream plain;
  private final MessageDigest digest = FileNames.Digests.sha256();
  private long bytes;
  private long plainBytes;

  /**
   * @throws IOException it is there already, or cannot be made
   */
  OutputFile(Path path, Compression compression) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.plain =
        switch (compression) {
          case NONE -> new Disk();
          case GZIP -> new GZIPOutputStream(new Disk(), BUFFER);
          case ZSTD -> new ZstdOutputStream(new Disk());
        };
  }

  private final class Disk extends OutputStream {
    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      digest.update(data, offset, length);
      bytes += length;
      ByteBuffer left = ByteBuffer.wrap(data, offset, length);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  void write(ByteText rows) throws IOException {
    plain.write(rows.data(), 0, rows.length());
    plainBytes += rows.length();
  }

  /** Ends the file: its bytes are durable, and so is its name here. */
  DataFile finish(String name, long rows) throws IOException {
    plain.close();
    channel.force(true);
    channel.close();
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Folder.sync(folder);
    }
    return new DataFile(
        name,
        String.valueOf(path.getFileName()),
        rows,
        bytes,
        plainBytes,
        HexFormat.of().formatHex(digest.digest()));
  }

  /** Gives up a file that is not finished; what compresses holds memory outside of Java's. */
  @Override
  public void close() throws IOException {
    try (channel) {
      plain.close();
    }
  }
}
