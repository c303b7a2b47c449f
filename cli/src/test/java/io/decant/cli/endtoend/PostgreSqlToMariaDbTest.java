package io.decant.cli.endtoend;

/** Rows PM-02 to PM-41, into MariaDB. */
class PostgreSqlToMariaDbTest extends PostgreSqlToMySqlRows {
  PostgreSqlToMariaDbTest() {
    super(Engine.MARIADB);
  }
}
