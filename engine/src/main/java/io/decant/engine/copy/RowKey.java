package io.decant.engine.copy;

import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says which row is meant, for people: its key columns and their values. */
public final class RowKey {
  private static final int SHOWN_CHARACTERS = 100;

  /** Where all columns stand in for a key, there can be hundreds of them. */
  private static final int LONGEST = 400;

  private final List<Column> columns;
  private final int[] keyColumns;
  private final boolean unique;

  private RowKey(List<Column> columns, int[] keyColumns, boolean unique) {
    this.columns = columns;
    this.keyColumns = keyColumns;
    this.unique = unique;
  }

  /**
   * The primary key, or a unique key whose columns are never NULL; else every column.
   *
   * @param columns of the batches, in their order
   */
  public static RowKey of(Table table, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    Optional<Key> key =
        Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream())
            .filter(k -> names.containsAll(k.columns()))
            .filter(
                k ->
                    k.columns().stream().noneMatch(c -> columns.get(names.indexOf(c)).nullable())
                        || table.primaryKey().filter(k::equals).isPresent())
            .findFirst();
    int[] indexes =
        key.map(k -> k.columns().stream().mapToInt(names::indexOf).toArray())
            .orElseGet(() -> IntStream.range(0, columns.size()).toArray());
    return new RowKey(List.copyOf(columns), indexes, key.isPresent());
  }

  /** Indexes of the columns that tell a row from the others. */
  public int[] columns() {
    return keyColumns.clone();
  }

  /** True when no two rows share a key; false where all columns stand in for one. */
  public boolean isUnique() {
    return unique;
  }

  /** {@code id=7}, or {@code order=7, line=2}. */
  public String text(RowBatch batch, int row) {
    StringJoiner text = new StringJoiner(", ");
    for (int i : keyColumns) {
      if (text.length() > LONGEST) {
        text.add("...");
        break;
      }
      Column column = columns.get(i);
      text.add(
          column.name()
              + "="
              + ValueText.of(batch.column(i), column.type(), row, SHOWN_CHARACTERS));
    }
    return text.toString();
  }
}
