package io.decant.cli.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A generated table of about 200 bytes a row and every common type, with a key, or without one and
 * then with rows that are there twice.
 */
record BigTable(Engine engine, String name, long rows, boolean keyed) {

  /** How many rows a table without key holds twice. */
  private static final long DOUBLED = 1_000;

  long expectedRows() {
    return keyed ? rows : rows + DOUBLED;
  }

  /** Creates and fills it. */
  void create(String url) throws SQLException {
    try (Connection connection = engine.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE %s (%s%s)".formatted(name, columns(), keyed ? ", PRIMARY KEY (id)" : ""));
      switch (engine) {
        case POSTGRESQL, SQLITE -> {}
        case MYSQL -> statement.execute("SET SESSION cte_max_recursion_depth = " + rows);
        case MARIADB -> statement.execute("SET SESSION max_recursive_iterations = " + rows);
      }
      statement.executeUpdate(
          """
          INSERT INTO %s
            WITH RECURSIVE numbered (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < %d)
            SELECT %s FROM numbered
          """
              .formatted(name, rows, values()));
      if (!keyed) {
        statement.executeUpdate(
            "INSERT INTO %1$s SELECT * FROM %1$s WHERE id <= %2$d".formatted(name, DOUBLED));
      }
      if (engine == Engine.MYSQL || engine == Engine.MARIADB) {
        // Who divides a table asks how large it is, and the server would know it minutes later.
        statement.execute("ANALYZE TABLE " + name);
      }
    }
  }

  private String columns() {
    String types =
        switch (engine) {
          case POSTGRESQL ->
              "double precision, born date, seen timestamp(6), flag boolean, payload bytea";
          case MYSQL, MARIADB ->
              "double, born date, seen datetime(6), flag boolean, payload varbinary(40)";
          case SQLITE -> "double, born date, seen datetime, flag boolean, payload blob";
        };
    return "id bigint NOT NULL, name varchar(40), note text, amount decimal(12, 2), score " + types;
  }

  private String values() {
    return switch (engine) {
      case POSTGRESQL ->
          """
          n, 'Zoë ' || n, repeat(md5(n::text), 3), n % 1000000 / 100.0, n / 7.0::float8,
          date '1970-01-01' + n % 20000, timestamp '2000-01-01' + n * interval '1.000001 second',
          n % 2 = 0, decode(md5(n::text) || md5(n::text), 'hex')""";
      case MYSQL, MARIADB ->
          """
          n, concat('Zoë ', n), repeat(md5(n), 3), n % 1000000 / 100, n / 7e0,
          date '1970-01-01' + INTERVAL n % 20000 DAY,
          timestamp '2000-01-01 00:00:00' + INTERVAL n * 1000001 MICROSECOND,
          n % 2 = 0, unhex(concat(md5(n), md5(n)))""";
      case SQLITE ->
          """
          n, 'Zoë ' || n, hex(randomblob(48)), n % 1000000 / 100.0, n / 7.0,
          date('1970-01-01', n % 20000 || ' days'),
          datetime('2000-01-01', n || ' seconds') || printf('.%06d', n % 1000000),
          n % 2 = 0, randomblob(32)""";
    };
  }
}
