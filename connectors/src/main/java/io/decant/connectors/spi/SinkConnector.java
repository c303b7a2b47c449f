package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import java.util.Optional;

/** An engine that can be written too. */
public interface SinkConnector extends Connector {

  /**
   * Opens the database for writing; writes nothing yet. A database of one file is made when it is
   * not there.
   *
   * @throws DecantException.EndpointFailure unreachable, or access denied
   * @throws DecantException.UserError the URL cannot be meant so
   */
  Sink openSink(Endpoint endpoint);

  /**
   * What tables and views would become in a database that is not there to be asked. No I/O.
   *
   * @param engine the scheme or alias that it was asked for by: a connector of several engines
   *     assumes the one of that name
   */
  AssumedTarget assumed(String engine);

  /**
   * Where databases for a while can be made beside this one. No I/O before one is asked for.
   *
   * @return empty where the engine has no room for any
   */
  default Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.empty();
  }
}
