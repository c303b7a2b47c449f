package io.decant.connectors.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Asks SQLite for the JSON text that a blob in its own form, JSONB, means. It is asked of blobs
 * alone: to tell them from texts in the statement that reads the rows would cost every row.
 */
final class JsonbText implements AutoCloseable {
  private final SQLiteConnection connection;
  private @Nullable PreparedStatement question;
  private TextEncoding encoding = TextEncoding.UTF_8;

  JsonbText(SQLiteConnection connection) {
    this.connection = connection;
  }

  /** The text in UTF-8; nothing for a blob that is no JSONB. */
  Optional<byte[]> of(byte[] data, int start, int length) throws SQLException {
    PreparedStatement asked = question();
    asked.setBytes(1, Arrays.copyOfRange(data, start, start + length));
    try (ResultSet answer = asked.executeQuery()) {
      return answer.next() ? Optional.of(encoding.utf8(answer.getBytes(1))) : Optional.empty();
    }
  }

  private PreparedStatement question() throws SQLException {
    if (question == null) {
      encoding = TextEncoding.of(connection);
      question = connection.prepareStatement(SqliteJson.TEXT_OF_JSONB);
    }
    return question;
  }

  @Override
  public void close() {
    if (question != null) {
      try {
        question.close();
      } catch (SQLException gone) {
        // It only asked.
      }
    }
  }
}
