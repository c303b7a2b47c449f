package io.decant.engine.rehearse;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.engine.plan.TablePlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a rehearsal takes of one table. For one thread. */
public final class Taken {
  private final TablePlan table;
  private final List<String> key;
  private final Set<List<String>> keys = new LinkedHashSet<>();
  private How how;
  private String reason;
  private final boolean knownSize;
  private int sampled;

  /** How rows were chosen. */
  public enum How {
    /** Some, and those that others refer to. */
    CHOSEN,
    WHOLE,
    /** None. */
    LEFT_OUT
  }

  /**
   * @param rows of a table at most; of a larger one that its database supposes to be smaller nobody
   *     knows how many it has
   */
  private Taken(TablePlan table, List<String> key, How how, String reason, long rows) {
    long supposed = table.source().statistics().rows();
    this.knownSize = supposed > rows;
    this.table = table;
    this.key = key;
    this.how = how;
    this.reason = reason;
  }

  /**
   * @param rows of a table at most
   */
  static Taken of(Source source, TablePlan table, long rows) {
    if (isSmall(source, table, rows)) {
      return new Taken(table, List.of(), How.WHOLE, "it is no larger than the sample", rows);
    }
    Optional<List<String>> key =
        keys(table.source())
            .filter(columns -> reads(table, columns))
            .filter(columns -> source.having(table.read(), columns, List.of()).isPresent())
            .findFirst();
    if (key.isPresent()) {
      return new Taken(table, key.get(), How.CHOSEN, "", rows);
    }
    return source.having(table.read(), List.of(), List.of()).isPresent()
        ? new Taken(
            table, List.of(), How.LEFT_OUT, "it has no key that rows can be asked for by", rows)
        : new Taken(table, List.of(), How.WHOLE, "its rows cannot be chosen by key", rows);
  }

  /** What a database supposes of a table can be as old as the table. */
  private static boolean isSmall(Source source, TablePlan table, long rows) {
    Statistics known = table.source().statistics();
    if (known.rows() < 0 || known.rows() > rows) {
      return false;
    }
    return known.exact() || !hasMore(source, table, rows);
  }

  private static boolean hasMore(Source source, TablePlan table, long rows) {
    Table narrow = table.read().withColumns(table.readColumns().subList(0, 1));
    RowBatch batch = new RowBatch(List.of(narrow.storedColumns().get(0).type()), 1_000, 1 << 20);
    long counted = 0;
    for (Split split : source.split(table.read(), table.filter(), Long.MAX_VALUE)) {
      try (BatchReader reader = source.read(narrow, split)) {
        while (reader.read(batch)) {
          counted += batch.rows();
          if (counted > rows) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Its way, without what the database supposes of it where that is wrong. */
  TablePlan supposed() {
    return knownSize
        ? table
        : with(table.source().withStatistics(Statistics.UNKNOWN), table.filter());
  }

  private TablePlan with(Table described, String filter) {
    return new TablePlan(
        described,
        table.read(),
        table.target(),
        table.existing(),
        filter,
        table.conversions(),
        table.remarks(),
        table.splitBytes());
  }

  private static Stream<List<String>> keys(Table table) {
    return Stream.concat(
        table.primaryKey().stream().map(Key::columns),
        table.uniqueKeys().stream()
            .map(Key::columns)
            .filter(columns -> columns.stream().noneMatch(name -> table.column(name).nullable())));
  }

  private static boolean reads(TablePlan table, List<String> columns) {
    return !columns.isEmpty()
        && table.readColumns().stream().map(Column::name).toList().containsAll(columns);
  }

  boolean reads(List<String> columns) {
    return reads(table, columns);
  }

  /** Its way as a whole. */
  TablePlan table() {
    return table;
  }

  /** Rows are chosen by it; empty where they are not. */
  List<String> key() {
    return isWhole() ? List.of() : key;
  }

  boolean isWhole() {
    return how == How.WHOLE;
  }

  boolean isChosen() {
    return how == How.CHOSEN;
  }

  public How how() {
    return how;
  }

  /** Why it is whole or left out; empty where it is neither. */
  public String reason() {
    return reason;
  }

  /** Rows that were chosen by chance. */
  public int sampled() {
    return sampled;
  }

  /** Rows that were taken because others refer to them. */
  public int referred() {
    return keys.size() - sampled;
  }

  boolean sample(List<String> newKey) {
    boolean isNew = keys.add(newKey);
    sampled += isNew ? 1 : 0;
    return isNew;
  }

  boolean refer(List<String> newKey) {
    return keys.add(newKey);
  }

  void takeWhole(String why) {
    how = How.WHOLE;
    reason = why;
    keys.clear();
    sampled = 0;
  }

  /** The plan's condition, and another one. */
  String both(Source source, String condition) {
    return table.filter().isEmpty() ? condition : source.both(table.filter(), condition);
  }

  /** What tells the rows that are taken from the others. */
  String condition(Source source) {
    return both(source, source.having(table.read(), key, keys).orElseThrow());
  }

  /** The table's way with these rows alone. */
  public TablePlan narrowed(Source source) {
    if (isWhole()) {
      return table;
    }
    Statistics whole = table.source().statistics();
    Statistics sample = new Statistics(keys.size(), whole.bytes(), true, whole.longestTexts());
    return with(table.source().withStatistics(sample), condition(source));
  }
}
