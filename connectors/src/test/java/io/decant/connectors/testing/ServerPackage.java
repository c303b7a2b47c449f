package io.decant.connectors.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A jar on the class path that is only the wrapping of a server's programs. */
record ServerPackage(Path jar) {

  /**
   * Finds the package by a file in it.
   *
   * @throws IllegalStateException if it is not on the class path
   */
  static ServerPackage containing(String file) {
    URL url = ServerPackage.class.getClassLoader().getResource(file);
    if (url == null) {
      throw new IllegalStateException(
          "The package with " + file + " is missing: add it to this module's test dependencies");
    }
    try {
      URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
      return new ServerPackage(Path.of(jar.toURI()));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot open the package at " + url, e);
    }
  }

  /** Artifact and version, so that a newer package is unpacked beside the older one. */
  String name() {
    return jar.getFileName().toString().replace(".jar", "");
  }

  /** Decodes one file of the package. The caller closes the stream. */
  interface Decoder {
    InputStream decode(InputStream compressed) throws IOException;
  }

  /** Unpacks the compressed tar file in the package with the system's tar, which keeps links. */
  void untar(String file, Decoder decoder, Path folder) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("tar.log").toFile())
            .start();
    try (JarFile content = new JarFile(jar.toFile());
        InputStream stream = decoder.decode(content.getInputStream(content.getEntry(file)));
        var sink = tar.getOutputStream()) {
      stream.transferTo(sink);
    }
    ServerBoot.expectSuccess(tar, "tar", folder.resolve("tar.log"));
  }

  /** Copies everything below the folders whose path matches the regular expression. */
  void extract(String folders, Path target) throws IOException {
    try (JarFile content = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(content.entries())) {
        String path = entry.getName().replaceFirst("^" + folders, "");
        if (!entry.isDirectory() && !path.equals(entry.getName())) {
          Path file = target.resolve(path);
          Files.createDirectories(file.getParent());
          Files.copy(content.getInputStream(entry), file);
        }
      }
    }
  }
}
