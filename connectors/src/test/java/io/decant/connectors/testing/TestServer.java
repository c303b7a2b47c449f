package io.decant.connectors.testing;

/** A running database server (or, for SQLite, a folder of files) that tests may use freely. */
public interface TestServer {

  /** The product, as people write it: {@code PostgreSQL}, {@code MySQL}, {@code MariaDB}. */
  String name();

  /** The version the server itself reports. */
  String version();

  /**
   * Where the server is, as a Decant URL with user and password. The database it names exists and
   * tests leave it empty; tables belong into {@link #newDatabase()}.
   */
  String url();

  /**
   * Creates an empty database with a name nobody else uses. Closing it drops it, whoever is still
   * connected. Safe to call from several threads.
   */
  TestDatabase newDatabase();
}
