package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample database is what its text says: nobody can read a database file in a review. */
class BookshopTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  @Test
  void theSampleDatabaseIsBuiltFromItsText() throws SQLException, IOException {
    Database built =
        new Database(folder.resolve("built.db"))
            .run(Files.readString(EXAMPLES.resolve("bookshop.sql")));

    assertThat(content(EXAMPLES.resolve("bookshop.db"))).isEqualTo(content(built.file()));
    assertThat(Files.size(EXAMPLES.resolve("bookshop.db"))).isLessThan(200_000);
  }

  /** Every object and every value, with its type. */
  private List<String> content(Path database) throws SQLException, IOException {
    // A copy, for reading must not leave files beside the original.
    Database copy = new Database(folder.resolve(database.getFileName() + ".copy"));
    Files.copy(database, copy.file());
    List<String> lines =
        new ArrayList<>(
            copy.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"));
    for (String table :
        copy.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
      String values =
          copy.rows("SELECT name FROM pragma_table_xinfo(" + literal(table) + ")").stream()
              .map(column -> "\"" + column.replace("\"", "\"\"") + "\"")
              .map(column -> "typeof(" + column + "), hex(" + column + ")")
              .collect(Collectors.joining(", "));
      lines.add(table);
      lines.addAll(copy.rows("SELECT " + values + " FROM \"" + table + "\" ORDER BY " + values));
    }
    return lines;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
