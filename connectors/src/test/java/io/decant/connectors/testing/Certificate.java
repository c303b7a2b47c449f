package io.decant.connectors.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and the certificate that it has signed itself, in PEM files of a temporary folder. Good for
 * 127.0.0.1 and for two days.
 *
 * @param file the certificate, which is its own root
 */
record Certificate(Path file, Path key) {
  private static final String PASSWORD = "changeit";

  static Certificate make() {
    try {
      Path folder = Files.createTempDirectory("decant-tls");
      Path store = folder.resolve("keys.p12");
      Path log = folder.resolve("keytool.log");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "RSA",
                  "-validity",
                  "2",
                  "-dname",
                  "CN=decant",
                  "-ext",
                  "san=ip:127.0.0.1",
                  "-keystore",
                  store.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ServerBoot.expectSuccess(keytool, "keytool", log);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      Certificate made =
          new Certificate(folder.resolve("server.crt"), folder.resolve("server.key"));
      write(made.file(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
      write(made.key(), "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
      for (Path file : List.of(folder, store, log, made.file(), made.key())) {
        file.toFile().deleteOnExit();
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    Files.createFile(file);
    if (!file.toFile().setReadable(false, false) || !file.toFile().setReadable(true, true)) {
      throw new IOException("cannot keep others from reading " + file);
    }
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
