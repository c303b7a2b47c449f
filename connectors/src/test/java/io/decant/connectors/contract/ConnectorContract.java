package io.decant.connectors.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every connector promises. A subclass says where an empty database is; it is asked for a new
 * one before each test. The tests use nothing but the SPI.
 */
public abstract class ConnectorContract {
  private static final LogicalType INT = new LogicalType.Int(64, false);
  private static final LogicalType TEXT = LogicalType.Text.UNLIMITED;

  protected Endpoint endpoint;
  protected SinkConnector connector;
  protected Sink sink;
  protected Source source;

  /** An empty database, in the role of a target. */
  protected abstract Endpoint emptyDatabase();

  @BeforeEach
  void open() {
    endpoint = emptyDatabase();
    connector = Connectors.sink(endpoint.scheme());
    sink = connector.openSink(endpoint);
    source = connector.openSource(endpoint);
  }

  @AfterEach
  void close() {
    source.close();
    sink.close();
  }

  @Test
  void whatIsAssumedOfADatabaseIsWhatAnOpenOneAnswers() {
    TargetSchema assumed = connector.assumed(assumedEngine()).schema();
    int number = 0;
    for (LogicalType type : HostileRows.types()) {
      List<Column> columns = List.of(Column.of("id", INT), Column.of("c", type));
      Table table =
          Table.of(TableName.of("assumed_" + number++), columns).withPrimaryKey(key("id"));
      Acceptance answer = assumed.accept(table);
      assertThat(comparable(answer)).isEqualTo(comparable(sink.accept(table)));
      assertThat(assumed.steps(answer.table()).toString()).isNotEmpty();
      assertThat(assumed.accept(answer.table()).table()).isEqualTo(answer.table());
    }
  }

  /** What the engine is called when nobody opens it. */
  protected String assumedEngine() {
    return endpoint.scheme();
  }

  /** An answer without what this server's version alone makes of it. */
  protected String comparable(Acceptance answer) {
    return answer.toString();
  }

  @Test
  void aConditionThatMeansNothingIsRefusedBeforeTheSnapshotAlready() {
    Table table = keyed("judged", 10);
    assertThatThrownBy(() -> source.requireUnderstood(table, "((nonsense"))
        .isInstanceOf(UserError.class);
    source.requireUnderstood(table, "");
  }

  @Test
  void whatIsWrittenIsCountedByServersAndByNoFile() throws InterruptedException {
    OptionalLong before = source.writes();
    assertThat(before.isPresent()).isEqualTo(countsWrites());
    keyed("counted", 1_000);
    sink.close(); // what a session did is known at its end at the latest
    sink = connector.openSink(endpoint);
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (before.isPresent() && source.writes().orElseThrow() <= before.getAsLong()) {
      assertThat(System.nanoTime()).as("what was written is not counted").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Whether anybody counts what is written into such a database. */
  protected boolean countsWrites() {
    return !connector.local();
  }

  @Test
  void splitsCoverEveryRowOnce() {
    Table table = keyed("numbers", 20_000);
    assertCovered(table, 20_000, 2);
  }

  @Test
  void splitsCoverEveryRowOfASparseKeyOnce() {
    Table table = make(Table.of(TableName.of("sparse"), idAndText()).withPrimaryKey(key("id")));
    RowBatch rows = Pouring.batch(table);
    for (long id : new long[] {Long.MIN_VALUE, -5, 0, 1, 2, 3, 1L << 60, Long.MAX_VALUE}) {
      row(rows, id, "v" + id);
    }
    fill(table, rows);
    assertCovered(table, 8, 1);
  }

  @Test
  void splitsCoverEveryRowOfATextKeyOnce() {
    List<Column> columns =
        List.of(
            Column.of("id", new LogicalType.Varchar(100, Collation.BINARY)).withNullable(false),
            Column.of("note", TEXT));
    Table table = make(Table.of(TableName.of("texts"), columns).withPrimaryKey(key("id")));
    RowBatch rows = Pouring.batch(table);
    List<String> keys = new ArrayList<>(List.of("", "'", "''", "\\", "É", "é", "ß", "z\n", "🎉"));
    for (int i = 0; i < 5_000; i++) {
      keys.add((i % 2 == 0 ? "Key " : "key ") + i);
    }
    for (String key : keys) {
      rows.bytes(0).append(key);
      rows.bytes(1).append("x".repeat(50));
      rows.endRow();
    }
    fill(table, rows);
    assertCovered(table, keys.size(), 1);
  }

  @Test
  void splitsCoverEveryRowOfACompositeKeyOnce() {
    List<Column> columns =
        List.of(
            Column.of("tenant", INT).withNullable(false),
            Column.of("code", new LogicalType.Varchar(20, Collation.BINARY)).withNullable(false),
            Column.of("note", TEXT));
    Table table =
        make(Table.of(TableName.of("pairs"), columns).withPrimaryKey(key("tenant", "code")));
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 6_000; i++) {
      rows.longs(0).append(i % 10 == 0 ? i : 7);
      rows.bytes(1).append("c" + i);
      rows.bytes(2).append("x".repeat(40));
      rows.endRow();
    }
    fill(table, rows);
    assertCovered(table, 6_000, 1);
  }

  @Test
  void splitsCoverEveryRowWithoutAKeyOnce() {
    Table table = make(Table.of(TableName.of("keyless"), idAndText()));
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 5_000; i++) {
      row(rows, i % 3, "same");
    }
    fill(table, rows);
    source.snapshot(1);
    int read = 0;
    for (Split split : source.split(table, "", 1 << 14)) {
      read += Pouring.read(source, table, split).size();
    }
    assertThat(read).isEqualTo(5_000);
  }

  @Test
  void anEmptyTableHasOneSplitAndNoRows() {
    Table table = make(Table.of(TableName.of("empty"), idAndText()).withPrimaryKey(key("id")));
    source.snapshot(1);
    List<Split> splits = source.split(described(table), "", 1 << 20);
    assertThat(splits).hasSize(1);
    assertThat(Pouring.read(source, table, splits.get(0))).isEmpty();
  }

  @Test
  void rereadingASplitGivesTheSameRows() {
    Table table = keyed("numbers", 3_000);
    source.snapshot(2);
    for (Split split : source.split(described(table), "", 1 << 14)) {
      assertThat(Pouring.read(source, table, split))
          .containsExactlyInAnyOrderElementsOf(Pouring.read(source, table, split));
    }
  }

  @Test
  void aReaderMayBeClosedHalfWay() {
    Table table = keyed("numbers", 3_000);
    source.snapshot(1);
    Split split = source.split(described(table), "", 1 << 30).get(0);
    RowBatch batch = new RowBatch(Pouring.types(table), 10, 1 << 20);
    try (BatchReader reader = source.read(table, split)) {
      assertThat(reader.read(batch)).isTrue();
    }
    assertThat(Pouring.read(source, table, split)).hasSize(3_000);
  }

  @Test
  void closeWithoutCommitLeavesNothing() {
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    Lease lease = Pouring.begin(sink);
    try (BatchWriter writer =
        sink.write(table, new Split(table.name(), 0, 1, ""), lease, WriteMode.BULK)) {
      RowBatch rows = Pouring.batch(table);
      row(rows, 1, "a");
      writer.write(rows);
    }
    assertThat(Pouring.readAll(source, table)).isEmpty();
    assertThat(sink.ledger().entries(lease.run())).isEmpty();
  }

  @Test
  void replayLeavesNoDuplicates() {
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    Lease lease = Pouring.begin(sink);
    RowBatch rows = Pouring.batch(table);
    row(rows, 1, "a");
    Pouring.fill(sink, table, rows, lease, 0);
    assertThatThrownBy(() -> Pouring.fill(sink, table, rows, lease, 0))
        .isInstanceOf(DecantException.class);
    assertThat(Pouring.readAll(source, table)).hasSize(1);
    assertThat(sink.ledger().entries(lease.run())).hasSize(1);
  }

  @Test
  void anEmptySplitIsRecordedToo() {
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    Lease lease = Pouring.begin(sink);
    Pouring.fill(sink, table, Pouring.batch(table), lease, 0);
    assertThat(sink.ledger().entries(lease.run())).containsExactly(Pouring.entry(table, 0, 0));
  }

  @Test
  void whoeverWasTakenOverCannotWrite() {
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    Lease old = Pouring.begin(sink);
    Lease now = sink.ledger().takeOver(old.run(), "later");
    assertThat(now.epoch()).isGreaterThan(old.epoch());
    RowBatch rows = Pouring.batch(table);
    row(rows, 1, "a");
    assertThatThrownBy(() -> Pouring.fill(sink, table, rows, old, 0))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("taken over");
    Pouring.fill(sink, table, rows, now, 0);
    assertThat(Pouring.readAll(source, table)).hasSize(1);
  }

  @Test
  void aRefusedBatchLeavesNothingInCarefulMode() {
    List<Column> columns =
        List.of(Column.of("id", INT).withNullable(false), Column.of("note", TEXT));
    Table table = make(Table.of(TableName.of("strict"), columns));
    RowBatch good = Pouring.batch(table);
    row(good, 1, "good");
    RowBatch bad = Pouring.batch(table);
    row(bad, 2, "before the bad one");
    bad.longs(0).appendNull();
    bad.bytes(1).append("bad");
    bad.endRow();
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    try (BatchWriter writer = sink.write(table, split, lease, WriteMode.CAREFUL)) {
      writer.write(good);
      assertThatThrownBy(() -> writer.write(bad)).isInstanceOf(BadValue.class);
      writer.write(good);
      writer.commit(Pouring.entry(table, 0, 2));
    }
    assertThat(Pouring.readAll(source, table)).containsExactly("1 | 'good'", "1 | 'good'");
  }

  @Test
  void aRefusedRowFailsTheWholeSplitInBulkMode() {
    List<Column> columns =
        List.of(Column.of("id", INT).withNullable(false), Column.of("note", TEXT));
    Table table = make(Table.of(TableName.of("strict"), columns));
    RowBatch bad = Pouring.batch(table);
    row(bad, 1, "good");
    bad.longs(0).appendNull();
    bad.bytes(1).append("bad");
    bad.endRow();
    assertThatThrownBy(() -> fill(table, bad)).isInstanceOf(BadValue.class);
    assertThat(Pouring.readAll(source, table)).isEmpty();
  }

  @Test
  void theLedgerRemembersWhatItWasTold() {
    assertThat(sink.ledger().runs()).isEmpty();
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    RunRecord run =
        new RunRecord("run'1", 1, "digest", "x:y", "at \"5\"", Long.MIN_VALUE, "running");
    Lease lease = sink.ledger().begin(run);
    assertThat(sink.ledger().runs()).containsExactly(run);
    List<Split> splits =
        List.of(
            new Split(new TableName("s", "t'\\"), 0, 2, "id < 'é\n\\'"),
            new Split(new TableName("s", "t'\\"), 1, 2, "x".repeat(5_000)));
    sink.ledger().plan(lease, table.name(), splits);
    assertThat(sink.ledger().splits(lease.run(), table.name())).isEqualTo(splits);
    assertThat(sink.ledger().splits("other", table.name())).isEmpty();
    Pouring.fill(sink, table, Pouring.batch(table), lease, 1);
    assertThat(sink.ledger().entries(lease.run())).hasSize(1);
    sink.ledger().forget(lease, table.name());
    assertThat(sink.ledger().entries(lease.run())).isEmpty();
    assertThat(sink.ledger().splits(lease.run(), table.name())).isEmpty();
    var step = sink.steps(table).get(0);
    sink.ledger().step(lease, step);
    assertThat(sink.ledger().steps(lease.run())).containsExactly(step.statement());
    assertThat(sink.ledger().unfinished()).isPresent();
    sink.ledger().state(lease, "done");
    assertThat(sink.ledger().unfinished()).isEmpty();
    assertThat(source.catalog().tables()).extracting(TableName::name).containsExactly("t");
  }

  @Test
  void anErasedRunIsAsIfItHadNeverBeenAndTheOthersStay() {
    sink.ledger().erase("never was");
    Table table = make(Table.of(TableName.of("t"), idAndText()));
    Lease one = sink.ledger().begin(new RunRecord("one", 1, "digest", "x:y", "", 0, "running"));
    RunRecord other = new RunRecord("other", 1, "digest", "x:y", "", 0, "done");
    sink.ledger().begin(other);
    sink.ledger().plan(one, table.name(), List.of(new Split(table.name(), 0, 1, "")));
    Pouring.fill(sink, table, Pouring.batch(table), one, 0);
    sink.ledger().step(one, sink.steps(table).get(0));

    sink.ledger().erase("one");
    assertThat(sink.ledger().runs()).containsExactly(other);
    assertThat(sink.ledger().entries("one")).isEmpty();
    assertThat(sink.ledger().splits("one", table.name())).isEmpty();
    assertThat(sink.ledger().steps("one")).isEmpty();
    assertThatThrownBy(() -> Pouring.fill(sink, table, Pouring.batch(table), one, 1))
        .isInstanceOf(DecantException.class);

    sink.ledger().erase("other");
    assertThat(sink.ledger().runs()).isEmpty();
    sink.drop(List.of(table.name()));
    sink.ledger().begin(other);
    assertThat(sink.ledger().runs()).containsExactly(other);
  }

  @Test
  void theSourceKnowsWhatTablesWereBeforeTheyCameHere() {
    assertThat(source.origins()).isEmpty();
    Table table = make(Table.of(TableName.of("o'range"), idAndText()));
    Lease lease = sink.ledger().begin(new RunRecord("run", 1, "digest", "x:y", "", 0, "running"));
    sink.ledger().remember(lease, Map.of(table.name(), "older"));
    sink.ledger().remember(lease, Map.of(table.name(), "{\"type\": \"é\\n'\"}"));
    assertThat(source.origins().values()).containsExactly("{\"type\": \"é\\n'\"}");
    assertThat(source.origins().keySet())
        .extracting(TableName::name)
        .containsExactly(table.name().name());
  }

  @Test
  void hostileNamesSurvive() {
    List<String> names =
        List.of(
            "order",
            "Two  spaces ",
            "quo\"te",
            "apo'strophe",
            "back`tick",
            "back\\slash",
            "per%cent_",
            "do.t",
            "co:lon",
            "semi;--",
            "em🎉ji",
            "ÄÖÜ",
            "select",
            "?",
            "$1",
            "{x}",
            "[y]",
            "tab\there");
    for (String name : names) {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.of("id", INT).withNullable(false));
      columns.add(Column.of(name, TEXT));
      Table table = Table.of(TableName.of(name), columns).withPrimaryKey(key("id"));
      Table made = make(table);
      RowBatch rows = Pouring.batch(made);
      row(rows, 1, name);
      fill(made, rows);
      Pouring.finish(sink, made);
    }
    assertThat(source.catalog().tables())
        .extracting(TableName::name)
        .containsExactlyInAnyOrderElementsOf(expectedNames(names));
    for (Table table : source.describe(source.catalog().tables())) {
      assertThat(table.columns().get(1).name()).isEqualTo(table.name().name());
      assertThat(Pouring.readAll(source, table)).hasSize(1);
    }
  }

  /** The names as this engine holds them; the same, but for an engine that cannot. */
  protected List<String> expectedNames(List<String> names) {
    return names;
  }

  @Test
  void acceptingWhatWasAcceptedChangesNothing() {
    for (LogicalType type : HostileRows.types()) {
      Table once = sink.accept(Table.of(TableName.of("t"), List.of(Column.of("c", type)))).table();
      assertThat(sink.accept(once).table()).as("%s", type).isEqualTo(once);
    }
  }

  @Test
  void everyTypeRoundTrips() {
    int number = 0;
    for (LogicalType type : HostileRows.types()) {
      TableName name = TableName.of("type_" + number++);
      Table wanted = Table.of(name, List.of(Column.of("id", INT), Column.of("c", type)));
      Table table = make(wanted);
      RowBatch rows = HostileRows.batch(type, table, connector.capabilities().limits());
      fill(table, rows);
      Pouring.finish(sink, table);
      assertThat(Pouring.readAll(source, table))
          .as("%s, held as %s", type, table.columns().get(1).type())
          .containsExactlyInAnyOrderElementsOf(Pouring.render(rows));
      LogicalType held = table.columns().get(1).type();
      LogicalType described = described(table).columns().get(1).type();
      assertThat(described.carrier())
          .as("%s, held as %s, described as %s", type, held, described)
          .isEqualTo(held.carrier());
    }
  }

  @Test
  void aMissingTableIsNamed() {
    assertThatThrownBy(() -> source.describe(List.of(TableName.of("not there"))))
        .isInstanceOf(EndpointFailure.class)
        .satisfies(
            failure ->
                assertThat(((DecantException) failure).where() + failure.getMessage())
                    .contains("not there"));
  }

  @Test
  void numbersOfAForeignKeyNeedEqualTypesWhereTheCapabilitySaysSo() {
    Column id = Column.of("id", new LogicalType.Int(32, false)).withNullable(false);
    Table parent =
        make(
            Table.of(TableName.of("parent"), List.of(id))
                .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
    Pouring.finish(sink, parent);
    Table child =
        Table.of(
                TableName.of("child"), List.of(Column.of("parent", new LogicalType.Int(16, false))))
            .withForeignKeys(List.of(reference("to_parent", "parent", parent)));
    Table made = make(child);
    if (connector.capabilities().has(Trait.EQUAL_KEY_TYPES)) {
      assertThatThrownBy(() -> Pouring.finish(sink, made)).isInstanceOf(EndpointFailure.class);
    } else {
      Pouring.finish(sink, made);
    }
  }

  /** No claim without the tests of it, and no such tests without a claim. */
  @Test
  void rowsCanBeReadWhileTheLastStepsAreRunOnlyWhereThatIsTested() {
    assertThat(connector.capabilities().has(Trait.READABLE_ASIDE))
        .isEqualTo(this instanceof ReadableAsideContract);
  }

  @Test
  void droppingAndEmptyingWork() {
    Table table = keyed("gone", 10);
    sink.empty(List.of(table.name()));
    assertThat(Pouring.readAll(source, table)).isEmpty();
    sink.drop(List.of(table.name()));
    sink.drop(List.of(table.name()));
    assertThat(source.catalog().tables()).isEmpty();
  }

  @Test
  void memoryStaysFlat() {
    Table table = make(Table.of(TableName.of("big"), idAndText()).withPrimaryKey(key("id")));
    Lease lease = Pouring.begin(sink);
    RowBatch rows = new RowBatch(Pouring.types(table), 10_000, 8 << 20);
    String text = "0123456789".repeat(100);
    Split all = new Split(table.name(), 0, 1, "");
    int count = 60_000;
    try (BatchWriter writer = sink.write(table, all, lease, WriteMode.BULK)) {
      for (int i = 0; i < count; ) {
        rows.clear();
        while (!rows.isFull() && i < count) {
          row(rows, i++, text);
        }
        writer.write(rows);
      }
      writer.commit(Pouring.entry(table, 0, count));
    }
    if (endpoint.scheme().equals("memory")) {
      return; // it is memory
    }
    source.snapshot(1);
    Split split = source.split(described(table), "", 1L << 40).get(0);
    RowBatch batch = new RowBatch(Pouring.types(table), 500, 1 << 20);
    long read = 0;
    try (BatchReader reader = source.read(table, split)) {
      long before = used();
      while (reader.read(batch)) {
        read += batch.rows();
        if (read == 30_000) {
          assertThat(used() - before).as("bytes held half-way").isLessThan(24L << 20);
        }
      }
    }
    assertThat(read).isEqualTo(count);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  // ---- what the tests are made of

  protected final Table make(Table wanted) {
    return Pouring.make(sink, wanted);
  }

  protected final void fill(Table table, RowBatch rows) {
    Pouring.fill(sink, table, rows);
  }

  /** The table as the source itself sees it, sizes included. */
  protected final Table described(Table table) {
    return source
        .describe(
            source.catalog().tables().stream()
                .filter(name -> name.name().equals(table.name().name()))
                .toList())
        .get(0);
  }

  private Table keyed(String name, int count) {
    Table table = make(Table.of(TableName.of(name), idAndText()).withPrimaryKey(key("id")));
    Lease lease = Pouring.begin(sink);
    for (int part = 0; part * 5_000 < count; part++) {
      RowBatch rows = Pouring.batch(table);
      for (int i = part * 5_000; i < Math.min(count, (part + 1) * 5_000); i++) {
        row(rows, i, "value " + i);
      }
      Pouring.fill(sink, table, rows, lease, part);
    }
    Pouring.finish(sink, table);
    return table;
  }

  private void assertCovered(Table table, int count, int atLeastSplits) {
    source.snapshot(2);
    Table seen = described(table);
    List<Split> splits = source.split(seen, "", 1 << 14);
    assertThat(splits).hasSizeBetween(atLeastSplits, 10_000);
    List<String> rows = new ArrayList<>();
    for (int part = 0; part < splits.size(); part++) {
      assertThat(splits.get(part).part()).isEqualTo(part);
      assertThat(splits.get(part).parts()).isEqualTo(splits.size());
      rows.addAll(Pouring.read(source, table, splits.get(part)));
    }
    assertThat(rows).hasSize(count).doesNotHaveDuplicates();
  }

  static void row(RowBatch rows, long id, String text) {
    rows.longs(0).append(id);
    rows.bytes(1).append(text);
    rows.endRow();
  }

  static List<Column> idAndText() {
    return List.of(Column.of("id", INT), Column.of("note", TEXT));
  }

  static Optional<Key> key(String... columns) {
    return Optional.of(Key.of("", List.of(columns)));
  }

  static ForeignKey reference(String name, String column, Table to) {
    ForeignKey.Action none = ForeignKey.Action.NO_ACTION;
    return new ForeignKey(
        name, List.of(column), to.name(), List.of("id"), none, none, false, false, true);
  }

  protected static Role target() {
    return Role.TARGET;
  }
}
