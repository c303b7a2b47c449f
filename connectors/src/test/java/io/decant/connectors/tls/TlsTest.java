package io.decant.connectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] SECRET = "secret".toCharArray();

  @TempDir static Path folder;
  private static SSLContext server;
  private static Path root;

  @BeforeAll
  static void makeACertificateOfAnotherHost() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=elsewhere",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), SECRET);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SECRET);
    server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);
    Certificate certificate = store.getCertificate("own");
    root = folder.resolve("root.pem");
    Files.writeString(
        root,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void eachModeChecksWhatItSays() throws Exception {
    assertThat(connects(Map.of("sslmode", "require"))).isTrue();
    assertThat(connects(Map.of("sslmode", "verify-ca"))).isFalse();
    assertThat(connects(Map.of("sslmode", "verify-ca", "sslrootcert", root.toString()))).isTrue();
    assertThat(connects(Map.of("sslmode", "verify-full", "sslrootcert", root.toString())))
        .isFalse();
  }

  @Test
  void whoNamesAnAuthorityWantsItAsked() {
    Tls tls = tls(Map.of("sslmode", "require", "sslrootcert", root.toString()));
    assertThat(tls.mode()).isEqualTo(Tls.Mode.VERIFY_CA);
  }

  @Test
  void whatIsNotAskedForIsTheEnginesOwnCustom() {
    assertThat(Tls.of(endpoint(Map.of()), Tls.Mode.DISABLE)).isEmpty();
    assertThat(Tls.of(endpoint(Map.of()), Tls.Mode.VERIFY_FULL)).isPresent();
    assertThat(Tls.of(endpoint(Map.of("sslmode", "disable")), Tls.Mode.VERIFY_FULL)).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> tls(Map.of("sslmode", "prefer")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot ask");
    assertThatThrownBy(() -> tls(Map.of("sslmode", "on"))).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> tls(Map.of("sslmode", "require", "sslcert", root.toString())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> tls(Map.of("sslmode", "verify-ca", "sslrootcert", "/not/there")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("/not/there");
    assertThatThrownBy(
            () ->
                tls(
                    Map.of(
                        "sslmode", "require",
                        "sslcert", root.toString(),
                        "sslkey", root.toString())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("private key");
  }

  private static boolean connects(Map<String, String> parameters) throws Exception {
    Tls tls = tls(parameters);
    try (SSLServerSocket listener =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
      CompletableFuture<Boolean> served =
          CompletableFuture.supplyAsync(
              () -> {
                try (SSLSocket guest = (SSLSocket) listener.accept()) {
                  guest.startHandshake();
                  return true;
                } catch (java.io.IOException refused) {
                  return false;
                }
              });
      boolean connected = greets(tls, listener.getLocalPort());
      served.join();
      return connected;
    }
  }

  private static boolean greets(Tls tls, int port) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) tls.context().getSocketFactory().createSocket("127.0.0.1", port)) {
      if (tls.checksHost()) {
        SSLParameters checks = socket.getSSLParameters();
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(checks);
      }
      socket.startHandshake();
      return true;
    } catch (SSLException refused) {
      return false;
    }
  }

  private static Tls tls(Map<String, String> parameters) {
    return Tls.of(endpoint(parameters), Tls.Mode.DISABLE).orElseThrow();
  }

  private static Endpoint endpoint(Map<String, String> parameters) {
    return new Endpoint(Role.SOURCE, "redis", "host", 0, "", "", "", parameters);
  }
}
