package io.decant.connectors.mysql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.decant.connectors.jdbc.Dialect;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names and literals, and what the server's errors mean. Error numbers: MySQL 8.4 error reference,
 * and MariaDB's for those from 1900 on.
 */
final class MySqlDialect implements Dialect {
  static final int DUPLICATE_KEY = 1062;

  private static final String PACKET_TOO_LARGE = "PACKET_TOO_LARGE";
  private static final String FOREIGN_KEY = "FOREIGN_KEY";

  private static final Pattern COLUMN =
      Pattern.compile(
          "(?:[Cc]olumn|Field) (?:`[^`]*`\\.`[^`]*`\\.)?['`](.+?)['`](?: at row| cannot|$)");
  private static final Pattern DENIED =
      Pattern.compile("([A-Z, ]+?) command denied to user ('.*?'@'.*?') for (?:table|column) (.*)");

  @Override
  public String quote(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** MySQL's schemas are its databases, and we stay in one. */
  @Override
  public String table(TableName name) {
    return quote(name.name());
  }

  @Override
  public String literal(String text) {
    return Escapes.quote(text);
  }

  String columns(List<String> names) {
    return names.stream().map(this::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public DecantException classify(SQLException failure, Role role, String where) {
    int error = failure.getErrorCode();
    String message = message(failure);
    // The driver itself measures a statement before it sends it, and gives no number.
    String valueCode =
        failure instanceof PacketTooBigException
            ? PACKET_TOO_LARGE
            : valueCode(error, failure.getSQLState());
    if (!valueCode.isEmpty()) {
      return badValue(valueCode, where, message, failure);
    }
    if (hasCause(failure, UnknownHostException.class)) {
      return new EndpointFailure(
          role, where, "the host's name is unknown", "Check the host in the URL.", failure);
    }
    if (isFull(error, message)) {
      return new Transient(
          role,
          where,
          message,
          "A run needs some connections more than --parallel says: raise max_user_connections or"
              + " max_connections, or take a lower --parallel.",
          failure);
    }
    if (isTransient(error, failure.getSQLState())) {
      return new Transient(role, where, message, failure);
    }
    return new EndpointFailure(role, where, message, remedy(error, message, where), failure);
  }

  /** A warning that the server gave instead of an error, as the error it stands for. */
  DecantException classifyWarning(int code, String message, Role role, String where) {
    String valueCode = valueCode(code, "22000");
    return isTransient(code, "")
        ? new Transient(role, where, message, null)
        : badValue(valueCode, where, message, null);
  }

  private static BadValue badValue(
      String code, String where, String message, @Nullable SQLException cause) {
    Matcher column = COLUMN.matcher(message);
    String place = column.find() ? where + "." + column.group(1) : where;
    String hint =
        switch (code) {
          case PACKET_TOO_LARGE -> "Raise max_allowed_packet on the server.";
          case FOREIGN_KEY -> REFERENCE_REMEDY;
          default -> "";
        };
    return new BadValue(place, code, message, hint, cause);
  }

  /** Our word for an error that is about a value; empty for all others. */
  private static String valueCode(int error, String state) {
    return switch (error) {
      case 1264, 1690, 1441 -> "OUT_OF_RANGE";
      case 1406 -> "TOO_LONG";
      case 1265, 1366, 1292, 1411, 1367, 1416, 3037, 3140, 1300, 3854 -> "INVALID_VALUE";
      case 1048, 1263, 1364 -> "NOT_NULL";
      case DUPLICATE_KEY, 1586, 1569 -> "DUPLICATE_KEY";
      case 3819, 4025 -> "CHECK_FAILED";
      case 1452, 1216 -> FOREIGN_KEY;
      case 1526 -> "NO_PARTITION";
      case 1153, 1301 -> PACKET_TOO_LARGE;
      default -> state != null && state.startsWith("22") ? "INVALID_VALUE" : "";
    };
  }

  private static boolean isTransient(int error, String state) {
    return switch (error) {
      case 1205,
          1213,
          1317,
          1053,
          1077,
          1079,
          1152,
          1158,
          1159,
          1160,
          1161,
          1927,
          2006,
          2013,
          3024,
          1969 ->
          true;
      default -> state != null && (state.startsWith("08") || state.equals("40001"));
    };
  }

  /** Of the server's connections, or of those that it grants this user, none is left. */
  private static boolean isFull(int error, String message) {
    return error == 1040
        || error == 1203
        || (error == 1226 && message.contains("max_user_connections"));
  }

  private static String remedy(int error, String message, String where) {
    Matcher denied = DENIED.matcher(message);
    if (denied.find()) {
      // Beside a table's name only an endpoint's stands there, which ends with its database.
      int database = where.contains("://") ? where.lastIndexOf('/') : -1;
      String object = database < 0 ? where : where.substring(database + 1) + ".*";
      return "GRANT " + denied.group(1).strip() + " ON " + object + " TO " + denied.group(2) + ";";
    }
    return switch (error) {
      case 1045, 1698 -> "Check the user and the password in the URL.";
      case 1044 -> "Grant the user access to the database.";
      case 1049 -> "Create the database first: CREATE DATABASE, or correct the URL.";
      case 1227 -> "Grant the privilege that the message names.";
      case 1146 -> "The table was dropped or renamed meanwhile.";
      case 1054, 1412 -> "The table was changed meanwhile; start again.";
      case 1451, 1217, 3730 ->
          "Another table refers to it; drop that one or its foreign key first.";
      default ->
          message.contains("Public Key Retrieval")
              ? "Use TLS: add ?sslmode=require to the URL."
              : "";
    };
  }

  /** The first line; a lost connection's error goes on with a history of packets. */
  private static String message(SQLException failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String line = text.strip().lines().findFirst().orElse("");
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && cause.getMessage() != null) {
        return line + " (" + cause.getMessage().lines().findFirst().orElse("") + ")";
      }
    }
    return line;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
