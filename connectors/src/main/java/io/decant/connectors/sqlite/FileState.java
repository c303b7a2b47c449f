package io.decant.connectors.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Which content a database file has, told by size and time of change of the file and of its
 * write-ahead log. SQLite's own change counter would not do: in WAL mode it stands still (SQLite
 * documentation, "Database File Format", 1.3.7), and reading it from the file would drop SQLite's
 * locks.
 *
 * @param text empty when it says nothing
 */
record FileState(String text) {
  /**
   * File systems stamp changes with a clock that ticks every few milliseconds (of two seconds at
   * worst, then the stamp has no fraction): two changes within a tick look the same. So a change is
   * only trusted when the tick is over.
   */
  private static final long TICK_MILLIS = 50;

  private static final long COARSE_TICK_MILLIS = 2_000;

  /** The state now, after waiting for the last change to be older than a tick. */
  static FileState settled(Path database) {
    for (int attempt = 0; attempt < 3; attempt++) {
      FileState state = now(database);
      long age = age(database);
      if (age >= tick(database)) {
        return now(database).equals(state) ? state : new FileState("");
      }
      try {
        Thread.sleep(Math.max(1, Math.min(tick(database), tick(database) - age)));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new FileState("");
      }
    }
    return new FileState("");
  }

  /** The token, or nothing when the file was written meanwhile. */
  String tokenIfStill(Path database) {
    return now(database).equals(this) ? text : "";
  }

  private static FileState now(Path database) {
    return new FileState(part(database) + part(wal(database)));
  }

  private static Path wal(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  private static String part(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      long nanos = file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      return file.size() == 0 ? "-;" : file.size() + "@" + nanos + ";";
    } catch (NoSuchFileException absent) {
      return "-;";
    } catch (IOException unreadable) {
      return "?" + System.nanoTime() + ";";
    }
  }

  private static long age(Path database) {
    return System.currentTimeMillis() - Math.max(millis(database), millis(wal(database)));
  }

  private static long tick(Path database) {
    return millis(database) % 1000 == 0 ? COARSE_TICK_MILLIS : TICK_MILLIS;
  }

  private static long millis(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException absent) {
      return 0;
    }
  }
}
