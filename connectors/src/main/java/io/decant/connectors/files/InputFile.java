package io.decant.connectors.files;

import com.github.luben.zstd.ZstdInputStream;
import io.decant.connectors.files.FileForm.Compression;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The plain bytes of a file. What expands beyond all measure is taken for an attack, unless its
 * digest is known.
 */
final class InputFile extends InputStream {
  /** gzip cannot do more than 1:1032; tables of real rows stay far below this. */
  private static final int MAX_RATIO = 500;

  private static final long HARMLESS = 256L << 20;

  private final Path path;
  private final String sha256;
  private final MessageDigest digest = FileNames.Digests.sha256();
  private final FileChannel channel;
  private final InputStream plain;
  private final Raw raw;
  private long read;
  private boolean proven;

  /**
   * @param offset where to begin, of a file that is not compressed
   * @param sha256 of the file; empty where it is not known, or not all of it is read
   */
  InputFile(Path path, Compression compression, long offset, String sha256) throws IOException {
    this.path = path;
    this.sha256 = sha256;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      channel.position(offset);
      this.raw = new Raw(Channels.newInputStream(channel));
      this.plain =
          switch (compression) {
            case NONE -> raw;
            case GZIP -> channel.size() == 0 ? raw : new Gunzip(channel, raw);
            case ZSTD -> new ZstdInputStream(raw);
          };
    } catch (IOException broken) {
      channel.close();
      throw unreadable(broken);
    } catch (RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private final class Raw extends FilterInputStream {
    private long bytes;

    Raw(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      if (count > 0) {
        bytes += count;
        if (!sha256.isEmpty()) {
          digest.update(into, offset, count);
        }
      }
      return count;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      count = plain.read(into, offset, length);
      if (count < 0 && plain instanceof Gunzip gunzip) {
        gunzip.requireNothingBehind();
      }
    } catch (EOFException cut) {
      throw new IOException(path.getFileName() + " is cut off", cut);
    } catch (IOException broken) {
      throw unreadable(broken);
    }
    if (count < 0) {
      requireWhole();
      return -1;
    }
    read += count;
    if (sha256.isEmpty() && read > HARMLESS && read / MAX_RATIO > raw.bytes) {
      throw new IOException(
          "%s expands more than %d-fold, which rows do not; unpack it, if it is meant so"
              .formatted(path.getFileName(), MAX_RATIO));
    }
    return count;
  }

  private IOException unreadable(IOException broken) {
    return new IOException(
        path.getFileName() + " cannot be read: " + Folder.reason(broken), broken);
  }

  /** The end may be asked for more than once. */
  private void requireWhole() throws IOException {
    if (sha256.isEmpty() || proven) {
      return;
    }
    raw.transferTo(OutputStream.nullOutputStream());
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new IOException(
          path.getFileName() + " was changed since it was written: its SHA-256 is " + found);
    }
    proven = true;
  }

  @Override
  public void close() throws IOException {
    plain.close();
    channel.close();
  }
}
