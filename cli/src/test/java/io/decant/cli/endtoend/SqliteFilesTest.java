package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SP-30 of the catalogue: files that are no database, and databases that are odd files. */
class SqliteFilesTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("SP-30 what is no database, or encrypted, or damaged, ends with code 5 and a remedy")
  void noDatabases() throws IOException, SQLException {
    make("good.db", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1), (2)");
    byte[] good = Files.readAllBytes(folder.resolve("good.db"));
    byte[] encrypted = new byte[8192];
    new Random(5).nextBytes(encrypted);
    byte[] damaged = good.clone();
    Arrays.fill(damaged, 4096, 4110, (byte) 77);
    Files.writeString(folder.resolve("letter.db"), "Dear reader, this is no database at all.");
    Files.write(folder.resolve("encrypted.db"), encrypted);
    Files.write(folder.resolve("damaged.db"), damaged);
    Files.write(folder.resolve("torn.db"), Arrays.copyOf(good, good.length - 2000));
    assertFails("letter.db", 5, "not an SQLite database");
    assertFails("encrypted.db", 5, "Decrypt it first");
    assertFails("damaged.db", 5, ".recover");
    assertFails("torn.db", 5, "cut off: 6192 bytes of 8192");
    assertFails("none.db", 5, "no such file");
    assertThat(folder.resolve("none.db")).doesNotExist();
  }

  @Test
  @DisplayName("SP-30 a database without tables is no success")
  void nothingInIt() throws IOException, SQLException {
    Files.write(folder.resolve("empty.db"), new byte[0]);
    make("zero.db", "CREATE TABLE t (a)", "DROP TABLE t");
    assertFails("empty.db", 2, "has no tables");
    assertFails("zero.db", 2, "has no tables");
  }

  @Test
  @DisplayName("SP-30 what stands in the log alone is read, whether or not its writer is there")
  void log() throws IOException, SQLException {
    try (Connection writer = connect("wal.db");
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (1), (2)");
      assertThat(rowsAfterMigrating("wal.db")).isEqualTo(2);
      Files.copy(folder.resolve("wal.db"), folder.resolve("left.db"));
      Files.copy(folder.resolve("wal.db-wal"), folder.resolve("left.db-wal"));
    }
    assertThat(rowsAfterMigrating("left.db")).isEqualTo(2);
  }

  @Test
  @DisplayName("SP-30 a database in UTF-16 arrives as the same texts")
  void utf16() throws IOException, SQLException {
    make(
        "utf16.db",
        "PRAGMA encoding = 'UTF-16be'",
        "CREATE TABLE t (\"ü\" TEXT, d DATE)",
        "INSERT INTO t VALUES ('Zoë 🎉', '2024-01-01T10:00'), ('a' || char(0) || 'b', 5), (x'00ff', 'x')");
    assertThat(rowsAfterMigrating("utf16.db")).isEqualTo(3);
    try (Connection copy = connect("utf16.db.copy");
        Statement statement = copy.createStatement();
        var row =
            statement.executeQuery(
                "SELECT group_concat(typeof(ü) || hex(ü) || typeof(d) || d) FROM t")) {
      assertThat(row.getString(1))
          .isEqualTo("text5A6FC3AB20F09F8E89text2024-01-01T10:00,text610062integer5,blob00FFtextx");
    }
  }

  private long rowsAfterMigrating(String name) throws IOException {
    DecantRun run = migrate(name);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.notEqual()).isEmpty();
    return run.sum("target-rows");
  }

  private void assertFails(String name, int exitCode, String words) throws IOException {
    DecantRun run = migrate(name);
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(exitCode);
    assertThat(run.printed()).contains(words);
    assertThat(folder.resolve(name + ".copy")).doesNotExist();
  }

  private DecantRun migrate(String name) throws IOException {
    Path source = folder.resolve(name);
    return DecantRun.of(
        folder,
        "migrate",
        "--source",
        "sqlite:" + source,
        "--target",
        "sqlite:" + source + ".copy");
  }

  private void make(String name, String... statements) throws SQLException {
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
  }
}
