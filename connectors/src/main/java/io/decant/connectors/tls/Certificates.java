package io.decant.connectors.tls;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates and keys from the PEM files that a URL names, kept in memory alone. */
final class Certificates {
  /** Of key stores that never leave this process. */
  private static final char[] NO_SECRET = {};

  private Certificates() {}

  static SSLContext context(Endpoint endpoint, Tls.Mode mode) {
    String root = endpoint.parameters().getOrDefault("sslrootcert", "");
    String certificate = endpoint.parameters().getOrDefault("sslcert", "");
    String key = endpoint.parameters().getOrDefault("sslkey", "");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new UserError("sslcert", "sslcert and sslkey go together", "Give both or neither.");
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificate.isEmpty() ? null : own(certificate, key),
          mode == Tls.Mode.REQUIRE
              ? new TrustManager[] {new Everybody()}
              : root.isEmpty() ? null : trusted(root),
          null);
      return context;
    } catch (GeneralSecurityException | IOException failure) {
      throw new UserError("sslmode", "TLS cannot be set up: " + failure.getMessage(), "");
    }
  }

  private static TrustManager[] trusted(String root) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates("sslrootcert", root)) {
      store.setCertificateEntry("root" + number++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyManager[] own(String certificate, String key)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    Certificate[] chain = certificates("sslcert", certificate).toArray(Certificate[]::new);
    store.setKeyEntry("own", key(key), NO_SECRET, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_SECRET);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(String parameter, String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      List<Certificate> found =
          new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (GeneralSecurityException | IOException | InvalidPathException unreadable) {
      // told below: what a driver or a parser says of a file helps nobody
    }
    throw new UserError(
        parameter, file + " cannot be read as a certificate", "Give a file in PEM.");
  }

  private static Key key(String file) {
    try {
      String base64 =
          Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      PKCS8EncodedKeySpec bytes = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      try {
        return KeyFactory.getInstance("RSA").generatePrivate(bytes);
      } catch (InvalidKeySpecException notRsa) {
        return KeyFactory.getInstance("EC").generatePrivate(bytes);
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException failure) {
      throw new UserError(
          "sslkey",
          file + " cannot be read as a private key",
          "Give an unencrypted PKCS#8 key in PEM.");
    }
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
