package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.Dialect;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.TableName;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's quotes and errors. */
final class PostgresDialect implements Dialect {
  static final PostgresDialect INSTANCE = new PostgresDialect();

  /** The schema that an empty one means. */
  static final String DEFAULT_SCHEMA = "public";

  static final String FOREIGN_KEY_VIOLATION = "23503";

  private static final Pattern DENIED =
      Pattern.compile("permission denied for (schema|database) (.*)");

  /**
   * Serialization failure, deadlock, lock timeout, cancelled, shut down (three), idle too long.
   * Source: PostgreSQL manual, appendix A.
   */
  private static final Set<String> TRANSIENT =
      Set.of("40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "25P03");

  private static final String TOO_MANY_CONNECTIONS = "53300";

  private PostgresDialect() {}

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  String quoteAll(List<String> identifiers) {
    return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  @Override
  public String table(TableName name) {
    return quote(schema(name)) + "." + quote(name.name());
  }

  static String schema(TableName name) {
    return name.schema().isEmpty() ? DEFAULT_SCHEMA : name.schema();
  }

  /** For sessions with {@code standard_conforming_strings}, as ours are: a backslash is itself. */
  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public DecantException classify(SQLException failure, Role role, String where) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.startsWith("08") || TRANSIENT.contains(state)) {
      return new Transient(role, where, words(failure), failure);
    }
    if (state.equals(TOO_MANY_CONNECTIONS)) {
      return new Transient(
          role,
          where,
          words(failure),
          "A run needs one connection more than --parallel says: raise the limit of the role, the"
              + " database or the server, or take a lower --parallel.",
          failure);
    }
    if (state.startsWith("22") || state.startsWith("23")) {
      String hint = state.equals(FOREIGN_KEY_VIOLATION) ? REFERENCE_REMEDY : "";
      return new BadValue(place(failure, where), code(state), words(failure), hint, failure);
    }
    return new EndpointFailure(
        role, where, words(failure) + sqlState(state), hint(failure, state, role, where), failure);
  }

  private static String sqlState(String state) {
    return state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
  }

  /** The server's own words: message, detail and where in the COPY. */
  static String words(SQLException failure) {
    ServerErrorMessage server = serverMessage(failure);
    if (server == null) {
      return failure.getCause() instanceof UnknownHostException unknown
          ? "unknown host " + unknown.getMessage()
          : String.valueOf(failure.getMessage());
    }
    StringBuilder words = new StringBuilder(String.valueOf(server.getMessage()));
    if (server.getDetail() != null) {
      words.append(". ").append(server.getDetail());
    }
    if (server.getWhere() != null && server.getWhere().startsWith("COPY")) {
      words.append(" [").append(server.getWhere().lines().findFirst().orElse("")).append(']');
    }
    return words.toString();
  }

  private static String place(SQLException failure, String where) {
    ServerErrorMessage server = serverMessage(failure);
    if (server == null || server.getTable() == null) {
      return where;
    }
    String table = server.getSchema() + "." + server.getTable();
    return server.getColumn() != null ? table + "." + server.getColumn() : table;
  }

  private static String code(String state) {
    return switch (state) {
      case "23502" -> "NOT_NULL";
      case FOREIGN_KEY_VIOLATION -> "FOREIGN_KEY";
      case "23505" -> "DUPLICATE_KEY";
      case "23514" -> "CHECK";
      case "22001" -> "TOO_LONG";
      case "22003" -> "OUT_OF_RANGE";
      case "22007", "22008" -> "INVALID_DATE";
      case "22021" -> "INVALID_TEXT";
      default -> "REFUSED_" + state;
    };
  }

  private static String hint(SQLException failure, String state, Role role, String where) {
    ServerErrorMessage server = serverMessage(failure);
    return switch (state) {
      case "28P01", "28000" ->
          "Check user and password, and that pg_hba.conf lets this user in from here.";
      case "3D000" -> "Create the database first, or correct its name in the URL.";
      case "42501" -> denied(words(failure), role, where);
      case "53100" -> "Make room on the server's disk, then use --resume.";
      default -> server != null && server.getHint() != null ? server.getHint() : "";
    };
  }

  private static String denied(String words, Role role, String where) {
    if (words.contains("row-level security")) {
      return "Read as a role with BYPASSRLS, or as the table's owner.";
    }
    if (words.contains("CONNECT privilege")) {
      return "GRANT CONNECT ON DATABASE, with the name in the URL, TO the user of the URL.";
    }
    return role == Role.SOURCE
        ? "GRANT SELECT ON " + where + " TO the user of the URL."
        : grant(words);
  }

  /** What the server misses, as the statement that gives it. */
  private static String grant(String words) {
    Matcher denied = DENIED.matcher(words);
    return denied.matches()
        ? "GRANT CREATE ON %s %s TO the user of the URL."
            .formatted(denied.group(1).toUpperCase(Locale.ROOT), denied.group(2))
        : "GRANT this to the user of the URL, or use the owner of the database.";
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException failure) {
    return failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }
}
