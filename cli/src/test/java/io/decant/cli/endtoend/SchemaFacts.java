package io.decant.cli.endtoend;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database's own catalog says of its schema, in words that all four engines share. Read by
 * plain SQL; nothing here knows Decant.
 *
 * @param others what stands beside the tables: views, triggers, routines, sequences and the like
 */
record SchemaFacts(List<TableFacts> tables, List<Other> others) {

  static SchemaFacts of(PlainDatabase database) throws SQLException {
    return switch (database.engine()) {
      case POSTGRESQL -> new PostgreSqlFacts(database).read();
      case MYSQL, MARIADB -> new MySqlFacts(database).read();
      case SQLITE -> new SqliteFacts(database).read();
    };
  }

  /**
   * @param kind as reports call it
   */
  record Other(String kind, String name) {}

  /** A table under construction: the readers fill its lists. */
  record TableFacts(
      String schema,
      String name,
      String comment,
      List<ColumnFacts> columns,
      List<KeyFacts> keys,
      List<ForeignFacts> foreign,
      List<CheckFacts> checks) {

    TableFacts(String schema, String name, String comment) {
      this(
          schema,
          name,
          comment,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  /**
   * @param meant how much its declaration promises; the same as room but for SQLite, whose columns
   *     hold more than they are declared for
   * @param preset the default as {@link Preset} writes it; empty without one
   * @param next what the database numbers the next row with; empty when it does not number them
   * @param onUpdate the column follows every update of its row
   */
  record ColumnFacts(
      String name,
      Room meant,
      Room room,
      boolean nullable,
      String preset,
      String next,
      boolean generated,
      boolean onUpdate,
      String comment) {}

  /** What a key is for. */
  enum Use {
    PRIMARY("primary-key"),
    UNIQUE("unique-key"),
    PLAIN("index");

    private final String kind;

    Use(String kind) {
      this.kind = kind;
    }

    /** As reports call it. */
    String kind() {
      return kind;
    }
  }

  /**
   * A primary key, unique key or index.
   *
   * @param method empty for an ordinary tree
   * @param predicate of a partial index; else empty
   */
  record KeyFacts(
      Use use,
      String name,
      List<Part> parts,
      String method,
      String predicate,
      boolean nullsAreEqual) {

    List<String> columns() {
      return parts.stream().map(Part::text).toList();
    }
  }

  /**
   * @param text the column; the expression as the engine prints it
   * @param prefix length, 0 for all of the value
   * @param merges what this part takes for equal though it is not: case, spaces
   */
  record Part(String text, boolean expression, boolean descending, int prefix, String merges) {}

  /**
   * @param deferred empty, {@code deferrable} or {@code deferred}
   */
  record ForeignFacts(
      String name,
      List<String> columns,
      String target,
      List<String> targetColumns,
      String onDelete,
      String onUpdate,
      String deferred) {}

  record CheckFacts(String name, String expression) {}

  /** The tables while they are read, by schema and name. */
  static final class Tables {
    private final Map<List<String>, TableFacts> byName = new LinkedHashMap<>();

    void add(TableFacts table) {
      byName.put(List.of(table.schema(), table.name()), table);
    }

    /** Calls back only for a table that is known. */
    void with(String schema, String name, Filler filler) throws SQLException {
      TableFacts table = byName.get(List.of(schema, name));
      if (table != null) {
        filler.fill(table);
      }
    }

    List<TableFacts> all() {
      return List.copyOf(byName.values());
    }

    interface Filler {
      void fill(TableFacts table) throws SQLException;
    }
  }
}
