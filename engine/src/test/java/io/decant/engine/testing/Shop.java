package io.decant.engine.testing;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers and their payments, in a memory database. */
public final class Shop {
  private static final String FILLING = "x".repeat(400);

  private Shop() {}

  public static Endpoint source(String scheme, String name) {
    return new Endpoint(Role.SOURCE, scheme, "", 0, name, "", "", Map.of());
  }

  public static Endpoint target(String scheme, String name) {
    return source(scheme, name).as(Role.TARGET);
  }

  public static Table customer() {
    return Table.of(
            TableName.of("customer"),
            List.of(
                Column.of("id", new LogicalType.Int(64, false)).withNullable(false),
                Column.of(
                        "name",
                        new LogicalType.Varchar(40, io.decant.converter.schema.Collation.BINARY))
                    .withComment("as on the card")))
        .withPrimaryKey(Optional.of(Key.of("customer_pkey", List.of("id"))))
        .withComment("who pays");
  }

  public static Table payment() {
    return Table.of(
            TableName.of("payment"),
            List.of(
                Column.of("id", new LogicalType.Int(64, false)).withNullable(false),
                Column.of("customer", new LogicalType.Int(64, false)).withNullable(false),
                Column.of("amount", new LogicalType.Int(32, false)),
                Column.of("note", LogicalType.Text.UNLIMITED)))
        .withPrimaryKey(Optional.of(Key.of("", List.of("id"))))
        .withIndexes(
            List.of(
                new Index(
                    "payment_customer",
                    List.of(Index.Part.of("customer")),
                    false,
                    "btree",
                    Optional.empty(),
                    "memory")))
        .withForeignKeys(
            List.of(
                new ForeignKey(
                    "payment_customer_fkey",
                    List.of("customer"),
                    TableName.of("customer"),
                    List.of("id"),
                    ForeignKey.Action.CASCADE,
                    ForeignKey.Action.NO_ACTION,
                    false,
                    false,
                    true)));
  }

  /** Fills a database of the memory connector: 100 customers, and payments in batches of 2,000. */
  public static void fill(String name, int payments) {
    try (Sink sink = Connectors.sink("memory").openSink(target("memory", name))) {
      Table customers = Pouring.make(sink, customer());
      RowBatch batch = Pouring.batch(customers);
      for (int id = 1; id <= 100; id++) {
        batch.longs(0).append(id);
        batch.bytes(1).append("Zoë " + id);
        batch.endRow();
      }
      Pouring.fill(sink, customers, batch);
      Pouring.make(sink, payment());
      for (int from = 0; from < payments; from += 2_000) {
        pay(sink, from, Math.min(payments, from + 2_000));
      }
    }
  }

  /** Adds payments from one number to another. */
  public static void pay(String name, int from, int to) {
    try (Sink sink = Connectors.sink("memory").openSink(target("memory", name))) {
      pay(sink, from, to);
    }
  }

  private static void pay(Sink sink, int from, int to) {
    RowBatch batch = Pouring.batch(payment());
    for (int id = from; id < to; id++) {
      batch.longs(0).append(id);
      batch.longs(1).append(id % 100 + 1);
      batch.longs(2).append(id * 7L % 1000);
      batch.bytes(3).append(FILLING + id);
      batch.endRow();
    }
    Pouring.fill(sink, payment(), batch);
  }

  /** Every row of a table, sorted. */
  public static List<String> rows(String name, Table table) {
    try (Source source = Connectors.of("memory").openSource(source("memory", name))) {
      return Pouring.readAll(source, table).stream().sorted().toList();
    }
  }
}
