package io.decant.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A SQLite file that a test fills and looks at without Decant. */
public record Database(Path file) {

  public String url() {
    return "sqlite:" + file;
  }

  /** Runs statements separated by semicolons. */
  public Database run(String script) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    }
    return this;
  }

  /** The rows, their columns joined by bars. */
  public List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
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

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
