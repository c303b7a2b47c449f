package io.decant.connectors.postgresql;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said of a server before rows move, in one query.
 *
 * @param encoding of the database: whatever text it takes, it takes as this
 * @param standby it repeats another server, and takes no writes
 * @param durable what it says it has written stays written
 * @param data the folder that it is in; empty where we may not know
 * @param here the server runs on this machine
 * @param creates we may make schemas
 * @param millis its clock
 * @param closed schemas in which we may not make tables
 * @param missing schemas that are not there
 */
record PostgresFindings(
    Endpoint endpoint,
    int version,
    String encoding,
    boolean standby,
    boolean durable,
    String data,
    boolean here,
    boolean creates,
    long millis,
    boolean encrypted,
    String walLevel,
    int slots,
    boolean replicates,
    List<String> closed,
    List<String> missing) {

  private static final int OLDEST = 120_000;
  private static final String UTF8 = "UTF8";
  private static final Set<Kind> TEXTS =
      EnumSet.of(
          Kind.CHAR,
          Kind.VARCHAR,
          Kind.TEXT,
          Kind.JSON,
          Kind.ENUM,
          Kind.ARRAY,
          Kind.OPAQUE,
          Kind.VARIANT);

  static PostgresFindings ask(Connection connection, Endpoint endpoint, List<String> schemas)
      throws SQLException {
    List<PostgresFindings> found = new ArrayList<>();
    PostgresCatalog.query(
        connection,
        "preflight",
        row ->
            found.add(
                new PostgresFindings(
                    endpoint,
                    row.getInt("version_number"),
                    row.getString("encoding"),
                    row.getBoolean("standby"),
                    row.getBoolean("durable"),
                    row.getString("data"),
                    Checks.runsHere(row.getLong("process"), row.getLong("began")),
                    row.getBoolean("creates"),
                    row.getLong("millis"),
                    row.getBoolean("encrypted"),
                    row.getString("wal_level"),
                    row.getInt("slots"),
                    row.getBoolean("replicates"),
                    PostgresCatalog.texts(row, "closed"),
                    PostgresCatalog.texts(row, "missing"))),
        (Object) schemas.toArray(String[]::new));
    return found.get(0);
  }

  /** What matters to who reads. */
  List<Finding> ofSource() {
    List<Finding> findings = new ArrayList<>();
    if (encoding.equals("SQL_ASCII")) {
      findings.add(
          Finding.warning(
              "SOURCE_ENCODING",
              where(),
              "the database is SQL_ASCII: it holds texts without knowing their encoding",
              "Texts that are not UTF-8 are rejected one by one; see --on-error reject."));
    }
    if (standby) {
      findings.add(
          Finding.warning(
              "STANDBY",
              where(),
              "it is a standby, which cancels long reads when its primary cleans up",
              "Set hot_standby_feedback = on or a large max_standby_streaming_delay there, or read"
                  + " from the primary."));
    }
    findings.addAll(common());
    if (!walLevel.equals("logical") || slots == 0 || !replicates) {
      findings.add(
          Finding.info(
              "SYNC_SETTINGS",
              where(),
              "only decant sync needs it: wal_level is %s, max_replication_slots is %d, and %s %s"
                  .formatted(
                      walLevel,
                      slots,
                      endpoint.user(),
                      replicates ? "may replicate" : "may not replicate"),
              "ALTER SYSTEM SET wal_level = logical and a restart; ALTER ROLE %s REPLICATION;"
                  .formatted(PostgresDialect.INSTANCE.quote(endpoint.user()))));
    }
    return findings;
  }

  /** What matters to who writes these tables. */
  List<Finding> ofTarget(List<Table> tables) {
    List<Finding> findings = new ArrayList<>(rights());
    if (version < OLDEST) {
      findings.add(
          Finding.refusal(
              endpoint.role(),
              "VERSION",
              where(),
              "PostgreSQL is older than 12",
              "Name a newer server."));
    }
    if (standby) {
      findings.add(
          Finding.refusal(
              endpoint.role(),
              "STANDBY",
              where(),
              "it is a standby, which takes no writes",
              "Name its primary."));
    }
    encoding(tables).ifPresent(findings::add);
    if (!durable) {
      findings.add(
          Finding.warning(
              "NOT_DURABLE",
              where(),
              "fsync is off: a crash of the server can destroy what it said it had written",
              "ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();"));
    }
    findings.addAll(Checks.ownDisk(where(), data, here, Checks.expectedBytes(tables)));
    findings.addAll(common());
    return findings;
  }

  private String where() {
    return Checks.where(endpoint);
  }

  private List<Finding> rights() {
    List<Finding> refused = new ArrayList<>();
    PostgresDialect dialect = PostgresDialect.INSTANCE;
    if (!closed.isEmpty()) {
      String names = String.join(", ", closed.stream().map(dialect::quote).toList());
      refused.add(
          Finding.refusal(
              endpoint.role(),
              "PRIVILEGE",
              where(),
              "permission denied: " + endpoint.user() + " may not create tables in schema " + names,
              "GRANT USAGE, CREATE ON SCHEMA %s TO %s;"
                  .formatted(names, dialect.quote(endpoint.user()))));
    }
    if (!creates && !missing.isEmpty() && !standby) {
      refused.add(
          Finding.refusal(
              endpoint.role(),
              "PRIVILEGE",
              where(),
              "permission denied: "
                  + endpoint.user()
                  + " may not create schema "
                  + String.join(", ", missing.stream().map(dialect::quote).toList()),
              "GRANT CREATE ON DATABASE %s TO %s;"
                  .formatted(dialect.quote(endpoint.path()), dialect.quote(endpoint.user()))));
    }
    return refused;
  }

  private Optional<Finding> encoding(List<Table> tables) {
    boolean texts =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> TEXTS.contains(column.type().kind()));
    if (encoding.equals(UTF8) || !texts) {
      return Optional.empty();
    }
    String remedy = "CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0; and name that one.";
    return Optional.of(
        encoding.equals("SQL_ASCII")
            ? Finding.warning(
                "TARGET_ENCODING",
                where(),
                "the database is SQL_ASCII: it takes any bytes for text, and counts bytes for"
                    + " characters",
                remedy)
            : Finding.warning(
                "TARGET_ENCODING",
                where(),
                "the database is "
                    + encoding
                    + ": a row with any other character is one that it cannot hold",
                remedy));
  }

  private List<Finding> common() {
    List<Finding> findings = new ArrayList<>(Checks.clock(where(), millis));
    findings.addAll(Checks.wire(endpoint, encrypted));
    return findings;
  }
}
