package io.decant.connectors.sqlite;

import io.decant.converter.DecantException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.sqlite.SQLiteConnection;

/**
 * Scans a table on as many processors as there are readers: nothing is copied before it is done.
 */
final class TableSurvey {
  /** Numbers of rows that are worth a thread. */
  private static final long SMALL = 20_000;

  /** More parts than threads, as the rows may stand close in some and far apart in others. */
  private static final int PARTS = 16;

  private final SnapshotReaders readers;
  private final Supplier<TableScan> scans;

  private TableSurvey(SnapshotReaders readers, Supplier<TableScan> scans) {
    this.readers = readers;
    this.scans = scans;
  }

  /** What a whole table holds. */
  static TableScan of(
      SnapshotReaders readers, String table, List<String> names, List<DeclaredType> types)
      throws SQLException {
    TableSurvey survey = new TableSurvey(readers, () -> new TableScan(table, names, types));
    SQLiteConnection connection = readers.borrow();
    List<RowQuery> parts;
    try {
      parts = survey.parts(connection, RowQuery.rowid(connection, table));
    } finally {
      readers.giveBack(connection);
    }
    TableScan whole = survey.scan(parts);
    for (int i = 0; i < names.size(); i++) {
      survey.askOfJson(whole.column(i), table, names.get(i));
    }
    return whole;
  }

  private List<RowQuery> parts(SQLiteConnection connection, String rowid) throws SQLException {
    RowQuery whole = scans.get().query(rowid);
    if (rowid.isEmpty() || readers.count() == 1) {
      return List.of(whole);
    }
    BigInteger first = end(connection, whole, "min");
    BigInteger span = end(connection, whole, "max").subtract(first);
    if (span.compareTo(BigInteger.valueOf(SMALL)) < 0) {
      return List.of(whole);
    }
    List<RowQuery> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      BigInteger from = first.add(share(span, part));
      BigInteger to = first.add(share(span, part + 1));
      boolean last = part == PARTS - 1;
      parts.add(whole.range(from.longValueExact(), to.longValueExact() - (last ? 0 : 1)));
    }
    return parts;
  }

  private static BigInteger share(BigInteger span, int parts) {
    return span.multiply(BigInteger.valueOf(parts)).divide(BigInteger.valueOf(PARTS));
  }

  private static BigInteger end(SQLiteConnection connection, RowQuery query, String which)
      throws SQLException {
    return BigInteger.valueOf(
        Queries.number(
            connection, "SELECT %s(%s) FROM %s".formatted(which, query.rowid(), query.table())));
  }

  private TableScan scan(List<RowQuery> parts) throws SQLException {
    ConcurrentLinkedQueue<RowQuery> queue = new ConcurrentLinkedQueue<>(parts);
    int threads = Math.min(readers.count(), parts.size());
    if (threads == 1) {
      return scan(queue);
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<TableScan>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(executor.submit(() -> scan(queue)));
      }
      TableScan sum = scans.get();
      for (Future<TableScan> each : running) {
        sum.add(each.get());
      }
      return sum;
    } catch (ExecutionException failure) {
      queue.clear();
      throw cause(failure);
    } catch (InterruptedException interrupted) {
      queue.clear();
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a table was read", interrupted);
    } finally {
      executor.shutdown();
    }
  }

  /** What one thread sees until no part is left. */
  private TableScan scan(ConcurrentLinkedQueue<RowQuery> parts) throws SQLException {
    TableScan scan = scans.get();
    SQLiteConnection connection = readers.borrow();
    try {
      for (RowQuery part = parts.poll(); part != null; part = parts.poll()) {
        scan.read(connection, part);
      }
    } finally {
      readers.giveBack(connection);
    }
    return scan;
  }

  /** What the scan leaves open is asked of SQLite, which alone reads JSONB. */
  private void askOfJson(ColumnEvidence seen, String table, String column) throws SQLException {
    boolean open = seen.isJson() && (seen.json < seen.texts || seen.blobs > 0);
    if (!open && !seen.onlyBlobs()) {
      return;
    }
    SQLiteConnection connection = readers.borrow();
    try {
      if (open && SqliteJson.isAllJson(connection, table, column)) {
        seen.json = seen.texts;
        seen.jsonBlobs = seen.blobs;
      } else if (seen.onlyBlobs() && SqliteJson.isAllDocuments(connection, table, column)) {
        seen.jsonBlobs = seen.blobs;
      }
    } finally {
      readers.giveBack(connection);
    }
  }

  private static SQLException cause(ExecutionException failure) {
    if (failure.getCause() instanceof SQLException known) {
      return known;
    }
    if (failure.getCause() instanceof DecantException known) {
      throw known;
    }
    throw new IllegalStateException(failure.getCause());
  }
}
