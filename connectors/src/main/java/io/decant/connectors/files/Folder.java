package io.decant.connectors.files;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder, and what is done to files so that it outlives a power cut. */
final class Folder {
  /** Decant's own folder in it. */
  static final String OWN = "_decant";

  static final String MANIFEST = "decant.json";

  private final Endpoint endpoint;
  private final Path path;
  private final String onlyFile;

  Folder(Endpoint endpoint) {
    this.endpoint = endpoint;
    Path named = Path.of(endpoint.path());
    boolean file = endpoint.role() == Role.SOURCE && Files.isRegularFile(named);
    Path parent = named.toAbsolutePath().getParent();
    this.path = file && parent != null ? parent : named;
    this.onlyFile = file ? String.valueOf(named.getFileName()) : "";
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Path path() {
    return path;
  }

  /** The URL named one file: only this one is looked at. Empty when it named the folder. */
  String onlyFile() {
    return onlyFile;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Path own(String name) {
    return path.resolve(OWN).resolve(name);
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  /** Fails unless the folder is there; a target is made when the first byte is written. */
  void requireReadable() {
    if (Files.exists(path) && !exists()) {
      throw failure("is a file, not a folder", "Name the folder that it is in.", null);
    }
    if (endpoint.role() == Role.SOURCE && !exists()) {
      throw failure(
          "no such folder", "Check the path; a relative one begins in the working folder.", null);
    }
    if (exists() && !Files.isReadable(path)) {
      throw failure("no permission to read the folder", "Grant this user read access.", null);
    }
  }

  /** Makes the folder and Decant's own one in it. */
  void make() throws IOException {
    if (!Files.isDirectory(path.resolve(OWN))) {
      Files.createDirectories(path.resolve(OWN));
      sync(path);
    }
  }

  /** Makes names in a folder durable. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // There a folder cannot be opened, and names are durable by themselves.
    }
  }

  /** Replaces a small file in one step: a reader sees the old one or the new one. */
  void replace(Path file, byte[] content) throws IOException {
    Path part = own(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    sync(path);
  }

  EndpointFailure failure(IOException cause) {
    return failure(reason(cause), "", cause);
  }

  EndpointFailure failure(String message, String hint, @Nullable IOException cause) {
    return new EndpointFailure(endpoint.role(), where(), message, hint, cause);
  }

  /** Nothing in a file tells how long its longest record is: it may be longer than the heap. */
  EndpointFailure tooLong(String file, long line) {
    return failure(
        "%s line %d: what begins here does not fit into Java's memory".formatted(file, line),
        "Give Java five times that much, as DECANT_JAVA_OPTS=-Xmx2g does.",
        null);
  }

  private String where() {
    return (endpoint.role() == Role.SOURCE ? "source " : "target ") + endpoint;
  }

  /** In words: the file system's own where it has some. */
  static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "access denied: " + denied.getFile();
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file: " + cause.getMessage();
    }
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
