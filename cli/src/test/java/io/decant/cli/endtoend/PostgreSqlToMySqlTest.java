package io.decant.cli.endtoend;

/** Rows PM-02 to PM-41, into MySQL. */
class PostgreSqlToMySqlTest extends PostgreSqlToMySqlRows {
  PostgreSqlToMySqlTest() {
    super(Engine.MYSQL);
  }
}
