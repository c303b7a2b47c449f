package io.decant.connectors.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/**
 * A table in memory, attached to a connection, that SQLite copies rows into with one statement. The
 * whole of it then comes over as one image: a call into SQLite for every value would cost more than
 * SQLite itself.
 *
 * <p>Its columns have no type, so every value keeps its storage class. It holds no more than {@link
 * #ROWS} rows of {@link #LONGEST} bytes.
 */
final class RowChunk implements AutoCloseable {
  /** So many rows of usual length stay in the processor's cache on their way. */
  static final int ROWS = 1_000;

  /** Bytes of a record that still travels so. */
  private static final int LONGEST = 16 << 10;

  /** Such a record lies on one page. */
  private static final int PAGE_SIZE = 2 * LONGEST;

  private static final String SCHEMA = "decant_chunk";
  private static final String TABLE = SCHEMA + ".decant_rows";

  private final SQLiteConnection connection;
  private final String fill;
  private final RecordImage image;
  private final PreparedStatement empty;
  private PreparedStatement filling;

  /**
   * @param query of at most {@link #ROWS} rows, with the first one's number as parameter
   */
  RowChunk(SQLiteConnection connection, String query, int columns) throws SQLException {
    this.connection = connection;
    attach(connection);
    execute("DROP TABLE IF EXISTS " + TABLE);
    String names =
        IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    execute("CREATE TABLE " + TABLE + " (" + names + ")");
    String root = "SELECT rootpage FROM " + SCHEMA + ".sqlite_schema WHERE name = 'decant_rows'";
    this.image = new RecordImage((int) Queries.number(connection, root), columns);
    this.fill = "INSERT INTO " + TABLE + " " + query;
    this.empty = connection.prepareStatement("DELETE FROM " + TABLE);
    this.filling = connection.prepareStatement(fill);
  }

  /**
   * A database that is opened for reading only gives that on to those attached to it, but for one
   * whose own mode is memory (SQLite documentation, "Uniform Resource Identifiers", 3.3). There is
   * nothing to roll back, so it keeps no journal.
   */
  private void attach(SQLiteConnection connection) throws SQLException {
    List<String> names = Queries.run(connection, "PRAGMA database_list", row -> row.getString(2));
    if (!names.contains(SCHEMA)) {
      execute("ATTACH 'file:decant?mode=memory' AS " + SCHEMA);
      execute("PRAGMA " + SCHEMA + ".page_size=" + PAGE_SIZE);
      execute("PRAGMA " + SCHEMA + ".journal_mode=OFF");
    }
  }

  /**
   * Holds the next rows instead of those before.
   *
   * @return false when they end before a row that is too long
   * @throws SQLException the connection's transaction may have ended with it
   */
  boolean fill(long from) throws SQLException {
    empty.executeUpdate();
    int usual = limitLength(LONGEST);
    boolean whole = true;
    try {
      filling.setLong(1, from);
      filling.executeUpdate();
    } catch (SQLiteException failure) {
      if (failure.getResultCode() != SQLiteErrorCode.SQLITE_TOOBIG) {
        throw failure;
      }
      // The rows before stay, as the statement has no journal to take them back by.
      whole = false;
    } finally {
      limitLength(usual);
    }
    if (!whole) {
      filling.close();
      filling = connection.prepareStatement(fill);
    }
    image.open(connection.serialize(SCHEMA), PAGE_SIZE);
    return whole;
  }

  /** The rows held now. */
  RecordImage image() {
    return image;
  }

  /**
   * How long a value or a record may be.
   *
   * @return what it was before
   */
  private int limitLength(int bytes) throws SQLException {
    return connection.getDatabase().limit(SQLiteLimits.SQLITE_LIMIT_LENGTH.getId(), bytes);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    for (PreparedStatement statement : List.of(filling, empty)) {
      try {
        statement.close();
      } catch (SQLException gone) {
        // The error that a statement ended with is told again when it is closed.
      }
    }
  }
}
