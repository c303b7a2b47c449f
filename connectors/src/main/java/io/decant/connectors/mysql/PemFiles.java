package io.decant.connectors.mysql;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.tls.KeyStores;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Certificates and keys as the other engines take them, in PEM files, made into the key stores that
 * MySQL's driver wants, which are files: temporary ones with a random password.
 */
final class PemFiles {
  private PemFiles() {}

  /** Adds what the URL's {@code sslrootcert}, {@code sslcert} and {@code sslkey} name. */
  static void trust(Endpoint endpoint, Properties properties) {
    String password = UUID.randomUUID().toString();
    try {
      Optional<KeyStore> trusted = KeyStores.trusted(endpoint);
      if (trusted.isPresent()) {
        save(trusted.get(), password, "trustCertificateKeyStore", properties);
      }
      Optional<KeyStore> own = KeyStores.own(endpoint, password.toCharArray());
      if (own.isPresent()) {
        save(own.get(), password, "clientCertificateKeyStore", properties);
      }
    } catch (GeneralSecurityException | IOException failure) {
      throw new UserError("sslmode", "TLS cannot be set up: " + failure.getMessage(), "");
    }
  }

  private static void save(KeyStore store, String password, String prefix, Properties properties)
      throws GeneralSecurityException, IOException {
    Path file = Files.createTempFile("decant", ".p12");
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    properties.setProperty(prefix + "Url", file.toUri().toString());
    properties.setProperty(prefix + "Type", store.getType());
    properties.setProperty(prefix + "Password", password);
  }
}
