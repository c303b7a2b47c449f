package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Reads a table through once to learn what its columns hold. In a database that runs in this
 * process that costs less than aggregates of SQL, and it asks what SQL cannot: is a text UTF-8, how
 * many digits has a real.
 *
 * @param rows counted
 * @param bytes of all values
 * @param columns in the order asked for
 */
record TableScan(long rows, long bytes, List<ColumnEvidence> columns) {
  private static final int SQLITE_ROW = 100;
  private static final int SQLITE_DONE = 101;

  static TableScan of(
      SQLiteConnection connection, String table, List<String> names, List<DeclaredType> types)
      throws SQLException {
    Scan scan = new Scan(TextEncoding.of(connection), table, names, types);
    try (var statement = connection.prepareStatement(scan.sql.toString())) {
      ((CoreStatement) statement).pointer.<SQLException>safeRunConsume(scan::run);
    }
    for (int i = 0; i < names.size(); i++) {
      ColumnEvidence seen = scan.evidence.get(i);
      if (seen.onlyBlobs() && SqliteJson.isAllDocuments(connection, table, names.get(i))) {
        seen.jsonBlobs = seen.blobs;
      }
    }
    return new TableScan(scan.rows, scan.bytes, scan.evidence);
  }

  /** One scan on its way. */
  private static final class Scan {
    private final TextEncoding encoding;
    private final StringBuilder sql = new StringBuilder("SELECT ");
    private final List<ColumnEvidence> evidence = new ArrayList<>();

    /** Where in the result a column's second question is answered; 0 for none. */
    private final int[] extra;

    private long rows;
    private long bytes;

    Scan(TextEncoding encoding, String table, List<String> names, List<DeclaredType> types) {
      this.encoding = encoding;
      SqliteDialect dialect = SqliteDialect.INSTANCE;
      String prefix = dialect.quote(table) + ".";
      extra = new int[names.size()];
      List<String> questions = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        String column = prefix + dialect.quote(names.get(i));
        sql.append(i == 0 ? "" : ", ").append(column);
        evidence.add(new ColumnEvidence(types.get(i)));
        extra[i] = names.size() + questions.size();
        switch (types.get(i).family()) {
          case JSON -> questions.add(SqliteJson.isValid(column));
          // The length is in the row's header: the blob itself need not be read.
          case BYTES, ANY, OWN -> questions.add("octet_length(" + column + ")");
          case INTEGER,
              REAL,
              DECIMAL,
              BOOLEAN,
              CHAR,
              VARCHAR,
              TEXT,
              DATE,
              TIMESTAMP,
              TIMESTAMP_TZ,
              TIME,
              UUID ->
              extra[i] = 0;
        }
      }
      questions.forEach(question -> sql.append(", ").append(question));
      sql.append(" FROM ").append(dialect.quote(table));
    }

    void run(DB db, long statement) throws SQLException {
      int result = db.step(statement);
      while (result == SQLITE_ROW) {
        rows++;
        for (int i = 0; i < extra.length; i++) {
          value(db, statement, i);
        }
        result = db.step(statement);
      }
      if (result != SQLITE_DONE) {
        db.throwex(result);
      }
    }

    private void value(DB db, long statement, int column) throws SQLException {
      ColumnEvidence seen = evidence.get(column);
      switch (db.column_type(statement, column)) {
        case ValueReader.INTEGER -> {
          seen.integer(db.column_long(statement, column));
          bytes += 8;
        }
        case ValueReader.FLOAT -> {
          seen.real(db.column_double(statement, column));
          bytes += 8;
        }
        case ValueReader.TEXT -> {
          byte[] text = encoding.utf8(db.column_blob(statement, column));
          seen.text(text, extra[column] > 0 && db.column_long(statement, extra[column]) == 1);
          bytes += text.length;
        }
        case ValueReader.BLOB -> {
          boolean asked = extra[column] > 0;
          boolean json = seen.isJson() && db.column_long(statement, extra[column]) == 1;
          long length =
              asked && !seen.isJson()
                  ? db.column_long(statement, extra[column])
                  : db.column_blob(statement, column).length;
          seen.blob(length, json);
          bytes += length;
        }
        default -> seen.nulls++;
      }
    }
  }
}
