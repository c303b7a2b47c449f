package io.decant.connectors.spi;

import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the URLs that people type: RFC 3986 with percent-encoding, {@code
 * scheme://user:password@host:port/database?name=value}; {@code sqlite:relative.db}, {@code
 * sqlite:/absolute.db} or {@code sqlite:///absolute.db} for a database that is a file; and {@code
 * jdbc:} before any of them, where {@code user} and {@code password} may be parameters too.
 *
 * <p>A URL may be an attack: only parameters that the connector lists come through, each once, and
 * a second host or a second {@code ?} is refused. It may also be mistyped, with a password in the
 * wrong place: so no message repeats a piece of it that could be one.
 */
public final class EndpointUrl {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ENCODE =
      "In a user name or password write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, % as %25.";

  private final Role role;
  private final String where;
  private final boolean jdbc;
  private final Connector connector;
  private final String scheme;
  private String user = "";
  private String password = "";
  private String host = "";
  private int port;
  private String path = "";

  private EndpointUrl(Role role, boolean jdbc, String scheme) {
    this.role = role;
    this.where = where(role);
    this.jdbc = jdbc;
    this.connector = Connectors.of(scheme);
    this.scheme = scheme.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a URL. Does no I/O.
   *
   * @throws UserError it is not one, or its scheme or a parameter is not known
   */
  public static Endpoint parse(Role role, String url) {
    boolean jdbc = url.regionMatches(true, 0, "jdbc:", 0, 5);
    String rest = jdbc ? url.substring(5) : url;
    int colon = rest.indexOf(':');
    if (colon < 0 || !SCHEME.matcher(rest.substring(0, colon)).matches()) {
      throw new UserError(
          where(role),
          "no scheme, such as sqlite: or postgresql:, at its beginning",
          "Write scheme://user@host/database, or sqlite:file.db for a file.");
    }
    return new EndpointUrl(role, jdbc, rest.substring(0, colon)).read(rest.substring(colon + 1));
  }

  /** A URL that {@link #parse} reads as this database, with everything but its password. */
  public static String withoutPassword(Endpoint endpoint) {
    String parameters =
        endpoint.parameters().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + PercentEncoding.encode(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    String path = PercentEncoding.encode(endpoint.path());
    boolean local = Connectors.of(endpoint.scheme()).local();
    String place = local ? path.replace("%2F", "/").replaceFirst("^(?=//)", "//") : path;
    Endpoint encoded =
        new Endpoint(
            endpoint.role(),
            endpoint.scheme(),
            endpoint.typed(),
            endpoint.host(),
            endpoint.port(),
            place,
            PercentEncoding.encode(endpoint.user()),
            "",
            Map.of());
    return encoded + (parameters.equals("?") ? "" : parameters);
  }

  /** The database that is a file of that path. */
  public static Endpoint ofFile(Role role, String scheme, String path) {
    return new Endpoint(role, scheme, "", 0, path, "", "", Map.of());
  }

  /**
   * A URL without the password that {@link #parse} reads as the same database; an engine's name.
   */
  public static String text(Endpoint endpoint) {
    if (endpoint.isEngine()) {
      return endpoint.typed();
    }
    StringBuilder url = new StringBuilder(endpoint.typed()).append(':');
    if (!endpoint.host().isEmpty()) {
      url.append("//");
      if (!endpoint.user().isEmpty()) {
        url.append(PercentEncoding.encode(endpoint.user(), "")).append('@');
      }
      url.append(endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host());
      url.append(endpoint.port() == 0 ? "" : ":" + endpoint.port()).append('/');
    }
    url.append(PercentEncoding.encode(endpoint.path(), endpoint.host().isEmpty() ? "/\\:" : ""));
    String separator = "?";
    for (var parameter : new TreeMap<>(endpoint.parameters()).entrySet()) {
      String value = PercentEncoding.encode(parameter.getValue(), "/:,");
      url.append(separator).append(parameter.getKey()).append('=').append(value);
      separator = "&";
    }
    return url.toString();
  }

  private static String where(Role role) {
    return role.name().toLowerCase(Locale.ROOT) + " URL";
  }

  private Endpoint read(String rest) {
    if (rest.indexOf('#') >= 0) {
      throw refused("'#' has no meaning here", ENCODE);
    }
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String place = question < 0 ? rest : rest.substring(0, question);
    // An @ after the ? is most often the end of a password that had a ? in it.
    if (query.indexOf('?') >= 0 || query.indexOf('@') >= 0) {
      throw refused("'?' or '@' stands where it has no meaning", ENCODE);
    }
    if (connector.local()) {
      readPath(place);
    } else {
      readServer(place);
    }
    Map<String, String> parameters = readParameters(query);
    return new Endpoint(
        role, connector.scheme(), scheme, host, port, path, user, password, parameters);
  }

  private void readPath(String place) {
    String raw = place;
    if (place.startsWith("//")) {
      if (!place.startsWith("///")) {
        throw refused(
            "a file has no host",
            "Write " + form("relative") + " or " + form("//" + "/absolute") + ".");
      }
      raw = place.substring(2);
    }
    path = decode(raw);
    if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
      // :memory:, :resource:http://... and file:...?mode=... mean more to a driver than a file.
      throw refused("it names no file", "Write " + form("relative") + ".");
    }
  }

  private void readServer(String place) {
    if (!place.startsWith("//")) {
      throw refused("no '//' after the scheme", "Write " + form("//user@host/database") + ".");
    }
    int slash = place.indexOf('/', 2);
    String database = slash < 0 ? "" : place.substring(slash + 1);
    if (database.indexOf('/') >= 0 || database.indexOf('@') >= 0) {
      throw refused("'/' or '@' stands where it has no meaning", ENCODE);
    }
    readAuthority(slash < 0 ? place.substring(2) : place.substring(2, slash));
    path = decode(database);
  }

  private void readAuthority(String authority) {
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String who = authority.substring(0, at);
      int colon = who.indexOf(':');
      if (who.indexOf('@') >= 0 || (colon >= 0 && who.indexOf(':', colon + 1) >= 0)) {
        throw refused("'@' or ':' stands where it has no meaning", ENCODE);
      }
      user = decode(colon < 0 ? who : who.substring(0, colon));
      password = colon < 0 ? "" : decode(who.substring(colon + 1));
    }
    String machine = authority.substring(at + 1);
    if (machine.indexOf(',') >= 0) {
      throw refused("it names more than one host", "Name the one that is to be used.");
    }
    int end = machine.startsWith("[") ? machine.indexOf(']') + 1 : machine.indexOf(':');
    String name = end < 0 ? machine : machine.substring(0, end);
    String after = end < 0 ? "" : machine.substring(end);
    host = name.isEmpty() && after.isEmpty() ? "localhost" : name;
    if (IPV6.matcher(host).matches()) {
      host = host.substring(1, host.length() - 1);
    } else if (!HOST.matcher(host).matches()) {
      throw refused(
          "the host is not a name or an address", "An IPv6 address stands in brackets: [::1].");
    }
    port = readPort(after);
  }

  private int readPort(String after) {
    if (after.isEmpty() || after.equals(":")) {
      return 0;
    }
    if (after.matches(":[0-9]{1,5}")) {
      int number = Integer.parseInt(after.substring(1));
      if (number > 0 && number < 65536) {
        return number;
      }
    }
    throw refused("the port is not a number from 1 to 65535", ENCODE);
  }

  private Map<String, String> readParameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!NAME.matcher(name).matches()) {
        throw refused("a parameter is not of the form name=value", ENCODE);
      }
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (jdbc && Set.of("user", "password").contains(name) && !connector.local()) {
        readSecret(name, value);
      } else if (!connector.parameters().contains(name)) {
        String hint =
            connector.parameters().isEmpty()
                ? "A URL of " + connector.scheme() + " has no parameters."
                : Suggestion.of(name, connector.parameters());
        throw refused("unknown parameter '" + name + "'", hint);
      } else if (parameters.putIfAbsent(name, value) != null) {
        throw refused("parameter '" + name + "' is given twice", "");
      } else if (value.isEmpty()) {
        throw refused("parameter '" + name + "' has no value", "");
      }
    }
    return parameters;
  }

  private void readSecret(String name, String value) {
    if (!(name.equals("user") ? user : password).isEmpty()) {
      throw refused("the " + name + " is given twice", "");
    }
    if (name.equals("user")) {
      user = value;
    } else {
      password = value;
    }
  }

  private String decode(String text) {
    return PercentEncoding.decode(text)
        .orElseThrow(
            () ->
                refused(
                    "a % is not followed by two hex digits of UTF-8, or a control character is hidden in it",
                    ENCODE));
  }

  private String form(String rest) {
    return connector.scheme() + ":" + rest;
  }

  private UserError refused(String message, String hint) {
    return new UserError(where, message, hint);
  }
}
