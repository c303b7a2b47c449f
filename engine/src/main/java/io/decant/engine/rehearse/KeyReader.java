package io.decant.engine.rehearse;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads of a table's rows their keys and what they refer to, and nothing else. */
final class KeyReader {
  private static final int BATCH_ROWS = 1_000;
  private static final long BATCH_BYTES = 4 << 20;

  private final Source source;
  private final Table narrow;
  private final RowBatch batch;
  private final int[] key;
  private final List<ForeignKey> references;
  private final List<int[]> places;
  private final BiConsumer<ForeignKey, List<String>> referred;

  /** Told of every row. */
  @FunctionalInterface
  interface Row {
    /**
     * @param key its values; empty where rows are not chosen by key
     * @return it is a new one
     */
    boolean is(List<String> key);
  }

  /**
   * @param references those to be followed
   * @param referred told of each that is not NULL, with its values, for every row that is new or
   *     belongs to a table that is taken whole
   */
  KeyReader(
      Source source,
      Taken taken,
      List<ForeignKey> references,
      BiConsumer<ForeignKey, List<String>> referred) {
    this.source = source;
    this.references = references;
    this.referred = referred;
    Set<String> wanted = new LinkedHashSet<>(taken.key());
    references.forEach(each -> wanted.addAll(each.columns()));
    List<Column> columns =
        taken.table().readColumns().stream()
            .filter(column -> wanted.contains(column.name()))
            .toList();
    this.narrow = taken.table().read().withColumns(columns);
    this.batch = new RowBatch(Column.types(columns), BATCH_ROWS, BATCH_BYTES);
    List<String> names = columns.stream().map(Column::name).toList();
    this.key = places(names, taken.key());
    this.places = references.stream().map(each -> places(names, each.columns())).toList();
  }

  private static int[] places(List<String> names, List<String> columns) {
    return columns.stream().mapToInt(names::indexOf).toArray();
  }

  boolean hasReferences() {
    return !references.isEmpty();
  }

  /**
   * @param most rows of the split
   */
  void read(Split split, long most, Row visitor) {
    long left = most;
    try (BatchReader reader = source.read(narrow, split)) {
      while (left > 0 && reader.read(batch)) {
        for (int row = 0; row < batch.rows() && left > 0; row++, left--) {
          // A key that is NULL, which SQLite lets be, chooses no row.
          if (key.length == 0 || values(row, key).filter(visitor::is).isPresent()) {
            tell(row);
          }
        }
      }
    }
  }

  private void tell(int row) {
    for (int i = 0; i < references.size(); i++) {
      ForeignKey reference = references.get(i);
      values(row, places.get(i)).ifPresent(values -> referred.accept(reference, values));
    }
  }

  /** Empty where one of them is NULL: that refers to nothing. */
  private Optional<List<String>> values(int row, int[] columns) {
    List<String> values = new ArrayList<>(columns.length);
    for (int place : columns) {
      if (batch.column(place).isNull(row)) {
        return Optional.empty();
      }
      values.add(ValueText.of(batch.column(place), batch.types().get(place), row));
    }
    return Optional.of(values);
  }
}
