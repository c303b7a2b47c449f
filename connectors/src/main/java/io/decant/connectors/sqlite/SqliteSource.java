package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.LargestGroup;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.RowGroup;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Reads a database file that is opened read-only. In the role of a target the file may be missing
 * still: that is a database without tables.
 */
final class SqliteSource implements Source {
  private final SqliteFile file;
  private @Nullable SQLiteConnection control;
  private @Nullable SnapshotReaders readers;

  SqliteSource(SqliteFile file) {
    this.file = file;
    if (file.endpoint().role() == Role.SOURCE || file.exists()) {
      control();
    }
  }

  @Override
  public synchronized Catalog catalog() {
    if (isMissing()) {
      return new Catalog("SQLite", "", List.of(), List.of());
    }
    try {
      return new SqliteCatalog(control(), file).catalog();
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
  }

  @Override
  public synchronized Map<TableName, String> origins() {
    if (isMissing()) {
      return Map.of();
    }
    try {
      return new SqliteCatalog(control(), file).origins();
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
  }

  @Override
  public synchronized List<View> views(List<Table> tables) {
    if (isMissing()) {
      return List.of();
    }
    try {
      return SqliteViews.of(control(), tables);
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
  }

  @Override
  public synchronized List<Table> describe(List<TableName> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    requireFile(names);
    try (SnapshotReaders scanners =
        SnapshotReaders.open(file, Runtime.getRuntime().availableProcessors(), control())) {
      return new SqliteCatalog(control(), file).describe(names, scanners);
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
  }

  @Override
  public synchronized List<Table> declared(List<TableName> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    requireFile(names);
    try {
      return new SqliteCatalog(control(), file).declared(names);
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
  }

  private void requireFile(List<TableName> names) {
    if (isMissing()) {
      throw new EndpointFailure(
          file.endpoint().role(),
          "table " + names.get(0),
          "no such table: there is no file " + file.path(),
          "",
          null);
    }
  }

  @Override
  public Optional<String> having(Table table, List<String> columns, Collection<List<String>> keys) {
    return SqliteKeys.KEYS.condition(table, columns, keys);
  }

  @Override
  public List<Finding> findings(List<Table> tables) {
    return SqliteFindings.ofSource(file, tables);
  }

  @Override
  public synchronized Optional<RowGroup> largestGroup(
      Table table, String filter, List<String> columns, long rowBytes) {
    try {
      return LargestGroup.of(
          control(),
          SqliteDialect.INSTANCE,
          table,
          filter,
          columns,
          rowBytes,
          (column, type) -> "length(CAST(" + column + " AS BLOB))");
    } catch (SQLException failure) {
      throw file.classify(failure, "table " + table.name());
    }
  }

  @Override
  public synchronized Position snapshot(int count) {
    if (readers != null) {
      readers.close();
      readers = null;
    }
    if (isMissing()) {
      return Position.UNKNOWN;
    }
    FileState before = FileState.settled(file.path());
    readers = SnapshotReaders.open(file, count, control());
    return new Position(before.tokenIfStill(file.path()));
  }

  @Override
  public synchronized void requireUnderstood(Table table, String filter) {
    try {
      new SqliteSplits(control(), table).requireUnderstood(filter);
    } catch (SQLException failure) {
      throw file.classify(failure, "table " + table.name());
    }
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    SnapshotReaders own = readers();
    SQLiteConnection connection = own.borrow();
    try {
      return new SqliteSplits(connection, table).split(filter, targetBytes);
    } catch (SQLException failure) {
      throw file.classify(failure, "table " + table.name());
    } finally {
      own.giveBack(connection);
    }
  }

  @Override
  public BatchReader read(Table table, Split split) {
    return new SqliteReader(file, readers(), table, split);
  }

  @Override
  public synchronized void close() {
    if (readers != null) {
      readers.close();
      readers = null;
    }
    if (control != null) {
      try {
        control.close();
      } catch (SQLException gone) {
        // It only read.
      }
      control = null;
    }
  }

  private synchronized SnapshotReaders readers() {
    if (readers == null) {
      throw new IllegalStateException("snapshot() comes before reading");
    }
    return readers;
  }

  private boolean isMissing() {
    return file.endpoint().role() == Role.TARGET && !file.exists();
  }

  private synchronized SQLiteConnection control() {
    if (control == null) {
      control = file.openToRead();
    }
    return control;
  }
}
