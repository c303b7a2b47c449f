package io.decant.connectors.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whatever in a session could change a value, hide a row, or end a statement before its time, and
 * what it has to be, whatever the server's own settings are. Variables that a server does not know
 * are left out; all others are read back. Facts: MySQL and MariaDB manuals, "Server System
 * Variables".
 */
final class SessionPins {
  private static final String SQL_MODE = "sql_mode";

  private final Map<String, String> wanted = new LinkedHashMap<>();

  SessionPins(Set<String> mode, boolean writing) {
    wanted.put(SQL_MODE, String.join(",", mode));
    wanted.put("time_zone", "+00:00");
    for (String side : new String[] {"client", "connection", "results"}) {
      wanted.put("character_set_" + side, "utf8mb4");
    }
    // Hidden or cut rows: a condition "id IS NULL" finds the last row inserted; history is shown.
    wanted.put("sql_auto_is_null", "OFF");
    wanted.put("sql_select_limit", "18446744073709551615");
    wanted.put("system_versioning_asof", "DEFAULT");
    // Keys are sorted by all of their bytes, of which there are at most 3072.
    wanted.put("max_sort_length", "8192");
    wanted.put("sql_quote_show_create", "ON");
    wanted.put("sql_safe_updates", "OFF");
    wanted.put("sql_big_selects", "ON");
    wanted.put("unique_checks", "ON");
    wanted.put("foreign_key_checks", "ON");
    wanted.put("check_constraint_checks", "ON");
    // A warning is what tells of a value that was bent.
    wanted.put("max_error_count", "1024");
    wanted.put("completion_type", "NO_CHAIN");
    wanted.put("transaction_isolation", "REPEATABLE-READ");
    wanted.put("tx_isolation", "REPEATABLE-READ");
    wanted.put("transaction_read_only", writing ? "OFF" : "ON");
    wanted.put("tx_read_only", writing ? "OFF" : "ON");
    wanted.put("wait_timeout", "86400");
    wanted.put("net_read_timeout", "3600");
    wanted.put("net_write_timeout", "3600");
    wanted.put("lock_wait_timeout", "120");
    wanted.put("max_statement_time", "0");
    wanted.put("max_execution_time", "0");
    wanted.put("idle_transaction_timeout", "0");
    wanted.put("idle_readonly_transaction_timeout", "0");
    wanted.put("idle_write_transaction_timeout", "0");
    wanted.put("information_schema_stats_expiry", "0");
  }

  /**
   * Sets what is otherwise, and reads it back.
   *
   * @return the names of variables that do not stay as they were set; empty when all do
   */
  Set<String> pin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET NAMES utf8mb4");
      // First, or it would also limit what is read here; DEFAULT would be the server's own limit.
      statement.execute("SET SESSION sql_select_limit = " + wanted.get("sql_select_limit"));
      Set<String> different = different(statement);
      if (different.isEmpty()) {
        return different;
      }
      statement.execute(
          different.stream()
              .map(name -> "SESSION " + name + " = " + value(wanted.getOrDefault(name, "")))
              .collect(Collectors.joining(", ", "SET ", "")));
      return different(statement);
    }
  }

  /** Only a text stands in quotes. */
  private static String value(String text) {
    return text.matches("\\d+|ON|OFF|DEFAULT") ? text : Escapes.quote(text);
  }

  private Set<String> different(Statement statement) throws SQLException {
    String names = wanted.keySet().stream().map(Escapes::quote).collect(Collectors.joining(", "));
    Map<String, String> found = new HashMap<>();
    try (ResultSet row =
        statement.executeQuery("SHOW SESSION VARIABLES WHERE variable_name IN (" + names + ")")) {
      while (row.next()) {
        found.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2));
      }
    }
    Set<String> different = new TreeSet<>();
    found.forEach(
        (name, value) -> {
          if (!isSame(name, value)) {
            different.add(name);
          }
        });
    return different;
  }

  private boolean isSame(String name, String value) {
    String wish = wanted.getOrDefault(name, "");
    if (name.equals(SQL_MODE)) {
      return Set.of(wish.split(",")).equals(Set.of(value.split(",")));
    }
    // Seconds are shown with their fraction.
    return value.equalsIgnoreCase(wish) || value.equals(wish + ".000000");
  }
}
