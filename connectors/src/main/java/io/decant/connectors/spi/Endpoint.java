package io.decant.connectors.spi;

import io.decant.converter.DecantException.Role;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where a database is and who we are there: a parsed URL. Drivers never see the URL that the user
 * typed; a connector builds theirs from these parts.
 *
 * @param role source or target, for messages and exit codes
 * @param scheme the connector's own scheme, aliases resolved
 * @param typed the scheme as it was typed, for people: {@code mariadb}
 * @param host empty for a database that is a file
 * @param port 0 for the engine's own
 * @param path the database's name, or the file; decoded
 * @param user empty when none was given
 * @param password empty when none was given
 * @param parameters by name, decoded; only names that the connector knows
 */
public record Endpoint(
    Role role,
    String scheme,
    String typed,
    String host,
    int port,
    String path,
    String user,
    String password,
    Map<String, String> parameters) {

  public Endpoint {
    parameters = Map.copyOf(parameters);
  }

  /** One that was typed with the connector's own scheme. */
  public Endpoint(
      Role role,
      String scheme,
      String host,
      int port,
      String path,
      String user,
      String password,
      Map<String, String> parameters) {
    this(role, scheme, scheme, host, port, path, user, password, parameters);
  }

  /**
   * An engine that is only named, and no database of it: what could be there is assumed.
   *
   * @param typed its scheme or an alias, in any case
   */
  public static Endpoint ofEngine(Role role, String scheme, String typed) {
    String engine = typed.toLowerCase(Locale.ROOT);
    return new Endpoint(role, scheme, engine, "", 0, "", "", "", Map.of());
  }

  /** Whether it is one that {@link #ofEngine} made. */
  public boolean isEngine() {
    return host.isEmpty() && path.isEmpty();
  }

  /** The same database under the connector's own scheme: equal however it was typed. */
  public Endpoint canonical() {
    return new Endpoint(role, scheme, host, port, path, user, password, parameters);
  }

  /** The same database in another role: how a target is opened to be read back. */
  public Endpoint as(Role newRole) {
    return new Endpoint(newRole, scheme, typed, host, port, path, user, password, parameters);
  }

  /** The same database with another password. */
  public Endpoint withPassword(String newPassword) {
    return new Endpoint(role, scheme, typed, host, port, path, user, newPassword, parameters);
  }

  /** Another database of the same server, or another file. */
  public Endpoint withPath(String newPath) {
    return new Endpoint(role, scheme, typed, host, port, newPath, user, password, parameters);
  }

  /** The same database with one parameter more. */
  public Endpoint withParameter(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Endpoint(role, scheme, typed, host, port, path, user, password, more);
  }

  /** Without password and parameters: safe everywhere. */
  @Override
  public String toString() {
    if (host.isEmpty()) {
      return typed + ":" + path;
    }
    return typed
        + "://"
        + (user.isEmpty() ? "" : user + "@")
        + (host.contains(":") ? "[" + host + "]" : host)
        + (port == 0 ? "" : ":" + port)
        + "/"
        + path;
  }
}
