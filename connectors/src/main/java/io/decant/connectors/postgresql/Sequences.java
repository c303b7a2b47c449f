package io.decant.connectors.postgresql;

import static io.decant.connectors.postgresql.PostgresCatalog.query;
import static io.decant.connectors.postgresql.PostgresCatalog.queryText;

import io.decant.converter.schema.Identity;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the sequences behind columns stand. Only the sequence itself knows its next number exactly
 * (a setval may have moved it without a call), so all of them are read, many in one query.
 */
final class Sequences {
  /** The server's parser goes one level deeper for each. */
  private static final int SEQUENCES_A_QUERY = 500;

  private final Map<Long, Identity> identities = new HashMap<>();

  private Sequences() {}

  /** Those that stand in a dump, by any numbers. */
  static Sequences of(Map<Long, Identity> known) {
    Sequences sequences = new Sequences();
    sequences.identities.putAll(known);
    return sequences;
  }

  static Sequences read(Connection connection, List<ColumnFacts> columns) throws SQLException {
    Sequences sequences = new Sequences();
    Long[] oids =
        columns.stream().map(ColumnFacts::sequence).filter(oid -> oid != 0).toArray(Long[]::new);
    List<String> states = new ArrayList<>();
    query(
        connection,
        "sequences",
        row -> {
          long oid = row.getLong("seqrelid");
          long increment = row.getLong("seqincrement");
          // Without the privilege to look: the numbers go on after the largest one in the column.
          sequences.identities.put(
              oid,
              new Identity(row.getLong("seqstart"), increment, false, row.getString("properties")));
          if (row.getBoolean("readable")) {
            TableName name = new TableName(row.getString("schema"), row.getString("name"));
            states.add(
                "SELECT "
                    + oid
                    + "::bigint AS oid, last_value, is_called FROM "
                    + PostgresDialect.INSTANCE.table(name));
          }
        },
        (Object) oids);
    for (int from = 0; from < states.size(); from += SEQUENCES_A_QUERY) {
      List<String> some = states.subList(from, Math.min(states.size(), from + SEQUENCES_A_QUERY));
      queryText(
          connection,
          String.join(" UNION ALL ", some),
          row -> {
            long last = row.getLong("last_value");
            boolean called = row.getBoolean("is_called");
            sequences.identities.computeIfPresent(
                row.getLong("oid"),
                (oid, known) ->
                    new Identity(
                        called ? after(last, known) : last,
                        known.increment(),
                        false,
                        known.properties()));
          });
    }
    return sequences;
  }

  /** The next number; an exhausted sequence stays at its end. */
  private static long after(long last, Identity known) {
    long next = last + known.increment();
    return next > last == known.increment() > 0 ? next : last;
  }

  Identity identity(long oid, boolean always) {
    Identity known = identities.getOrDefault(oid, new Identity(1, 1, false));
    return new Identity(known.next(), known.increment(), always, known.properties());
  }
}
