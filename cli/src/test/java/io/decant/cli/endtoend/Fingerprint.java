package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.cli.endtoend.PlainTable.Column;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table too big to hold: how many, and the sum of their hashes, which no order
 * changes and which a row twice or never does change.
 */
record Fingerprint(long rows, BigInteger sum) {

  /**
   * Reads one of two tables of the same name and columns, its values under the meanings that the
   * two agree on.
   *
   * @param ofSource which of the two
   */
  static Fingerprint of(PlainDatabase source, PlainDatabase target, String name, boolean ofSource)
      throws SQLException {
    PlainTable from = table(source, name);
    PlainTable to = table(target, name);
    List<Column> columns = ofSource ? from.columns() : to.columns();
    List<Meaning> agreed = new ArrayList<>();
    for (Column column : from.columns()) {
      agreed.add(column.meaning().agreedWith(to.column(column.name()).meaning()));
    }
    MessageDigest hash = sha256();
    long[] rows = {0};
    BigInteger[] sum = {BigInteger.ZERO};
    (ofSource ? source : target)
        .rows(
            ofSource ? from : to,
            columns,
            values -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < values.length; i++) {
                text.append(columns.get(i).meaning().text(values[i], agreed.get(i))).append('\0');
              }
              byte[] bytes = hash.digest(text.toString().getBytes(UTF_8));
              sum[0] = sum[0].add(new BigInteger(1, Arrays.copyOf(bytes, 8)));
              rows[0]++;
            });
    return new Fingerprint(rows[0], sum[0]);
  }

  private static PlainTable table(PlainDatabase database, String name) throws SQLException {
    return database.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
