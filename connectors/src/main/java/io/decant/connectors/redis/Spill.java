package io.decant.connectors.redis;

import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where lists of keys go that are too long for memory: a temporary file that only its owner may
 * read, and that vanishes when it is closed. Thread-safe for reading.
 */
final class Spill implements AutoCloseable {
  private @Nullable FileChannel file;
  private long end;

  /** Returns where the bytes begin. */
  synchronized long append(byte[] data, int length) {
    try {
      FileChannel to = file == null ? open() : file;
      file = to;
      long start = end;
      ByteBuffer buffer = ByteBuffer.wrap(data, 0, length);
      while (buffer.hasRemaining()) {
        end += to.write(buffer, end);
      }
      return start;
    } catch (IOException full) {
      throw failure(full);
    }
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("decant-redis", ".keys");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  byte[] read(long start, int length) {
    FileChannel from;
    synchronized (this) {
      from = file;
    }
    byte[] data = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(data);
    try {
      while (from != null
          && buffer.hasRemaining()
          && from.read(buffer, start + buffer.position()) > 0) {
        // until all is there
      }
    } catch (IOException broken) {
      throw failure(broken);
    }
    return data;
  }

  private static EndpointFailure failure(IOException cause) {
    return new EndpointFailure(
        Role.SOURCE,
        "the temporary folder",
        "cannot hold the list of keys: " + cause.getMessage(),
        "Make room, or name another folder: DECANT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.",
        cause);
  }

  @Override
  public synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException gone) {
      end = 0;
    }
  }
}
