package io.decant.connectors.memory;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a {@link MemoryDatabase}. A split is a range of committed batches. */
final class MemorySource implements Source {
  private static final int MAX_SPLITS = 10_000;

  private final MemoryDatabase database;
  private final Endpoint endpoint;
  private volatile Map<TableName, List<RowBatch>> snapshot = Map.of();

  MemorySource(MemoryDatabase database, Endpoint endpoint) {
    this.database = database;
    this.endpoint = endpoint;
  }

  @Override
  public Catalog catalog() {
    synchronized (database) {
      return new Catalog(
          "Memory", "", database.tables.keySet().stream().sorted().toList(), List.of());
    }
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    Map<TableName, List<RowBatch>> now = database.snapshot();
    List<Table> described = new ArrayList<>();
    for (TableName name : names) {
      Table table;
      synchronized (database) {
        table = database.tables.get(name);
      }
      if (table == null) {
        throw new EndpointFailure(
            endpoint.role(), name.toString(), "no such table in " + endpoint, "", null);
      }
      List<RowBatch> batches = now.getOrDefault(name, List.of());
      long rows = batches.stream().mapToLong(RowBatch::rows).sum();
      long bytes = batches.stream().mapToLong(RowBatch::usedBytes).sum();
      described.add(table.withStatistics(new Statistics(rows, bytes, true)));
    }
    return described;
  }

  @Override
  public Map<TableName, String> origins() {
    synchronized (database) {
      return Map.copyOf(database.origins);
    }
  }

  @Override
  public Position snapshot(int readers) {
    synchronized (database) {
      snapshot = database.snapshot();
      return new Position(Long.toString(database.version()));
    }
  }

  @Override
  public void requireUnderstood(Table table, String filter) {
    if (!filter.isEmpty()) {
      throw new UserError("--where", "a memory database has no language for conditions", "");
    }
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    requireUnderstood(table, filter);
    List<RowBatch> batches = batches(table.name());
    List<Integer> cuts = new ArrayList<>(List.of(0));
    long bytes = 0;
    for (int i = 0; i < batches.size(); i++) {
      if (bytes >= targetBytes && cuts.size() < MAX_SPLITS) {
        cuts.add(i);
        bytes = 0;
      }
      bytes += batches.get(i).usedBytes();
    }
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part < cuts.size(); part++) {
      String end = part + 1 < cuts.size() ? cuts.get(part + 1).toString() : "";
      splits.add(new Split(table.name(), part, cuts.size(), cuts.get(part) + "-" + end));
    }
    return splits;
  }

  @Override
  public BatchReader read(Table table, Split split) {
    Table held = describe(List.of(split.table())).get(0);
    List<String> names = held.storedColumns().stream().map(Column::name).toList();
    int[] columns =
        table.storedColumns().stream().mapToInt(column -> names.indexOf(column.name())).toArray();
    List<RowBatch> batches = batches(split.table());
    int dash = split.bounds().indexOf('-');
    int from = Integer.parseInt(split.bounds().substring(0, dash));
    String end = split.bounds().substring(dash + 1);
    // A split of an earlier snapshot may reach beyond what this one holds.
    int to = end.isEmpty() ? batches.size() : Math.min(Integer.parseInt(end), batches.size());
    return new Reader(batches.subList(Math.min(from, to), to), columns);
  }

  @Override
  public void close() {}

  private List<RowBatch> batches(TableName name) {
    return snapshot.getOrDefault(name, List.of());
  }

  /** Copies row by row, because the caller's batch has its own size. */
  private static final class Reader implements BatchReader {
    private final List<RowBatch> batches;
    private final int[] columns;
    private int batch;
    private int row;

    Reader(List<RowBatch> batches, int[] columns) {
      this.batches = batches;
      this.columns = columns;
    }

    @Override
    public boolean read(RowBatch into) {
      into.clear();
      while (!into.isFull() && batch < batches.size()) {
        RowBatch from = batches.get(batch);
        if (row == from.rows()) {
          batch++;
          row = 0;
          continue;
        }
        for (int i = 0; i < columns.length; i++) {
          into.column(i).appendFrom(from.column(columns[i]), row);
        }
        into.endRow();
        row++;
      }
      return into.rows() > 0;
    }

    @Override
    public void close() {}
  }
}
