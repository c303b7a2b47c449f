package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Databases of the same server. */
final class MongoScratch implements ScratchPlaces {
  private static final String AUTH_SOURCE = "authSource";

  private final Endpoint endpoint;

  MongoScratch(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** It comes to be with its first document; the user is still one of where the URL says. */
  @Override
  public Endpoint make(String name) {
    Endpoint place = endpoint.withPath(name);
    boolean local = endpoint.user().isEmpty() || endpoint.parameters().containsKey(AUTH_SOURCE);
    return local || endpoint.typed().equals(MongoConnector.SRV)
        ? place
        : place.withParameter(AUTH_SOURCE, endpoint.path());
  }

  @Override
  public List<String> named(String prefix) {
    return asking(
        session -> {
          List<String> names = new ArrayList<>();
          for (String name : session.client().listDatabaseNames()) {
            if (name.startsWith(prefix)) {
              names.add(name);
            }
          }
          return names;
        });
  }

  @Override
  public void remove(String name) {
    asking(
        session -> {
          session.client().getDatabase(name).drop();
          return name;
        });
  }

  private <T> T asking(Function<MongoSession, T> work) {
    try (MongoSession session = new MongoSession(endpoint)) {
      try {
        return work.apply(session);
      } catch (MongoException failure) {
        throw session.failed(failure, endpoint.toString());
      }
    }
  }
}
