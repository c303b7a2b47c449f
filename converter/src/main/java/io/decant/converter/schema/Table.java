package io.decant.converter.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A table with everything that moves with it.
 *
 * @param columns in the order of the database, generated ones included
 * @param uniqueKeys unique constraints; unique indexes that are not constraints stand in {@code
 *     indexes}
 * @param comment empty when there is none
 * @param options facts that only the same engine can use again, such as {@code strict} or {@code
 *     without-rowid}; a sink ignores what it does not know
 */
public record Table(
    TableName name,
    List<Column> columns,
    Optional<Key> primaryKey,
    List<Key> uniqueKeys,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<Check> checks,
    String comment,
    Statistics statistics,
    Set<String> options) {

  /**
   * The option that whoever plans gives a table that goes from one database to another of the same
   * engine: its values may be taken as they are stored.
   */
  public static final String SAME_ENGINE = "same-engine";

  public Table {
    requireNonNull(name, "name");
    columns = List.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    options = Set.copyOf(options);
  }

  /** A table of columns alone. */
  public static Table of(TableName name, List<Column> columns) {
    return new Table(
        name,
        columns,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Statistics.UNKNOWN,
        Set.of());
  }

  /** The columns that are read and written: all but the generated ones, in order. */
  public List<Column> storedColumns() {
    return columns.stream().filter(column -> column.generated().isEmpty()).toList();
  }

  /**
   * The column of that exact name.
   *
   * @throws NoSuchElementException there is none
   */
  public Column column(String columnName) {
    return columns.stream()
        .filter(column -> column.name().equals(columnName))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name + " has no column " + columnName));
  }

  public Table withName(TableName newName) {
    return new Table(
        newName,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withColumns(List<Column> newColumns) {
    return new Table(
        name,
        newColumns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withPrimaryKey(Optional<Key> newPrimaryKey) {
    return new Table(
        name,
        columns,
        newPrimaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withUniqueKeys(List<Key> newUniqueKeys) {
    return new Table(
        name,
        columns,
        primaryKey,
        newUniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withIndexes(List<Index> newIndexes) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        newIndexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withForeignKeys(List<ForeignKey> newForeignKeys) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        newForeignKeys,
        checks,
        comment,
        statistics,
        options);
  }

  public Table withChecks(List<Check> newChecks) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        newChecks,
        comment,
        statistics,
        options);
  }

  public Table withComment(String newComment) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        newComment,
        statistics,
        options);
  }

  public Table withOptions(Set<String> newOptions) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        statistics,
        newOptions);
  }

  public Table withStatistics(Statistics newStatistics) {
    return new Table(
        name,
        columns,
        primaryKey,
        uniqueKeys,
        indexes,
        foreignKeys,
        checks,
        comment,
        newStatistics,
        options);
  }
}
