package io.decant.connectors.mysql;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What can be said of a server before rows move, in three short queries.
 *
 * @param settings by name, as the server prints them; those that it does not have are absent
 * @param millis its clock
 */
record MySqlFindings(
    Endpoint endpoint,
    ServerTraits traits,
    Map<String, String> settings,
    long millis,
    Grants grants) {

  private static final String SETTINGS =
      "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only',"
          + " 'innodb_read_only', 'sql_require_primary_key', 'innodb_force_recovery', 'log_bin',"
          + " 'binlog_format', 'binlog_row_image', 'innodb_flush_log_at_trx_commit', 'datadir',"
          + " 'hostname')";

  private static final String NOW = "SELECT unix_timestamp(now(3)) * 1000";

  private static final long SMALL_PACKET = 4 << 20;

  /** Rows of this many average ones still fit into a packet: the longest are longer. */
  private static final long UNEVEN = 100;

  /** Character sets of collations by whose prefix they begin, that have every character. */
  private static final Set<String> WHOLE =
      Set.of("utf8mb4", "utf16", "utf16le", "utf32", "gb18030");

  static MySqlFindings ask(Connection connection, Endpoint endpoint, ServerTraits traits)
      throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String query : new String[] {SETTINGS, "SHOW SESSION STATUS LIKE 'Ssl_cipher'"}) {
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            String value = row.getString(2);
            settings.put(row.getString(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
          }
        }
      }
      long millis;
      try (ResultSet row = statement.executeQuery(NOW)) {
        row.next();
        millis = row.getBigDecimal(1).longValue();
      }
      return new MySqlFindings(
          endpoint, traits, settings, millis, Grants.of(connection, traits.database()));
    }
  }

  /** What matters to who reads. */
  List<Finding> ofSource() {
    List<Finding> findings = common();
    List<String> logged = new ArrayList<>();
    if (!isOn("log_bin")) {
      logged.add("log_bin is off");
    } else if (!setting("binlog_format", "ROW").equals("ROW")) {
      logged.add("binlog_format is " + setting("binlog_format", ""));
    }
    if (!setting("binlog_row_image", "FULL").equals("FULL")) {
      logged.add("binlog_row_image is " + setting("binlog_row_image", ""));
    }
    if (!grants.missing(List.of("REPLICATION SLAVE")).isEmpty()) {
      logged.add(endpoint.user() + " has no privilege REPLICATION SLAVE");
    }
    if (!logged.isEmpty()) {
      findings.add(
          Finding.info(
              "SYNC_SETTINGS",
              where(),
              "only decant sync needs it: " + String.join(", ", logged),
              "Set log_bin, binlog_format=ROW and binlog_row_image=FULL, and GRANT REPLICATION"
                  + " SLAVE, REPLICATION CLIENT ON *.* to the user."));
    }
    return findings;
  }

  /** What matters to who fills these tables and runs these steps. */
  List<Finding> ofTarget(List<Table> tables, List<SchemaStep> steps) {
    List<Finding> findings = new ArrayList<>();
    readOnly().ifPresent(findings::add);
    rights(steps).ifPresent(findings::add);
    primaryKeys(tables, steps).ifPresent(findings::add);
    characters(tables, steps).ifPresent(findings::add);
    packets(tables).ifPresent(findings::add);
    if (!traits.localInfile() && !traits.bulkParameters()) {
      findings.add(
          Finding.info(
              "LOCAL_INFILE",
              where(),
              "LOAD DATA LOCAL is not allowed, so rows go by INSERT, which is slower",
              "SET GLOBAL local_infile = ON; while the run goes on."));
    }
    if (setting("innodb_flush_log_at_trx_commit", "1").equals("0")) {
      findings.add(
          Finding.warning(
              "NOT_DURABLE",
              where(),
              "innodb_flush_log_at_trx_commit is 0: a crash of the server loses its last second",
              "SET GLOBAL innodb_flush_log_at_trx_commit = 1;"));
    }
    boolean here = Checks.isThisMachine(settings.getOrDefault("hostname", ""));
    String data = settings.getOrDefault("datadir", "");
    findings.addAll(Checks.ownDisk(where(), data, here, Checks.expectedBytes(tables)));
    findings.addAll(common());
    return findings;
  }

  private Optional<Finding> readOnly() {
    boolean always =
        isOn("super_read_only")
            || isOn("innodb_read_only")
            || setting("innodb_force_recovery", "0").compareTo("0") > 0;
    if (always) {
      return Optional.of(
          refusal(
              "READ_ONLY",
              "the server takes no writes: super_read_only, innodb_read_only or"
                  + " innodb_force_recovery is set",
              "Name the primary, or unset it."));
    }
    boolean exempt =
        grants.held().stream()
            .anyMatch(Set.of(Grants.ALL, "SUPER", "CONNECTION_ADMIN", "READ_ONLY ADMIN")::contains);
    return isOn("read_only") && grants.certain() && !exempt
        ? Optional.of(
            refusal(
                "READ_ONLY", "the server takes no writes: read_only is set", "Name the primary."))
        : Optional.empty();
  }

  private Optional<Finding> rights(List<SchemaStep> steps) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    steps.forEach(step -> stages.add(step.stage()));
    // Our own tables are made and read by every run.
    List<String> wanted =
        new ArrayList<>(List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE"));
    if (stages.contains(Stage.FOREIGN_KEY)) {
      wanted.addAll(List.of("ALTER", "REFERENCES"));
    }
    if (stages.contains(Stage.INDEX)) {
      wanted.add("INDEX");
    }
    if (stages.contains(Stage.VIEW)) {
      wanted.add("CREATE VIEW");
    }
    List<String> missing = grants.missing(wanted);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            refusal(
                "PRIVILEGE",
                "%s has no privilege %s on %s"
                    .formatted(endpoint.user(), String.join(", ", missing), traits.database()),
                "GRANT %s ON `%s`.* TO the user."
                    .formatted(String.join(", ", missing), traits.database())));
  }

  /** Source: MySQL manual, "sql_require_primary_key". */
  private Optional<Finding> primaryKeys(List<Table> tables, List<SchemaStep> steps) {
    Set<String> made = made(steps);
    List<String> keyless =
        tables.stream()
            .filter(table -> table.primaryKey().isEmpty() && made.contains(table.name().toString()))
            .map(table -> table.name().toString())
            .toList();
    return isOn("sql_require_primary_key") && !keyless.isEmpty()
        ? Optional.of(
            Finding.error(
                "PRIMARY_KEY_REQUIRED",
                where(),
                "sql_require_primary_key is set, and no primary key have " + some(keyless),
                "SET GLOBAL sql_require_primary_key = OFF; while the run goes on, or leave these"
                    + " out with --exclude-tables."))
        : Optional.empty();
  }

  /** Tables that we make hold what they must; those that are there may not. */
  private Optional<Finding> characters(List<Table> tables, List<SchemaStep> steps) {
    Set<String> made = made(steps);
    Set<String> narrow = new TreeSet<>();
    for (Table table : tables) {
      if (made.contains(table.name().toString())) {
        continue;
      }
      for (Column column : table.columns()) {
        collation(column)
            .map(collation -> collation.name().split("_", 2)[0])
            .filter(set -> !set.isEmpty() && !WHOLE.contains(set))
            .ifPresent(set -> narrow.add(table.name() + "." + column.name() + " (" + set + ")"));
      }
    }
    return narrow.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "TARGET_ENCODING",
                where(),
                "columns that do not hold every character: " + some(List.copyOf(narrow)),
                "ALTER TABLE name CONVERT TO CHARACTER SET utf8mb4; rows with other characters are"
                    + " ones that they cannot hold."));
  }

  private static Set<String> made(List<SchemaStep> steps) {
    return steps.stream()
        .filter(step -> step.stage() == Stage.TABLE)
        .map(step -> step.table().toString())
        .collect(Collectors.toSet());
  }

  private static Optional<Collation> collation(Column column) {
    if (column.type() instanceof Varchar type) {
      return Optional.of(type.collation());
    }
    if (column.type() instanceof Char type) {
      return Optional.of(type.collation());
    }
    return column.type() instanceof Text type ? Optional.of(type.collation()) : Optional.empty();
  }

  /** A row is sent in one packet at least. */
  private Optional<Finding> packets(List<Table> tables) {
    List<String> tight =
        tables.stream()
            .filter(table -> table.statistics().rows() > 0)
            .filter(
                table ->
                    table.statistics().bytes() / table.statistics().rows()
                        > Math.max(traits.maxPacketBytes(), SMALL_PACKET) / UNEVEN)
            .map(table -> table.name().toString())
            .toList();
    return tight.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "PACKET_LIMIT",
                where(),
                "max_allowed_packet is %d KiB, and rows are long in %s: a row that does not fit is"
                        .formatted(traits.maxPacketBytes() >> 10, some(tight))
                    + " one that it cannot hold",
                "SET GLOBAL max_allowed_packet = 1073741824;"));
  }

  private List<Finding> common() {
    List<Finding> findings = new ArrayList<>(Checks.clock(where(), millis));
    findings.addAll(Checks.wire(endpoint, !setting("ssl_cipher", "").isEmpty()));
    return findings;
  }

  private Finding refusal(String code, String what, String remedy) {
    return Finding.refusal(endpoint.role(), code, where(), what, remedy);
  }

  private String where() {
    return Checks.where(endpoint);
  }

  private boolean isOn(String name) {
    return Set.of("ON", "1").contains(setting(name, "OFF"));
  }

  private String setting(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise).toUpperCase(Locale.ROOT);
  }

  private static String some(List<String> names) {
    int shown = Math.min(5, names.size());
    return String.join(", ", names.subList(0, shown))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }
}
