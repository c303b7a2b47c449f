package io.decant.connectors.contract;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Making, filling and reading tables through the SPI alone, as the engine would, for tests. */
public final class Pouring {
  private Pouring() {}

  /** Makes a table with everything that comes before the data. */
  public static Table make(Sink sink, Table wanted) {
    Table accepted = sink.accept(wanted).table();
    for (SchemaStep step : ordered(sink, accepted)) {
      if (step.stage().beforeData()) {
        sink.run(step);
      }
    }
    return accepted;
  }

  /** Runs everything that comes after the data. */
  public static void finish(Sink sink, Table accepted) {
    for (SchemaStep step : ordered(sink, accepted)) {
      if (!step.stage().beforeData()) {
        sink.run(step);
      }
    }
  }

  private static List<SchemaStep> ordered(Sink sink, Table accepted) {
    return sink.steps(accepted).stream()
        .sorted(java.util.Comparator.comparing(SchemaStep::stage))
        .toList();
  }

  public static Lease begin(Sink sink) {
    return sink.ledger()
        .begin(new RunRecord(UUID.randomUUID().toString(), 1, "plan", "test:", "", 7, "running"));
  }

  /** Writes one batch as split 0 of a run of its own, and commits. */
  public static void fill(Sink sink, Table accepted, RowBatch rows) {
    fill(sink, accepted, rows, begin(sink), 0);
  }

  public static void fill(Sink sink, Table accepted, RowBatch rows, Lease lease, int part) {
    Split split = new Split(accepted.name(), part, part + 1, "");
    try (BatchWriter writer = sink.write(accepted, split, lease, WriteMode.BULK)) {
      writer.write(rows);
      writer.commit(entry(accepted, part, rows.rows()));
    }
  }

  public static LedgerEntry entry(Table table, int part, long rows) {
    return new LedgerEntry(table.name(), part, rows, 0, 0, "digest", "detail");
  }

  public static RowBatch batch(Table table) {
    return new RowBatch(types(table), 1_000_000, Long.MAX_VALUE);
  }

  public static List<LogicalType> types(Table table) {
    return table.storedColumns().stream().map(Column::type).toList();
  }

  /** Takes a snapshot and reads every row of every split, as text. */
  public static List<String> readAll(Source source, Table table) {
    source.snapshot(2);
    List<String> rows = new ArrayList<>();
    for (Split split : source.split(table, "", 1 << 16)) {
      rows.addAll(read(source, table, split));
    }
    return rows;
  }

  /** Reads one split with a small batch, so that batches end within it. */
  public static List<String> read(Source source, Table table, Split split) {
    List<String> rows = new ArrayList<>();
    RowBatch batch = new RowBatch(types(table), 97, 1 << 20);
    try (BatchReader reader = source.read(table, split)) {
      while (reader.read(batch)) {
        if (!batch.problems().isEmpty()) {
          throw new AssertionError("the reader reports " + batch.problems());
        }
        rows.addAll(render(batch));
      }
    }
    return rows;
  }

  /**
   * One text a row: every value exactly, so that equal texts mean equal values. A decimal stands
   * without its trailing zeros: how many there are is the column's business, not the value's.
   */
  public static List<String> render(RowBatch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < batch.columnCount(); i++) {
        text.append(i == 0 ? "" : " | ").append(value(batch.column(i), batch.types().get(i), row));
      }
      rows.add(text.toString());
    }
    return rows;
  }

  private static String value(ColumnVector column, LogicalType type, int row) {
    if (column.isNull(row)) {
      return "NULL";
    }
    if (column instanceof LongVector longs) {
      return Long.toString(longs.value(row));
    }
    if (column instanceof DoubleVector doubles) {
      return Double.toHexString(doubles.value(row));
    }
    byte[] bytes = ((BytesVector) column).copy(row);
    if (type.kind() == LogicalType.Kind.DECIMAL && !Decimals.isSpecial(bytes, 0, bytes.length)) {
      bytes = Arrays.copyOf(bytes, Decimals.trimmedLength(bytes, 0, bytes.length));
    }
    // A database that normalises JSON has its own idea of the spaces in it.
    if (type instanceof LogicalType.Json json && json.normalised()) {
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      bytes =
          text.replace(", ", ",")
              .replace(": ", ":")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    for (byte b : bytes) {
      if (b < ' ' || b > '~') {
        return "x" + HexFormat.of().formatHex(bytes);
      }
    }
    return "'" + new String(bytes, java.nio.charset.StandardCharsets.US_ASCII) + "'";
  }
}
