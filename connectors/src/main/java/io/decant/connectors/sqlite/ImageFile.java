package io.decant.connectors.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary file through which SQLite reads {@linkplain RowImage images}. This program and
 * SQLite have both mapped it into their memory, which is the same memory: what is shown here, the
 * next statement reads there.
 *
 * <p>(The driver can also hand over a database as an array, {@code sqlite3_deserialize}, but not a
 * second one within a transaction: SQLite keeps its read lock on the first until the commit.)
 */
final class ImageFile implements AutoCloseable {
  /** The name under which it is attached. */
  static final String SCHEMA = "decant_batch";

  private static final Pattern NAME = Pattern.compile("decant-(\\d{1,18})-\\d+\\.batch");

  private final Path path;
  private final MappedByteBuffer memory;

  /** Only this user can read it. Its whole size is taken now: a full disk shows here. */
  ImageFile() throws IOException {
    path = Files.createTempFile("decant-" + ProcessHandle.current().pid() + "-", ".batch");
    path.toFile().deleteOnExit();
    removeThoseLeft(Objects.requireNonNull(path.getParent()));
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(RowImage.BYTES);
      while (zeros.hasRemaining()) {
        file.write(zeros);
      }
      memory = file.map(FileChannel.MapMode.READ_WRITE, 0, RowImage.BYTES);
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  /**
   * Removes what processes of this user have left that were killed. One that is at work where its
   * number means nothing here, in a container, then goes on more slowly: see {@link #attach}.
   */
  private void removeThoseLeft(Path folder) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "decant-*.batch")) {
      for (Path file : left) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // They are in nobody's way.
    }
  }

  /** Lets SQLite see a finished image in place of the one before. */
  void show(RowImage image) {
    memory.put(0, image.bytes(), 0, image.length());
  }

  /**
   * Attaches it, while no transaction is open.
   *
   * @param image the one to show first
   * @return false when it cannot be opened, because somebody has tidied up
   */
  boolean attach(Connection connection, RowImage image) throws SQLException {
    show(image);
    try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS " + SCHEMA)) {
      attach.setString(1, "file:" + SqliteFile.encoded(path.toString()) + "?mode=ro");
      attach.execute();
    } catch (SQLException missing) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + SCHEMA + ".mmap_size=" + RowImage.BYTES);
    }
    return true;
  }

  /** Ends what {@link #attach} began, while no transaction is open. */
  static void detach(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DETACH " + SCHEMA);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException mapped) {
      // Some systems delete no file that is mapped: it goes when this program ends.
    }
  }
}
