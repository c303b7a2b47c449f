package io.decant.connectors.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** One empty database of a {@link TestServer}; dropped on close. */
public interface TestDatabase extends AutoCloseable {

  /** Its Decant URL, with the user and the password of an administrator. */
  String url();

  /**
   * Opens a plain JDBC connection with every privilege, in auto-commit mode, to prepare data and to
   * look at results without going through Decant. The caller closes it.
   */
  Connection connect() throws SQLException;

  /** Drops the database and disconnects whoever still uses it. */
  @Override
  void close();
}
