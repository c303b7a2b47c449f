package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * A sample database in a data folder: {@code postgresql/*.sql.gz} as pg_dump writes it, {@code
 * mysql/*.sql.gz} as mysqldump does, {@code sqlite/*.sqlite.gz} as the file itself; and {@code
 * EXPECTED.tsv}, which tells the rows of each table.
 */
record DataSet(Path folder, Engine engine, String name) {

  /** The sets of a folder that a database of the four engines can be loaded from. */
  static List<DataSet> in(Path folder) throws IOException {
    try (Stream<String> lines = expectations(folder)) {
      return lines
          .map(line -> line.split("\t", 3))
          .filter(cells -> Stream.of("sqlite", "mysql", "postgresql").anyMatch(cells[0]::equals))
          .map(cells -> new DataSet(folder, Engine.of(cells[0]), cells[1]))
          .distinct()
          .toList();
    }
  }

  @Override
  public String toString() {
    return engine.label() + "/" + name;
  }

  /** The rows of each table, by its name; with the schema before it where the engine has them. */
  Map<String, Long> expectedRows() throws IOException {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Stream<String> lines = expectations(folder)) {
      for (String[] cells : lines.map(line -> line.split("\t")).toList()) {
        boolean counts =
            cells.length > 4
                && !cells[4].isEmpty()
                && Stream.of("table", "partitioned").anyMatch(cells[3]::equals);
        if (cells[0].equals(engine.label()) && cells[1].equals(name) && counts) {
          rows.put(new ObjectMapper().readValue(cells[2], String.class), Long.valueOf(cells[4]));
        }
      }
    }
    return rows;
  }

  private static Stream<String> expectations(Path folder) throws IOException {
    return Files.lines(folder.resolve("EXPECTED.tsv")).skip(1);
  }

  /** A set of MySQL as one of MariaDB. */
  DataSet inMariaDb() {
    return new DataSet(folder, Engine.MARIADB, name);
  }

  /** Loads it into an empty database of its engine. */
  void load(String url) throws IOException, SQLException {
    switch (engine) {
      case POSTGRESQL -> loadPostgreSql(url);
      case MYSQL, MARIADB -> loadMySql(url);
      case SQLITE -> {
        try (InputStream in = open(".sqlite.gz")) {
          Files.copy(in, Path.of(URI.create(url).getPath()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private InputStream open(String ending) throws IOException {
    Path home = folder.resolve(engine == Engine.MARIADB ? "mysql" : engine.label());
    Path own = home.resolve(name + "." + engine.label() + ending);
    Path file = Files.exists(own) ? own : home.resolve(name + ending);
    return new GZIPInputStream(Files.newInputStream(file), 1 << 16);
  }

  private BufferedReader lines(Charset charset) throws IOException {
    return new BufferedReader(new InputStreamReader(open(".sql.gz"), charset));
  }

  /** The driver runs all statements between two COPY blocks at once. */
  private void loadPostgreSql(String url) throws IOException, SQLException {
    try (BufferedReader dump = lines(UTF_8);
        Connection connection = engine.connect(url);
        Statement statement = connection.createStatement()) {
      StringBuilder script = new StringBuilder();
      for (String line = dump.readLine(); line != null; line = dump.readLine()) {
        script.append(line).append('\n');
        if (line.endsWith(" FROM stdin;")) {
          // A table's name may hold line breaks, so the command need not begin on this line.
          int command = script.lastIndexOf("\nCOPY ");
          statement.execute(script.substring(0, command));
          copy(connection, script.substring(command), dump);
          script.setLength(0);
        }
      }
      statement.execute(script.toString());
    }
  }

  private static void copy(Connection connection, String command, BufferedReader dump)
      throws IOException, SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
    for (String line = dump.readLine(); line != null && !line.equals("\\."); ) {
      byte[] row = (line + "\n").getBytes(UTF_8);
      copy.writeToCopy(row, 0, row.length);
      line = dump.readLine();
    }
    copy.endCopy();
  }

  /**
   * A statement of mysqldump ends with its line. Read as Latin-1, so that the bytes of a binary
   * value reach the server as they are.
   */
  private void loadMySql(String url) throws IOException, SQLException {
    try (BufferedReader dump = lines(ISO_8859_1);
        Connection connection = engine.connectForBytes(url);
        Statement statement = connection.createStatement()) {
      String delimiter = ";";
      StringBuilder sql = new StringBuilder();
      for (String line = dump.readLine(); line != null; line = dump.readLine()) {
        if (line.startsWith("DELIMITER ")) {
          delimiter = line.substring("DELIMITER ".length());
        } else if (line.endsWith(delimiter)) {
          sql.append(line, 0, line.length() - delimiter.length());
          statement.execute(sql.toString());
          sql.setLength(0);
        } else if (!line.isBlank() && !(sql.isEmpty() && line.startsWith("--"))) {
          sql.append(line).append('\n');
        }
      }
    }
  }

  /** True when the name matches a shell pattern such as {@code sqlite/*}. */
  boolean matches(String glob) {
    FileSystem files = FileSystems.getDefault();
    return files.getPathMatcher("glob:" + glob).matches(Path.of(toString()));
  }
}
