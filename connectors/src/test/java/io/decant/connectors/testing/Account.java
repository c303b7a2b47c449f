package io.decant.connectors.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The account the tests run under, and the one a server that refuses root runs under. */
final class Account {

  private static final String NOBODY = "65534";

  private Account() {}

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /**
   * What to put before a command that must not run as root and owns the data folder. A user
   * namespace hides root from the command at no cost; where those are forbidden, as in many
   * containers, the folder is given to the account nobody. Ordinary users need neither.
   */
  static List<String> unprivileged(Path data) {
    if (!isRoot()) {
      return List.of();
    }
    if (works("unshare", "--user", "true")) {
      return List.of("unshare", "--user");
    }
    String giveAway = "chown -R " + NOBODY + " \"$0\" && exec \"$@\"";
    return List.of(
        "sh",
        "-c",
        giveAway,
        data.toString(), //
        "setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + NOBODY,
        "--clear-groups");
  }

  private static boolean works(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
