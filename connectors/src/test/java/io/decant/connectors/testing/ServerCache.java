package io.decant.connectors.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The user's folder of unpacked servers and ready data folders, kept between runs and shared by
 * every JVM on the machine. It may be deleted at any time when no test runs.
 */
record ServerCache(Path root) {

  /** Fills an empty folder. */
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /**
   * Root's own home is closed to others, but PostgreSQL may have to run as somebody else; so root
   * uses the system's cache folder.
   */
  static ServerCache ofThisUser() {
    Path caches =
        Account.isRoot()
            ? Path.of("/var/cache")
            : Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return new ServerCache(caches.resolve("decant-test"));
  }

  /**
   * The folder of this name, filled by whoever asks first. Other threads and other JVMs wait
   * meanwhile. A filling that fails, or is killed, leaves no folder of this name.
   */
  Path once(String name, Filling filling) throws IOException {
    Path folder = root.resolve(name);
    synchronized (ServerCache.class) { // a file lock holds off other JVMs, not our own threads
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && Files.notExists(folder)) {
          Path part = root.resolve(name + ".part");
          Folders.delete(part);
          Files.createDirectory(part);
          filling.fill(part);
          Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    return folder;
  }

  /** A new folder for one running server. */
  Path runFolder() throws IOException {
    return Files.createDirectories(root.resolve("running").resolve(UUID.randomUUID().toString()));
  }
}
