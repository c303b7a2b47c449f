package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why nobody answers. A client that waited in vain for a server has no exception as its cause: its
 * message ends in the state of the cluster as it last was, and the reason stands in there (driver
 * 5, {@code getShortDescription} of {@code ClusterDescription} and {@code ServerDescription}).
 *
 * @param reason one line
 * @param remedy what to do about it, before a run
 */
record Unanswered(String reason, String remedy) {
  private static final Pattern DNS = Pattern.compile("srvResolutionException=\\S+: ([^,]*?)\\.?,");

  /** The last is the innermost: {@code exception={A: ...}, caused by {B: ...}}. */
  private static final Pattern ERROR = Pattern.compile(".*\\{[\\w.$]+: ([^{}]*)\\}.*");

  private static final String END_OF_STREAM = "Prematurely reached end of stream";

  static Unanswered of(MongoException failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String text = inner.getMessage() == null ? inner.toString() : inner.getMessage();
    String line = text.lines().findFirst().orElse("");
    Matcher dns = DNS.matcher(line);
    if (dns.find()) {
      return new Unanswered(
          "DNS names no server: " + dns.group(1),
          "Check the host in the URL. mongodb+srv: asks DNS for its servers; where there is no"
              + " such record, write mongodb://host:port/database.");
    }
    String reason = reason(line);
    if (reason.equals(END_OF_STREAM)) {
      return new Unanswered(
          "the server ends the connection",
          "It may want TLS (sslmode=require), or a certificate of the client (sslcert, sslkey).");
    }
    return new Unanswered(reason, remedy(MongoErrors.isTls(failure)));
  }

  private static String reason(String line) {
    Matcher error = ERROR.matcher(line);
    if (error.matches()) {
      return error.group(1);
    }
    return line.startsWith("Timed out") ? "no answer in time" : line;
  }

  private static String remedy(boolean tls) {
    return tls
        ? "Check sslmode and sslrootcert in the URL, and whether the server has TLS; it may want a"
            + " certificate of the client, too (sslcert, sslkey)."
        : "Check host and port in the URL, and that the server runs; a server with TLS wants"
            + " sslmode=require.";
  }
}
