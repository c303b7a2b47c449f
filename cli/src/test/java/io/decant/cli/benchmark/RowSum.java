package io.decant.cli.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.cli.endtoend.Engine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.sqlite.Function;

/**
 * What a table holds, in whatever order: how many rows, and the sum of the first 32 bits of the MD5
 * of each as text. Read by plain SQL; no code of Decant has a part in it.
 */
record RowSum(long rows, long sum) {

  /** Sums rows in this process. */
  static final class Adder {
    private final MessageDigest md5 = md5();
    private long rows;
    private long sum;

    void add(String row) {
      rows++;
      sum += front(md5, row);
    }

    RowSum sum() {
      return new RowSum(rows, sum);
    }
  }

  /** Lets the database sum the rows of a table. */
  static RowSum of(Engine engine, Connection connection, SampleTable table) throws SQLException {
    String row =
        table.columns().stream()
            .map(column -> column.spelling(engine))
            .collect(Collectors.joining(engine.isMySqlFamily() ? ", '|', " : " || '|' || "));
    String front =
        switch (engine) {
          case POSTGRESQL -> "('x' || left(md5(%s || '|'), 8))::bit(32)::bigint";
          case MYSQL, MARIADB -> "cast(conv(left(md5(concat(%s, '|')), 8), 16, 10) AS unsigned)";
          case SQLITE -> "md5front(%s || '|')";
        };
    if (engine == Engine.SQLITE) {
      Function.create(connection, "md5front", new Md5Front());
    }
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum("
                    + front.formatted(row)
                    + "), 0) FROM "
                    + table.label())) {
      result.next();
      return new RowSum(result.getLong(1), result.getLong(2));
    }
  }

  /** SQLite has no hash of its own. */
  private static final class Md5Front extends Function {
    private final MessageDigest md5 = md5();

    @Override
    protected void xFunc() throws SQLException {
      result(front(md5, value_text(0)));
    }
  }

  private static long front(MessageDigest md5, String row) {
    return ByteBuffer.wrap(md5.digest(row.getBytes(UTF_8))).getInt() & 0xffff_ffffL;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }
}
