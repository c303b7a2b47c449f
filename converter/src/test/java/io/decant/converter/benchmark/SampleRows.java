package io.decant.converter.benchmark;

import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rows as they come out of a database, a batch at a time; the same ones in every run. */
public enum SampleRows {
  /** Orders of a shop: a column of every common type, text in several scripts, NULLs. */
  WIDE(
      Column.of("id", new LogicalType.Int(64, false)).withNullable(false),
      Column.of("customer_id", new LogicalType.Int(64, false)),
      Column.of("reference", new LogicalType.Varchar(24, Collation.BINARY)),
      Column.of("status", new LogicalType.Varchar(16, Collation.BINARY)),
      Column.of("quantity", new LogicalType.Int(32, false)),
      Column.of("priority", new LogicalType.Int(16, false)),
      Column.of("amount", new LogicalType.Decimal(12, 2)),
      Column.of("discount", new LogicalType.Decimal(12, 4)),
      Column.of("coupon", new LogicalType.Varchar(32, Collation.BINARY)),
      Column.of("paid", new LogicalType.Bool()),
      Column.of("ordered_on", new LogicalType.Date()),
      Column.of("created_at", new LogicalType.Timestamp(6)),
      Column.of("note", LogicalType.Text.UNLIMITED),
      Column.of("attributes", new LogicalType.Json(true))) {
    @Override
    void append(long id, RowBatch to) {
      SplittableRandom random = new SplittableRandom(id);
      long moment = moment(random);
      to.longs(0).append(id);
      to.longs(1).append(random.nextInt(1_000_000));
      to.bytes(2).append("P-" + Long.toString(id * 7_919, 36));
      to.bytes(3).append(random.nextBoolean() ? "delivered" : "packed");
      to.longs(4).append(random.nextInt(20));
      orNull(random, 3, to, 5, () -> to.longs(5).append(random.nextInt(10)));
      to.bytes(6).append(random.nextInt(100_000) + ".95");
      orNull(random, 2, to, 7, () -> to.bytes(7).append("-" + (1 + random.nextInt(99)) + ".0625"));
      orNull(random, 2, to, 8, () -> to.bytes(8).append("SAVE-" + random.nextInt(100)));
      to.longs(9).append(random.nextInt(2));
      to.longs(10).append(moment / Temporals.MICROS_PER_DAY);
      to.longs(11).append(moment);
      to.bytes(12).append(note(random));
      orNull(
          random,
          5,
          to,
          13,
          () ->
              to.bytes(13)
                  .append("{\"channel\": \"web\", \"weight\": " + random.nextInt(30_000) + "}"));
    }
  },

  /** Measurements: four numbers. */
  NARROW(
      Column.of("id", new LogicalType.Int(64, false)).withNullable(false),
      Column.of("sensor_id", new LogicalType.Int(32, false)),
      Column.of("value", new LogicalType.Real(64)),
      Column.of("taken_at", new LogicalType.Timestamp(6))) {
    @Override
    void append(long id, RowBatch to) {
      SplittableRandom random = new SplittableRandom(-id);
      to.longs(0).append(id);
      to.longs(1).append(random.nextInt(10_000));
      to.doubles(2).append(random.nextInt(1_000_000_000) / 1_000.0);
      to.longs(3).append(moment(random));
    }
  };

  /** Of a batch. */
  public static final int ROWS = 1_000;

  private static final long DECADE_MICROS = 3_650 * Temporals.MICROS_PER_DAY;
  private static final List<String> WORDS =
      List.of("please ring twice", "Grüße an die Nachbarn", "крыльцо", "玄関の前", "c:\\in\n", "🎁");

  private final List<Column> columns;

  SampleRows(Column... columns) {
    this.columns = List.of(columns);
  }

  /** Appends one row's values. */
  abstract void append(long id, RowBatch to);

  public Table table() {
    return Table.of(TableName.of(name().toLowerCase(Locale.ROOT)), columns)
        .withPrimaryKey(Optional.of(new Key("", List.of("id"), false, false)));
  }

  /**
   * A full batch.
   *
   * @param number of the batch, from 0: the next one has the ids that follow
   */
  public RowBatch batch(int number) {
    RowBatch batch =
        new RowBatch(columns.stream().map(Column::type).toList(), ROWS, Long.MAX_VALUE);
    for (long id = 1 + (long) number * ROWS; id <= (number + 1L) * ROWS; id++) {
      append(id, batch);
      batch.endRow();
    }
    return batch;
  }

  private static void orNull(
      SplittableRandom random, int every, RowBatch to, int column, Runnable value) {
    if (random.nextInt(every) == 0) {
      to.column(column).appendNull();
    } else {
      value.run();
    }
  }

  private static long moment(SplittableRandom random) {
    return 45 * DECADE_MICROS / 10 + random.nextLong(DECADE_MICROS);
  }

  /** 20 to 200 bytes. */
  private static String note(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int bytes = 20 + random.nextInt(140);
    while (text.toString().getBytes(StandardCharsets.UTF_8).length < bytes) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }
}
