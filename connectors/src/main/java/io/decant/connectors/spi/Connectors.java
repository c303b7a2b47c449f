package io.decant.connectors.spi;

import io.decant.converter.DecantException.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The installed connectors. */
public final class Connectors {
  private Connectors() {}

  /** All of them, by scheme. */
  public static List<Connector> all() {
    return ServiceLoader.load(Connector.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Connector::scheme))
        .toList();
  }

  /**
   * The connector of a scheme or alias, in any case.
   *
   * @throws UserError there is none
   */
  public static Connector of(String scheme) {
    for (Connector connector : all()) {
      if (connector.scheme().equalsIgnoreCase(scheme)
          || connector.aliases().stream().anyMatch(scheme::equalsIgnoreCase)) {
        return connector;
      }
    }
    List<String> known = all().stream().map(Connector::scheme).toList();
    throw new UserError("URL", "unknown scheme '" + scheme + "'", Suggestion.of(scheme, known));
  }

  /**
   * The connector of a scheme, to write with.
   *
   * @throws UserError there is none, or it can only be read
   */
  public static SinkConnector sink(String scheme) {
    if (of(scheme) instanceof SinkConnector sink) {
      return sink;
    }
    throw new UserError(scheme + ":", "'" + scheme + "' can be read but not written", "");
  }
}
