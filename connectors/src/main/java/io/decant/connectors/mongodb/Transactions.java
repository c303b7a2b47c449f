package io.decant.connectors.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import java.util.function.Function;

/**
 * Several writes as one, where the server has transactions. A standalone server makes them one
 * after the other: whoever writes must bring them into an order in which a crash between two of
 * them does no harm.
 *
 * <p>One after the other, they see each other: what only one server has acknowledged would
 * otherwise be missing in the next one's view while a neighbour's writes are open. For one thread.
 */
final class Transactions implements AutoCloseable {
  private final MongoSession session;
  private final ClientSession causal;

  Transactions(MongoSession session) {
    this.session = session;
    boolean ordered = session.server().hasTransactions();
    this.causal =
        session
            .client()
            .startSession(ClientSessionOptions.builder().causallyConsistent(ordered).build());
  }

  /** Kept by a majority of the servers and in their journals when this returns. */
  <T> T durable(String where, Function<ClientSession, T> writes) {
    return run(where, WriteConcern.MAJORITY.withJournal(true), writes);
  }

  /** Kept by one server: to be made sure of by a durable transaction that follows. */
  <T> T quick(String where, Function<ClientSession, T> writes) {
    return run(where, WriteConcern.W1, writes);
  }

  private <T> T run(String where, WriteConcern concern, Function<ClientSession, T> writes) {
    try {
      if (!session.server().hasTransactions()) {
        return writes.apply(causal);
      }
      TransactionOptions options =
          TransactionOptions.builder()
              .readConcern(ReadConcern.SNAPSHOT)
              .writeConcern(concern)
              .build();
      return causal.withTransaction(() -> writes.apply(causal), options);
    } catch (MongoException failure) {
      throw session.failed(failure, where);
    }
  }

  @Override
  public void close() {
    causal.close();
  }
}
