package io.decant.cli.benchmark;

import io.decant.cli.endtoend.Engine;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Seconds of processor time, user's and system's together, as Linux counts them for processes. */
final class ProcessorTime {

  /** Of /proc/PID/stat, whatever the kernel's own clock is. Source: proc_pid_stat(5), USER_HZ. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessorTime() {}

  /** Of the processes that this one started and has waited for. */
  static double ofEndedChildren() {
    long[] times = times(ProcessHandle.current().pid());
    return (times[2] + times[3]) / TICKS_PER_SECOND;
  }

  /** Of a process and of all that it ever started. */
  static double ofTree(long pid) {
    return ProcessHandle.of(pid)
        .map(
            root ->
                Stream.concat(Stream.of(root), root.descendants())
                    .mapToLong(process -> Arrays.stream(times(process.pid())).sum())
                    .sum())
        .map(ticks -> ticks / TICKS_PER_SECOND)
        .orElse(Double.NaN);
  }

  /** utime, stime, cutime and cstime. The name of the program may hold blanks and brackets. */
  private static long[] times(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).toArray();
    } catch (IOException gone) {
      return new long[4]; // its parent counts it from now on
    }
  }

  /**
   * The process that serves a database.
   *
   * @return 0 where there is none, or none that can be seen from here
   */
  static long server(Engine engine, TestDatabase database) throws SQLException {
    if (engine == Engine.SQLITE || !isHere(URI.create(database.url()).getHost())) {
      return 0;
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      return engine == Engine.POSTGRESQL ? postmaster(statement) : daemon(statement);
    }
  }

  private static boolean isHere(String host) {
    return host.equals("127.0.0.1") || host.toLowerCase(Locale.ROOT).equals("localhost");
  }

  /** The parent of every server process. */
  private static long postmaster(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1))
          .flatMap(ProcessHandle::parent)
          .map(ProcessHandle::pid)
          .orElse(0L);
    }
  }

  private static long daemon(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT @@datadir, @@pid_file")) {
      row.next();
      Path file = Path.of(row.getString(1)).resolve(row.getString(2));
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException hidden) {
      return 0;
    }
  }
}
