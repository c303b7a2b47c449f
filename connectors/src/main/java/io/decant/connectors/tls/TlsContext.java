package io.decant.connectors.tls;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** What checks a server and proves who we are, from the PEM files that a URL names. */
final class TlsContext {
  /** Of key stores that never leave this process. */
  private static final char[] NO_SECRET = {};

  private TlsContext() {}

  static SSLContext of(Endpoint endpoint, Tls.Mode mode) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keyManagers(KeyStores.own(endpoint, NO_SECRET)),
          mode == Tls.Mode.REQUIRE
              ? new TrustManager[] {new Everybody()}
              : trustManagers(KeyStores.trusted(endpoint)),
          null);
      return context;
    } catch (GeneralSecurityException | IOException failure) {
      throw new UserError("sslmode", "TLS cannot be set up: " + failure.getMessage(), "");
    }
  }

  private static KeyManager @Nullable [] keyManagers(Optional<KeyStore> own)
      throws GeneralSecurityException {
    if (own.isEmpty()) {
      return null;
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own.get(), NO_SECRET);
    return keys.getKeyManagers();
  }

  /** Without one, Java asks the authorities that it comes with. */
  private static TrustManager @Nullable [] trustManagers(Optional<KeyStore> trusted)
      throws GeneralSecurityException {
    if (trusted.isEmpty()) {
      return null;
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted.get());
    return trust.getTrustManagers();
  }

  /** Asks for no name and no signature: what {@code require} means. */
  private static final class Everybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
