package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample database is what its text says: nobody can read a database file in a review. */
class BookshopTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  @Test
  void theSampleDatabaseIsBuiltFromItsText() throws SQLException, IOException {
    Path built = folder.resolve("built.db");
    try (Connection connection = open(built);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(Files.readString(EXAMPLES.resolve("bookshop.sql")));
    }

    assertThat(content(EXAMPLES.resolve("bookshop.db"))).isEqualTo(content(built));
    assertThat(Files.size(EXAMPLES.resolve("bookshop.db"))).isLessThan(200_000);
  }

  /** Every object and every value, with its type. */
  private List<String> content(Path database) throws SQLException, IOException {
    // A copy, for reading must not leave files beside the original.
    Path copy = Files.copy(database, folder.resolve(database.getFileName() + ".copy"));
    List<String> lines = new ArrayList<>();
    try (Connection connection = open(copy)) {
      lines.addAll(
          query(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"));
      for (String table :
          query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        List<String> columns =
            query(connection, "SELECT name FROM pragma_table_xinfo(" + literal(table) + ")");
        String values =
            String.join(
                ", ",
                columns.stream()
                    .map(column -> "\"" + column.replace("\"", "\"\"") + "\"")
                    .map(column -> "typeof(" + column + "), hex(" + column + ")")
                    .toList());
        lines.add(table);
        lines.addAll(
            query(connection, "SELECT " + values + " FROM \"" + table + "\" ORDER BY " + values));
      }
    }
    return lines;
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
