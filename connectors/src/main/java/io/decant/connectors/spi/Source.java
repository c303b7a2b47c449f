package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A database open for reading. Thread-safe.
 *
 * <p>Order of calls: {@link #catalog} and {@link #describe}, as often as wanted; {@link #snapshot}
 * once; then {@link #split} and {@link #read}, from many threads. The database is never changed.
 */
public interface Source extends AutoCloseable {

  /**
   * Lists what is there, in a fixed number of queries however many tables there are.
   *
   * @throws DecantException.EndpointFailure the catalog cannot be read
   */
  Catalog catalog();

  /**
   * The catalog without its other objects: for who wants to know no more, since listing those can
   * take a server longer than everything else.
   */
  default Catalog tables() {
    return catalog();
  }

  /**
   * Describes tables completely. Where a declaration leaves open what its values are (a tinyint(1),
   * a column of SQLite), the data is asked, by the database itself, and the column says so in its
   * evidence.
   *
   * @return in the order of the names
   * @throws DecantException.EndpointFailure a table is missing or may not be read: names the table
   *     and the privilege
   */
  List<Table> describe(List<TableName> names);

  /**
   * Describes tables by their declarations, whatever they hold: what the data says otherwise is not
   * asked. For who wants to know which columns, keys and indexes there are.
   *
   * @return in the order of the names
   * @throws DecantException.EndpointFailure as of {@link #describe}
   */
  default List<Table> declared(List<TableName> names) {
    return describe(names);
  }

  /**
   * What runs remember of the tables that they made in this database, by the table's name here; see
   * {@link Ledger#remember}. Empty where no run ever was.
   */
  default Map<TableName, String> origins() {
    return Map.of();
  }

  /**
   * What a described table is in its database that {@link Table} has no words for, so that no
   * target can have it. Pure.
   */
  default List<Remark> remarks(Table described) {
    return List.of();
  }

  /**
   * The views of the catalog, each after those that it reads, with its query in neutral SQL where
   * it is certain what it means.
   *
   * @param tables as described; a view of others has no neutral query
   */
  default List<View> views(List<Table> tables) {
    return List.of();
  }

  /** The filter that rows meet which meet both. Pure. */
  default String both(String one, String other) {
    return "(" + one + ") AND (" + other + ")";
  }

  /**
   * The filter that rows meet which have one of these keys, in the sense of equal that the
   * database's own references have. Without keys no row meets it. Rows that lie inside of another
   * one, as a document's elements, meet it together. Pure.
   *
   * @param columns of the key; stored, and none of them NULL in the rows that are meant
   * @param keys a text for each of the columns, as {@link io.decant.converter.row.ValueText} prints
   *     values; one that no row of the table can have is fine
   * @return empty where it cannot be said for certain of columns like these
   */
  default Optional<String> having(
      Table table, List<String> columns, Collection<List<String>> keys) {
    return Optional.empty();
  }

  /**
   * What a person should know before these tables are read: settings and rights that can spoil it,
   * or that only another command will need. Asks a few cheap questions of the server and none of
   * the rows, and changes nothing. What cannot be asked is a finding of its own ({@link
   * Finding#NOT_CHECKED}) and never an error.
   *
   * @param tables as described
   */
  default List<Finding> findings(List<Table> tables) {
    return List.of();
  }

  /**
   * How often something was written so far, by anybody, as the server counts it anyway: rows that
   * were inserted, changed or deleted, or statements that did so where rows are not counted. Of
   * this database where it has a count of its own, else of the whole server. The difference of two
   * answers is what came between, as far as the server knew by then: some count a transaction a
   * second after it ended, of a session that falls silent ten. It grows, until the server starts
   * anew or its counts are reset. One cheap question, at any time, of which no count grows.
   *
   * @return empty where nobody counts
   * @throws DecantException it may not be asked
   */
  default OptionalLong writes() {
    return OptionalLong.empty();
  }

  /**
   * The group of rows with equal values in some columns, none of them NULL, that takes most bytes,
   * as the database itself measures it before any snapshot; empty when it has no rows, or cannot be
   * asked.
   *
   * @param filter as of {@link #split}
   * @param rowBytes what each row takes beside its values of no fixed length
   */
  default Optional<RowGroup> largestGroup(
      Table table, String filter, List<String> columns, long rowBytes) {
    return Optional.empty();
  }

  /**
   * Lets the database judge a condition, at any time and without reading more of the rows than it
   * takes. What {@link #split} accepts is accepted here, and the other way round.
   *
   * @param filter as of {@link #split}
   * @throws DecantException.UserError the database refuses it
   */
  void requireUnderstood(Table table, String filter);

  /**
   * Takes one consistent view for all reading that follows, enough for {@code readers} readers at a
   * time. Where the capability {@code CONSISTENT_SNAPSHOT} holds, no row that was committed after
   * this call is seen by any reader.
   *
   * @return where in the source's history the view stands, and what it does not promise
   */
  Position snapshot(int readers);

  /**
   * Divides a table so that each row of it is in exactly one split, whatever is inserted later,
   * NULL keys included. Their number is bounded (at most 10,000) however wide the key's range is;
   * an empty table has one split.
   *
   * @param filter a condition in the source's own language that rows must meet; empty for all rows
   * @param targetBytes about how many bytes of rows each should hold
   * @throws DecantException.UserError the database refuses the filter
   */
  List<Split> split(Table table, String filter, long targetBytes);

  /**
   * Starts reading the stored columns ({@link Table#storedColumns}) of a split, in their order and
   * as their logical types. Reading a split twice within a snapshot gives the same rows, not always
   * in the same order.
   *
   * @param table as described, or as accepted by the sink of the same database; it may hold fewer
   *     columns
   * @throws DecantException.Transient the connection is gone
   * @throws DecantException.EndpointFailure the table changed since it was described, or may not be
   *     read
   */
  BatchReader read(Table table, Split split);

  /** Ends the snapshot and all connections. Never throws. */
  @Override
  void close();
}
