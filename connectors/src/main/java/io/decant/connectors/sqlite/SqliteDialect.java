package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.Dialect;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.sqlite.SQLiteException;

/** SQLite's quoting and result codes (SQLite documentation, "Result and Error Codes"). */
enum SqliteDialect implements Dialect {
  INSTANCE;

  private static final String ACCESS = "Grant this user access to the file and its folder.";
  private static final String LOG =
      "A file in WAL mode needs a folder that can be written; else copy it elsewhere, together with"
          + " the -wal beside it.";

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String table(TableName name) {
    return quote(name.name());
  }

  @Override
  public String literal(String text) {
    String quoted = '\'' + text.replace("'", "''") + '\'';
    // A statement ends at a NUL.
    return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || char(0) || '") + ")";
  }

  @Override
  public DecantException classify(SQLException failure, Role role, String where) {
    String message = message(failure);
    if (failure instanceof SQLTransientException) {
      return new Transient(role, where, message, failure);
    }
    if (failure instanceof LostRows) {
      return new EndpointFailure(role, where, message, LostRows.REMEDY, failure);
    }
    int code = failure instanceof SQLiteException own ? own.getResultCode().code : 1;
    return switch (code & 0xFF) {
      // BUSY, LOCKED, INTERRUPT, SCHEMA, PROTOCOL
      case 5, 6, 9, 15, 17 -> new Transient(role, where, message, failure);
      // TOOBIG, CONSTRAINT, MISMATCH
      case 18, 19, 20 -> new BadValue(where, constraint(code), message, "", failure);
      default -> new EndpointFailure(role, where, message, hint(code, role), failure);
    };
  }

  static boolean isConstraint(SQLException failure) {
    return failure instanceof SQLiteException own && (own.getResultCode().code & 0xFF) == 19;
  }

  private static String constraint(int code) {
    return switch (code) {
      case 275 -> "CHECK";
      case 1299 -> "NOT_NULL";
      case 1555, 2067, 2579 -> "DUPLICATE_KEY";
      case 3091, 20 -> "WRONG_TYPE";
      case 18 -> "TOO_LONG";
      default -> "CONSTRAINT";
    };
  }

  private static String hint(int code, Role role) {
    return switch (code & 0xFF) {
      case 26 -> "Is it an SQLite 3 file, and not an encrypted one? Decrypt it first.";
      case 11 -> "The file is damaged: try sqlite3's .recover, or a backup.";
      case 13 -> "Free some space, then run again with --resume.";
      case 10 -> "The disk reports an error: check it, then run again with --resume.";
      case 3, 8, 23 ->
          switch (code) {
            // READONLY_RECOVERY, READONLY_ROLLBACK
            case 264, 776 ->
                "Its last writer crashed. Open it once with the sqlite3 shell, which mends it; where"
                    + " its folder cannot be written, copy the file elsewhere first, together with"
                    + " the -journal or -wal beside it.";
            // READONLY_CANTLOCK, READONLY_CANTINIT
            case 520, 1288 -> role == Role.SOURCE ? LOG : ACCESS;
            default -> ACCESS;
          };
      case 14 -> role == Role.SOURCE ? LOG : ACCESS;
      default -> "";
    };
  }

  /** The driver's words without its own prefix for the code's name. */
  private static String message(SQLException failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof SQLiteException own && own.getResultCode().code == 26) {
      return "not an SQLite database (" + message + ")";
    }
    if (failure instanceof SQLiteException own && (own.getResultCode().code & 0xFF) == 5) {
      return "another program holds the file locked (" + message + ")";
    }
    return message;
  }
}
