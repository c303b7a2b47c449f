package io.decant.connectors.spi;

import io.decant.converter.schema.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Findings that several databases have in common. What is as it should be is no finding. */
public final class Checks {
  private static final long NOTABLE_MILLIS = 5_000;
  private static final int SURE = 8;

  /** The system counts a process's start in ticks since its own, which is known to the second. */
  private static final long SAME_START_MILLIS = 2_000;

  private static final long GRAVE_MILLIS = 60_000;
  private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1", "::1", "[::1]");

  private static final Set<String> FAT = Set.of("vfat", "msdos", "fat32");
  private static final long FAT_FILE = 4L << 30;

  private Checks() {}

  /** {@code target postgresql://host/db}. */
  public static String where(Endpoint endpoint) {
    return endpoint.role().name().toLowerCase(Locale.ROOT) + " " + endpoint;
  }

  /** Bytes of rows that the tables will take in; those of unknown size count nothing. */
  public static long expectedBytes(List<Table> tables) {
    return tables.stream().mapToLong(table -> Math.max(0, table.statistics().bytes())).sum();
  }

  /**
   * Whether what is expected has room. How much a database needs for given rows differs by its way
   * of storing them, its keys and indexes, and the source's guess may count what was deleted: so
   * twice the rows' bytes is taken for likely, and only an eighth for certain.
   *
   * @param place what is filled: {@code the disk of /data}
   */
  public static List<Finding> space(String where, String place, long usable, long expected) {
    if (expected <= 0 || usable / 2 >= expected) {
      return List.of();
    }
    String what =
        "%s has room for %s, and the rows alone take about %s"
            .formatted(place, amount(usable), amount(expected));
    String remedy = "Make room, or name another target.";
    return usable < expected / SURE
        ? List.of(Finding.error("DISK_SPACE", where, what, remedy))
        : List.of(
            Finding.warning("DISK_SPACE", where, what + "; keys and indexes add to it", remedy));
  }

  /**
   * Whether a file system takes what is expected.
   *
   * @param place a file or folder that is there, or will be made
   */
  public static List<Finding> disk(String where, Path place, long expected) {
    Path there = place.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      FileStore disk = Files.getFileStore(there);
      List<Finding> findings =
          new ArrayList<>(space(where, "the disk of " + there, disk.getUsableSpace(), expected));
      if (FAT.contains(disk.type().toLowerCase(Locale.ROOT)) && expected > FAT_FILE / 2) {
        findings.add(
            Finding.warning(
                "FILE_SIZE",
                where,
                "%s is on a file system (%s) whose files end at 4 GiB"
                    .formatted(there, disk.type()),
                "Name a place on another disk."));
      }
      return findings;
    } catch (IOException unknown) {
      return List.of(
          Finding.info(
              Finding.NOT_CHECKED, where, "nobody tells how much room " + there + " has", ""));
    }
  }

  /**
   * Whether what a server keeps its data in takes what is expected, where that is a folder of this
   * machine.
   *
   * @param data in the server's words; empty where it does not tell
   * @param here the server is known to run on this machine
   */
  public static List<Finding> ownDisk(String where, String data, boolean here, long expected) {
    return !here || data.isEmpty() || !Files.isDirectory(Path.of(data))
        ? List.of()
        : disk(where, Path.of(data), expected);
  }

  /**
   * Whether a process runs on this machine: one of that number that began at that moment. In a
   * container or at the other end of a tunnel, a number means another process.
   */
  public static boolean runsHere(long process, long startedMillis) {
    return ProcessHandle.of(process)
        .flatMap(found -> found.info().startInstant())
        .filter(start -> Math.abs(start.toEpochMilli() - startedMillis) < SAME_START_MILLIS)
        .isPresent();
  }

  /** Whether that is this machine's name, and not one that many machines have. */
  public static boolean isThisMachine(String hostname) {
    try {
      return !hostname.isEmpty()
          && !hostname.startsWith("localhost")
          && InetAddress.getLocalHost().getHostName().equals(hostname);
    } catch (UnknownHostException nameless) {
      return false;
    }
  }

  /**
   * Whether a server's clock goes as ours. Nothing that is copied depends on it; what is computed
   * from the current time on one side and looked at on the other does, and so do certificates.
   *
   * @param serverMillis since 1970, as just told
   */
  public static List<Finding> clock(String where, long serverMillis) {
    long ahead = serverMillis - System.currentTimeMillis();
    if (Math.abs(ahead) < NOTABLE_MILLIS) {
      return List.of();
    }
    String what =
        "its clock is %s %s this machine's"
            .formatted(time(Math.abs(ahead)), ahead > 0 ? "ahead of" : "behind");
    String remedy =
        "Let both keep time by NTP; a --where with the current time, and the times that new rows"
            + " get, follow the server's.";
    return List.of(
        Math.abs(ahead) < GRAVE_MILLIS
            ? Finding.info("CLOCK", where, what, remedy)
            : Finding.warning("CLOCK", where, what, remedy));
  }

  /** Whether rows can be read on their way. */
  public static List<Finding> wire(Endpoint endpoint, boolean encrypted) {
    return encrypted || HERE.contains(endpoint.host().toLowerCase(Locale.ROOT))
        ? List.of()
        : List.of(
            Finding.info(
                "NOT_ENCRYPTED",
                where(endpoint),
                "rows and password travel unencrypted",
                "Add ?sslmode=verify-full to the URL, with sslrootcert=FILE for a private CA."));
  }

  private static String amount(long bytes) {
    return bytes < 10L << 20
        ? Math.max(0, bytes >> 10) + " KiB"
        : bytes < 10L << 30 ? (bytes >> 20) + " MiB" : (bytes >> 30) + " GiB";
  }

  private static String time(long millis) {
    long seconds = millis / 1000;
    return seconds < 120
        ? seconds + " s"
        : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
