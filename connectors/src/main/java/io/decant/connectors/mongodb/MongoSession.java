package io.decant.connectors.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.tls.Tls;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UserError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * A client of one database, and what its server is. The driver's URL is built anew from the
 * endpoint's parts. Thread-safe.
 */
final class MongoSession implements AutoCloseable {
  /** Of MongoDB's own connection strings, with their meaning there. */
  private static final List<String> DRIVER_PARAMETERS =
      List.of("authSource", "authMechanism", "replicaSet", "directConnection");

  static final Set<String> PARAMETERS =
      Stream.of(DRIVER_PARAMETERS, Tls.PARAMETERS, Set.of("connect_timeout"))
          .flatMap(names -> names.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Endpoint endpoint;
  private final MongoClient client;
  private final MongoServer server;

  /**
   * Connects and asks who answers.
   *
   * @throws UserError the URL cannot be meant so
   * @throws DecantException.EndpointFailure unreachable, or access denied
   */
  MongoSession(Endpoint endpoint) {
    this.endpoint = endpoint;
    if (endpoint.path().isEmpty()) {
      throw new UserError(
          endpoint.toString(), "the URL names no database", "Add it: mongodb://host/database.");
    }
    this.client = MongoClients.create(settings(endpoint));
    try {
      this.server = MongoServer.of(client.getDatabase("admin"));
    } catch (MongoException failure) {
      client.close();
      throw MongoErrors.atOpening(failure, endpoint);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  MongoClient client() {
    return client;
  }

  MongoServer server() {
    return server;
  }

  MongoDatabase database() {
    return client.getDatabase(endpoint.path());
  }

  /** The driver's errors are thrown as ours. */
  DecantException failed(MongoException failure, String where) {
    return MongoErrors.classify(failure, endpoint, where);
  }

  /** A command of the database that holds users and settings; for facts that only it knows. */
  BsonDocument admin(String command) {
    return client
        .getDatabase("admin")
        .runCommand(new BsonDocument(command, new BsonInt32(1)), BsonDocument.class);
  }

  @Override
  public void close() {
    client.close();
  }

  private static MongoClientSettings settings(Endpoint endpoint) {
    ConnectionString address;
    try {
      address = new ConnectionString(url(endpoint));
    } catch (IllegalArgumentException | com.mongodb.MongoClientException refused) {
      // The driver's message may hold the URL with the password.
      throw new UserError(
          endpoint.toString(),
          "the driver does not understand the URL, or finds no host for it",
          "Check authMechanism, replicaSet, directConnection, and for mongodb+srv: the host.");
    }
    boolean srv = isSrv(endpoint);
    var tls = Tls.of(endpoint, srv ? Tls.Mode.VERIFY_FULL : Tls.Mode.DISABLE);
    int seconds = connectTimeoutSeconds(endpoint);
    return MongoClientSettings.builder()
        .applyConnectionString(address)
        .applicationName("decant")
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(seconds, TimeUnit.SECONDS))
        .applyToSocketSettings(socket -> socket.connectTimeout(seconds, TimeUnit.SECONDS))
        .applyToSslSettings(
            ssl -> {
              ssl.enabled(tls.isPresent());
              tls.ifPresent(
                  asked -> {
                    ssl.context(asked.context());
                    ssl.invalidHostNameAllowed(!asked.checksHost());
                  });
            })
        .build();
  }

  private static boolean isSrv(Endpoint endpoint) {
    return endpoint.typed().equals(MongoConnector.SRV);
  }

  private static String url(Endpoint endpoint) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : DRIVER_PARAMETERS) {
      if (endpoint.parameters().containsKey(name)) {
        options.put(name, endpoint.parameters().get(name));
      }
    }
    List<String> pairs = new ArrayList<>();
    options.forEach((name, value) -> pairs.add(name + "=" + encode(value)));
    String host = endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host();
    String login = "";
    if (!endpoint.user().isEmpty()) {
      String password = endpoint.password().isEmpty() ? "" : ":" + encode(endpoint.password());
      login = encode(endpoint.user()) + password + "@";
    }
    return (isSrv(endpoint) ? MongoConnector.SRV : MongoConnector.SCHEME)
        + "://"
        + login
        + host
        + (endpoint.port() == 0 ? "" : ":" + endpoint.port())
        + "/"
        + encode(endpoint.path())
        + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static int connectTimeoutSeconds(Endpoint endpoint) {
    String seconds = endpoint.parameters().getOrDefault("connect_timeout", "10");
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new UserError(
          "connect_timeout", "not a number of seconds", "Write connect_timeout=10.");
    }
    return Integer.parseInt(seconds);
  }
}
