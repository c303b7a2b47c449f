package io.decant.connectors.tls;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import java.util.Optional;

/** The certificates and keys in the PEM files that a URL names, as key stores in memory. */
public final class KeyStores {
  private KeyStores() {}

  /**
   * The authorities in the file of {@code sslrootcert}; empty where the URL names none.
   *
   * @throws UserError the file cannot be read as certificates
   */
  public static Optional<KeyStore> trusted(Endpoint endpoint)
      throws GeneralSecurityException, IOException {
    String file = endpoint.parameters().getOrDefault("sslrootcert", "");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates("sslrootcert", file)) {
      store.setCertificateEntry("root" + number++, certificate);
    }
    return Optional.of(store);
  }

  /**
   * The certificate of {@code sslcert} with the key of {@code sslkey}; empty where the URL names
   * neither.
   *
   * @param password that the key is to be locked with
   * @throws UserError one is named without the other, or a file cannot be read
   */
  public static Optional<KeyStore> own(Endpoint endpoint, char[] password)
      throws GeneralSecurityException, IOException {
    String certificate = endpoint.parameters().getOrDefault("sslcert", "");
    String key = endpoint.parameters().getOrDefault("sslkey", "");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new UserError("sslcert", "sslcert and sslkey go together", "Give both or neither.");
    }
    if (certificate.isEmpty()) {
      return Optional.empty();
    }
    KeyStore store = emptyStore();
    Certificate[] chain = certificates("sslcert", certificate).toArray(Certificate[]::new);
    store.setKeyEntry("own", key(key), password, chain);
    return Optional.of(store);
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
}
