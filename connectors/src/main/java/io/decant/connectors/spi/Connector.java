package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * One database engine, found by {@link ServiceLoader}. Reading is not optional: what Decant writes
 * it must be able to read back to verify. An engine that can also be written implements {@link
 * SinkConnector}.
 *
 * <p>Stateless and thread-safe; does no I/O before {@link #openSource}.
 */
public interface Connector {

  /**
   * The scheme of its URLs, lower case; also the engine's name in plans and in schema expressions.
   */
  String scheme();

  /** Further schemes that mean the same. */
  Set<String> aliases();

  /**
   * The parameters after {@code ?} in a URL that it understands; every other one is refused before
   * it reaches a driver.
   */
  Set<String> parameters();

  /**
   * Whether its databases are files or folders of this machine: then a URL has a path and neither
   * host nor user.
   */
  default boolean local() {
    return false;
  }

  /** What the engine can do and hold. */
  Capabilities capabilities();

  /**
   * Opens the database for reading. Session settings that could change a value are pinned on every
   * connection.
   *
   * @throws DecantException.EndpointFailure unreachable, or access denied
   * @throws DecantException.UserError the URL cannot be meant so
   */
  Source openSource(Endpoint endpoint);
}
