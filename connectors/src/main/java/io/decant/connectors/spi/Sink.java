package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A database open for writing. Thread-safe.
 *
 * <p>Order of calls: what {@link TargetSchema} says while planning; {@link #run} for the steps
 * before the data; {@link #write} from many threads; {@link #run} for the steps after the data.
 * What is there already is found by reading the target with its {@link Source}.
 */
public interface Sink extends TargetSchema, AutoCloseable {

  /**
   * What this database can hold. The sink answers by it unless it has more to say; ask the sink.
   */
  TargetSchema schema();

  @Override
  default Acceptance accept(Table table) {
    return schema().accept(table);
  }

  @Override
  default List<Table> apart(List<Table> accepted) {
    return schema().apart(accepted);
  }

  @Override
  default Optional<Gathering> gathering(Table accepted) {
    return schema().gathering(accepted);
  }

  @Override
  default List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return schema().accept(views, tables);
  }

  @Override
  default List<SchemaStep> steps(Table accepted) {
    return schema().steps(accepted);
  }

  @Override
  default List<String> preamble() {
    return schema().preamble();
  }

  /**
   * What a person should know before anything is written: whether this user may run the steps,
   * whether there is room, whether settings of the database keep values or rows out. Asks a few
   * cheap questions, without writing; called once, before the first byte. What cannot be asked is a
   * finding of its own ({@link Finding#NOT_CHECKED}) and never an error.
   *
   * @param tables those to be filled, as accepted or as they are there, with the statistics of the
   *     tables that their rows come from
   * @param steps those to be run
   */
  default List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return List.of();
  }

  /**
   * Runs a step. Steps of one stage, and of several tables, may run in parallel.
   *
   * @throws DecantException.EndpointFailure the database refuses it, with its own words
   * @throws DecantException.Transient worth another try
   */
  void run(SchemaStep step);

  /**
   * Removes tables with their rows, and nothing else: they may refer to each other, but what refers
   * to them from outside makes this fail. Absent ones are fine.
   */
  void drop(List<TableName> names);

  /**
   * Removes a view, and nothing else: what reads it makes this fail. Absent is fine, and so is a
   * database without views.
   */
  default void dropView(TableName name) {}

  /**
   * Removes the rows of tables, and nothing else: they may refer to each other, but rows of others
   * that refer to them make this fail, whatever their foreign keys say of deleting. An engine may
   * fail for the foreign key alone.
   *
   * @param names those that refer to others before these
   */
  void empty(List<TableName> names);

  /** The record of what is durable, kept in this database. */
  Ledger ledger();

  /**
   * Starts writing a split's rows into the stored columns of an accepted table, in their order.
   *
   * <p>Where the capability {@code ATOMIC_COMMIT} holds: opens a transaction, makes sure that the
   * lease is still ours and claims the split in the ledger; a rival that already has it waits here
   * or fails.
   *
   * @param split the source's split; with the table it names the ledger's entry
   * @throws DecantException.Transient the connection is gone, or a rival holds the split
   * @throws DecantException.EndpointFailure the lease was taken over by another process, or the
   *     split is in the ledger already
   */
  BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode);

  /** Ends connections that nobody uses: for a while, whoever reads may need them more. */
  default void rest() {}

  /** Ends all connections. Never throws. */
  @Override
  void close();
}
