package io.decant.connectors.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.decant.converter.schema.Collation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server at the other end is and can do, asked once. Every difference between MySQL and
 * MariaDB, and between their versions, is a component of this record.
 *
 * @param product name and version, as people write it
 * @param database the database that the connection is in
 * @param mariaDb MariaDB rather than MySQL
 * @param checks CHECK constraints are kept and enforced
 * @param expressionDefaults DEFAULT (expression), also for text and blobs
 * @param quotedDefaults information_schema quotes literal defaults, so that an unquoted one is an
 *     expression (MariaDB 10.2.7)
 * @param expressionIndexes an index part may be an expression
 * @param ignoredIndexes an index may be kept and not used (IGNORED)
 * @param jsonNormalised JSON has a storage of its own; else it is a name for LONGTEXT
 * @param uuidType a UUID type
 * @param geometrySrid a geometry column can be bound to an SRID
 * @param binlogSnapshot a transaction knows its place in the binary log
 * @param lowerCaseTables names of tables that differ in case alone are one
 * @param localInfile LOAD DATA LOCAL is allowed
 * @param bulkParameters an INSERT can be run for many rows of parameters in one packet
 * @param maxPacketBytes the longest statement
 * @param textCollation the collation given to text that brings none of its own
 * @param collations all that the server knows, by name
 */
record ServerTraits(
    String product,
    String database,
    boolean mariaDb,
    boolean checks,
    boolean expressionDefaults,
    boolean quotedDefaults,
    boolean expressionIndexes,
    boolean ignoredIndexes,
    boolean jsonNormalised,
    boolean uuidType,
    boolean geometrySrid,
    boolean binlogSnapshot,
    boolean lowerCaseTables,
    boolean localInfile,
    boolean bulkParameters,
    long maxPacketBytes,
    Collation textCollation,
    Map<String, Collation> collations) {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  ServerTraits {
    collations = Map.copyOf(collations);
  }

  /** From the settings of a new server. Source: MySQL 8.4 and MariaDB manuals, server variables. */
  private static final long DEFAULT_PACKET_BYTES = 1 << 26;

  private static final long DEFAULT_MARIADB_PACKET_BYTES = 1 << 24;

  static ServerTraits of(Connection connection) throws SQLException {
    Map<String, Collation> collations = collations(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version(), database(), @@local_infile, @@max_allowed_packet,"
                    + " @@lower_case_table_names")) {
      row.next();
      String version = row.getString(1);
      boolean maria = version.contains("MariaDB");
      int number = number(version, maria);
      return of(
          maria,
          number,
          text(number),
          row.getString(2) == null ? "" : row.getString(2),
          row.getInt(5) != 0,
          row.getBoolean(3),
          maria && number >= 100207 && speaksMariaDb(connection),
          row.getLong(4),
          collations);
    }
  }

  /** A new server with the settings that it comes with, of the newest version of long support. */
  static ServerTraits assumed(boolean maria) {
    return of(
        maria,
        maria ? 110400 : 80400,
        maria ? "11.4" : "8.4",
        "",
        false,
        false,
        false,
        maria ? DEFAULT_MARIADB_PACKET_BYTES : DEFAULT_PACKET_BYTES,
        listed(maria ? "collations-mariadb.txt" : "collations-mysql.txt"));
  }

  /**
   * Of the server that a dump is of: in a dump every literal stands in quotes.
   *
   * @param version as the dump's head gives it; empty where it does not
   */
  static ServerTraits dumped(boolean maria, String version) {
    ServerTraits usual = assumed(maria);
    int number = number(version, maria);
    ServerTraits own =
        number == 0
            ? usual
            : of(maria, number, text(number), "", false, false, false, 0, usual.collations());
    return new ServerTraits(
        own.product(),
        "",
        maria,
        own.checks(),
        own.expressionDefaults(),
        true,
        own.expressionIndexes(),
        own.ignoredIndexes(),
        own.jsonNormalised(),
        own.uuidType(),
        own.geometrySrid(),
        own.binlogSnapshot(),
        false,
        false,
        false,
        own.maxPacketBytes(),
        own.textCollation(),
        own.collations());
  }

  private static ServerTraits of(
      boolean maria,
      int number,
      String version,
      String database,
      boolean lowerCaseTables,
      boolean localInfile,
      boolean bulkParameters,
      long maxPacketBytes,
      Map<String, Collation> collations) {
    return new ServerTraits(
        (maria ? "MariaDB " : "MySQL ") + version,
        database,
        maria,
        number >= (maria ? 100201 : 80016),
        number >= (maria ? 100201 : 80013),
        maria && number >= 100207,
        !maria && number >= 80013,
        maria && number >= 100600,
        !maria,
        maria && number >= 100700,
        !maria && number >= 80003,
        maria,
        lowerCaseTables,
        localInfile,
        bulkParameters,
        maxPacketBytes,
        textCollation(collations),
        collations);
  }

  /** A proxy may call itself MariaDB, and greet as MySQL. */
  private static boolean speaksMariaDb(Connection connection) throws SQLException {
    NativeSession session = (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    int capabilities = session.getServerSession().getCapabilities().getCapabilityFlags();
    return (capabilities & MariaDbSocketFactory.SPEAKS_MYSQL) == 0;
  }

  /**
   * The one that tells most texts apart: by code points and without padding where there is such.
   * MySQL 8.0 before 8.0.17 has only utf8mb4_0900_as_cs without padding, which still holds texts
   * equal that differ in ignorable characters or in their normal form alone; MySQL 5.7 pads.
   */
  private static Collation textCollation(Map<String, Collation> collations) {
    for (String name :
        new String[] {"utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_0900_as_cs"}) {
      Collation collation = collations.get(name);
      if (collation != null) {
        return collation;
      }
    }
    return new Collation("utf8mb4_bin", false, false, true);
  }

  /**
   * What a collation's name says: {@code _bin}, {@code _cs}, {@code _as}; without them it ignores
   * case and accents. MySQL since 8.0 says in a column of its own whether it pads; MariaDB in the
   * name.
   */
  private static Map<String, Collation> collations(Connection connection) throws SQLException {
    Map<String, Collation> collations = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW COLLATION")) {
      int columns = row.getMetaData().getColumnCount();
      int pad = 0;
      for (int i = 1; i <= columns; i++) {
        pad = row.getMetaData().getColumnLabel(i).equalsIgnoreCase("Pad_attribute") ? i : pad;
      }
      while (row.next()) {
        String name = row.getString(1);
        boolean pads = pad > 0 ? row.getString(pad).equals("PAD SPACE") : padsByName(name);
        add(collations, name, pads);
      }
    }
    return collations;
  }

  /** As SHOW COLLATION lists them; their names alone say in these versions whether they pad. */
  private static Map<String, Collation> listed(String file) {
    Map<String, Collation> collations = new HashMap<>();
    try (InputStream in = ServerTraits.class.getResourceAsStream(file)) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .forEach(name -> add(collations, name, padsByName(name)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return collations;
  }

  private static void add(Map<String, Collation> collations, String name, boolean pads) {
    Collation collation = named(name, pads);
    collations.put(name, collation);
    // The three-byte UTF-8 goes by two names.
    if (name.startsWith("utf8mb3_")) {
      collations.put("utf8_" + name.substring("utf8mb3_".length()), collation);
    } else if (name.startsWith("utf8_")) {
      collations.put("utf8mb3_" + name.substring("utf8_".length()), collation);
    }
    // MariaDB lists uca1400 once for all character sets, and prints it with the set in front.
    if (name.startsWith("uca1400")) {
      collations.put("utf8mb4_" + name, named("utf8mb4_" + name, pads));
    }
  }

  private static boolean padsByName(String name) {
    return !name.contains("nopad") && !name.contains("_0900_") && !name.equals("binary");
  }

  static Collation named(String name, boolean pads) {
    boolean binary = name.endsWith("_bin") || name.equals("binary");
    boolean caseSensitive = binary || name.endsWith("_cs") || name.contains("_cs_");
    boolean accentSensitive = binary || caseSensitive || name.contains("_as_");
    return new Collation(name, !caseSensitive, !accentSensitive || name.contains("_ai_"), pads);
  }

  private static int number(String version, boolean maria) {
    // Old MariaDB servers put 5.5.5- in front for the sake of replication.
    String own = maria && version.startsWith("5.5.5-") ? version.substring(6) : version;
    Matcher matcher = VERSION.matcher(own);
    if (!matcher.find()) {
      return 0;
    }
    return Integer.parseInt(matcher.group(1)) * 10000
        + Integer.parseInt(matcher.group(2)) * 100
        + Integer.parseInt(matcher.group(3));
  }

  private static String text(int number) {
    return number / 10000 + "." + number / 100 % 100 + "." + number % 100;
  }
}
