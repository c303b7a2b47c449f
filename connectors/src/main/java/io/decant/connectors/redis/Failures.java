package io.decant.connectors.redis;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import java.util.Locale;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What the server's and the driver's errors mean. The first word of an error is its code; see
 * "Redis serialization protocol", simple errors.
 */
final class Failures {
  private final Endpoint endpoint;

  Failures(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** While connecting: nobody there, or not for us. */
  DecantException unreachable(JedisException failure) {
    return failure instanceof JedisConnectionException
        ? new EndpointFailure(
            endpoint.role(),
            where(),
            "cannot be reached: " + root(failure),
            "Check host and port in the URL, and that the server runs; a server with TLS wants"
                + " rediss: or sslmode=require.",
            failure)
        : classify(failure);
  }

  /** Of an open connection. */
  DecantException classify(JedisException failure) {
    if (failure instanceof JedisConnectionException) {
      return new Transient(endpoint.role(), where(), "connection lost: " + root(failure), failure);
    }
    String message = String.valueOf(failure.getMessage());
    String code = message.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return switch (code) {
      case "LOADING",
          "BUSY",
          "TRYAGAIN",
          "CLUSTERDOWN",
          "MASTERDOWN",
          "NOREPLICAS",
          "MOVED",
          "ASK",
          "WRONGTYPE" ->
          new Transient(endpoint.role(), where(), message, failure);
      default ->
          message.contains("max number of clients")
              ? new Transient(endpoint.role(), where(), message, failure)
              : new EndpointFailure(endpoint.role(), where(), message, hint(code), failure);
    };
  }

  EndpointFailure failure(String message, String hint) {
    return new EndpointFailure(endpoint.role(), where(), message, hint, null);
  }

  private static String hint(String code) {
    return switch (code) {
      case "NOAUTH", "WRONGPASS" ->
          "Give user and password in the URL, in DECANT_SOURCE_PASSWORD or DECANT_TARGET_PASSWORD,"
              + " or in a password file.";
      case "NOPERM" ->
          "Let the user run that command: ACL SETUSER name ~* +@read +select +info +time, and for a"
              + " target +@write +@transaction.";
      case "OOM" -> "The server's maxmemory is used up: raise it, then --resume.";
      case "READONLY" -> "The server is a replica: name its master.";
      case "MISCONF" ->
          "The server cannot save its data: see its log, or CONFIG SET stop-writes-on-bgsave-error"
              + " no.";
      default -> "";
    };
  }

  private String where() {
    return endpoint.role().name().toLowerCase(Locale.ROOT) + " " + endpoint;
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
      root = next;
    }
    return String.valueOf(root.getMessage());
  }
}
