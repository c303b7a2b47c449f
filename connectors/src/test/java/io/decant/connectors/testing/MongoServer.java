package io.decant.connectors.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A MongoDB server, whether we started it or the developer did. */
public record MongoServer(String version, URI address) implements TestServer {
  private static final int ALREADY_INITIALIZED = 23;
  private static final int NO_REPLICATION_ENABLED = 76;

  /**
   * Asks the server at this Decant URL who it is; one that has just been started becomes a replica
   * set and gets the URL's user first.
   *
   * @throws IllegalStateException if it does not answer as yet
   */
  static MongoServer at(URI address) {
    try (MongoClient client = client(address)) {
      return new MongoServer(version(client), address);
    } catch (MongoSecurityException nobodyYet) {
      initiate(address);
    } catch (MongoException e) {
      throw new IllegalStateException("No MongoDB answers at " + place(address), e);
    }
    try (MongoClient client = client(address)) {
      return new MongoServer(version(client), address);
    } catch (MongoException e) {
      throw new IllegalStateException("No MongoDB answers at " + place(address), e);
    }
  }

  /** The first user may be made by anybody who comes from this machine. */
  private static void initiate(URI address) {
    String[] login = login(address);
    try (MongoClient client = MongoClients.create("mongodb://" + place(address))) {
      MongoDatabase admin = client.getDatabase("admin");
      Document self = new Document("_id", 0).append("host", place(address));
      initiate(admin, new Document("_id", "rs0").append("members", List.of(self)));
      if (!admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary")) {
        throw new IllegalStateException("The replica set has no primary yet");
      }
      admin.runCommand(
          new Document("createUser", login[0])
              .append("pwd", login[1])
              .append("roles", List.of("root")));
    } catch (MongoException e) {
      throw new IllegalStateException("MongoDB at " + place(address) + " takes no user", e);
    }
  }

  private static void initiate(MongoDatabase admin, Document set) {
    try {
      admin.runCommand(new Document("replSetInitiate", set));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != ALREADY_INITIALIZED && e.getErrorCode() != NO_REPLICATION_ENABLED) {
        throw e;
      }
    }
  }

  private static String version(MongoClient client) {
    return client
        .getDatabase("admin")
        .runCommand(new Document("buildInfo", 1))
        .getString("version");
  }

  private static MongoClient client(URI address) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(address.toString()))
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
            .build());
  }

  private static String[] login(URI address) {
    return Objects.requireNonNullElse(address.getUserInfo(), ":").split(":", 2);
  }

  private static String place(URI address) {
    return address.getHost() + ":" + (address.getPort() < 0 ? 27017 : address.getPort());
  }

  @Override
  public String name() {
    return "MongoDB";
  }

  @Override
  public String url() {
    return address.toString();
  }

  @Override
  public Database newDatabase() {
    return new Database("decant_test_" + UUID.randomUUID().toString().replace("-", ""));
  }

  /** One empty database, with a client to fill it and to look into it without Decant. */
  public final class Database implements TestDatabase {
    private final String name;
    private final MongoClient client = client(address);

    private Database(String name) {
      this.name = name;
    }

    @Override
    public String url() {
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      return address.getScheme() + "://" + address.getRawAuthority() + "/" + name + query;
    }

    /** The database as the driver has it. */
    public MongoDatabase driver() {
      return client.getDatabase(name);
    }

    /** Where the server itself is asked and told. */
    public MongoDatabase admin() {
      return client.getDatabase("admin");
    }

    @Override
    public Connection connect() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException("MongoDB has no JDBC: ask driver()");
    }

    @Override
    public void close() {
      client.getDatabase(name).drop();
      client.close();
    }
  }
}
