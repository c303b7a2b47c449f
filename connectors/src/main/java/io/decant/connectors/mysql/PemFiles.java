package io.decant.connectors.mysql;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys as the other engines take them, in PEM files, made into the key stores that
 * MySQL's driver wants. The stores are temporary files with a random password.
 */
final class PemFiles {
  private PemFiles() {}

  /** Adds what the URL's {@code sslrootcert}, {@code sslcert} and {@code sslkey} name. */
  static void trust(Endpoint endpoint, Properties properties) {
    String root = endpoint.parameters().getOrDefault("sslrootcert", "");
    String certificate = endpoint.parameters().getOrDefault("sslcert", "");
    String key = endpoint.parameters().getOrDefault("sslkey", "");
    if (!root.isEmpty()) {
      store(properties, "trustCertificateKeyStore", "sslrootcert", certificates(root), null);
    }
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new UserError("sslcert", "sslcert and sslkey go together", "Give both or neither.");
    }
    if (!certificate.isEmpty()) {
      store(
          properties, "clientCertificateKeyStore", "sslcert", certificates(certificate), key(key));
    }
  }

  private static void store(
      Properties properties,
      String prefix,
      String parameter,
      List<Certificate> certificates,
      @Nullable Key key) {
    String password = UUID.randomUUID().toString();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      if (key != null) {
        store.setKeyEntry(
            "own", key, password.toCharArray(), certificates.toArray(Certificate[]::new));
      } else {
        for (int i = 0; i < certificates.size(); i++) {
          store.setCertificateEntry("root" + i, certificates.get(i));
        }
      }
      Path file = Files.createTempFile("decant", ".p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
      properties.setProperty(prefix + "Url", file.toUri().toString());
      properties.setProperty(prefix + "Type", "PKCS12");
      properties.setProperty(prefix + "Password", password);
    } catch (GeneralSecurityException | IOException failure) {
      throw unreadable(parameter, failure);
    }
  }

  private static List<Certificate> certificates(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (GeneralSecurityException | IOException failure) {
      throw unreadable(file, failure);
    }
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
          file, "cannot be read as a private key", "Give an unencrypted PKCS#8 key in PEM.");
    }
  }

  private static UserError unreadable(String where, Exception failure) {
    return new UserError(
        where, "cannot be read as a certificate: " + failure.getMessage(), "Give a PEM file.");
  }
}
