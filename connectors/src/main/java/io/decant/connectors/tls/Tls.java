package io.decant.connectors.tls;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * An encrypted connection, as a URL asks for it.
 *
 * @param mode what is checked
 * @param context with the certificates that the URL names
 */
public record Tls(Mode mode, SSLContext context) {
  /** The URL's parameters that it reads. */
  public static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

  /**
   * How much of the server's certificate is checked. Servers with whom TLS is agreed upon only
   * before the first byte know no {@code prefer}.
   */
  public enum Mode {
    /** None: TLS is off. */
    DISABLE,
    /** Nothing: it protects from listeners, not from impostors. */
    REQUIRE,
    /** That an authority of ours has signed it. */
    VERIFY_CA,
    /** That, and that it is of the host which the URL names. */
    VERIFY_FULL
  }

  private static final Map<String, Mode> MODES =
      Map.of(
          "disable", Mode.DISABLE,
          "require", Mode.REQUIRE,
          "verify-ca", Mode.VERIFY_CA,
          "verify-full", Mode.VERIFY_FULL);

  /**
   * What the URL asks for; empty when TLS is to be off.
   *
   * @param unasked what holds without an {@code sslmode}
   * @throws UserError a parameter has no meaning, or a file cannot be read
   */
  public static Optional<Tls> of(Endpoint endpoint, Mode unasked) {
    Mode mode = mode(endpoint, unasked);
    if (mode == Mode.DISABLE) {
      return Optional.empty();
    }
    String root = endpoint.parameters().getOrDefault("sslrootcert", "");
    // Who names an authority wants it to be asked, as with PostgreSQL (manual, "SSL Support").
    Mode effective = mode == Mode.REQUIRE && !root.isEmpty() ? Mode.VERIFY_CA : mode;
    return Optional.of(new Tls(effective, TlsContext.of(endpoint, effective)));
  }

  private static Mode mode(Endpoint endpoint, Mode unasked) {
    String asked = endpoint.parameters().get("sslmode");
    if (asked == null) {
      return unasked;
    }
    Mode mode = MODES.get(asked.toLowerCase(Locale.ROOT));
    if (mode == null) {
      boolean negotiated = Set.of("allow", "prefer").contains(asked.toLowerCase(Locale.ROOT));
      throw new UserError(
          "sslmode",
          negotiated
              ? "this database's protocol cannot ask whether the server has TLS"
              : "unknown value",
          "Use one of: disable, require, verify-ca, verify-full.");
    }
    return mode;
  }

  /** Whether the certificate must be of the host that the URL names. */
  public boolean checksHost() {
    return mode == Mode.VERIFY_FULL;
  }
}
