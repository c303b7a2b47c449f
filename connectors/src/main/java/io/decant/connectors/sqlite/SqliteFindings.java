package io.decant.connectors.sqlite;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Finding;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be said of a file before rows move. */
final class SqliteFindings {
  /** Whose locks do not always keep others out (SQLite documentation, "SQLite Over a Network"). */
  private static final Set<String> NETWORKS =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs");

  private SqliteFindings() {}

  static List<Finding> ofSource(SqliteFile file) {
    return network(file);
  }

  static List<Finding> ofTarget(SqliteFile file, List<Table> tables) {
    List<Finding> findings =
        new ArrayList<>(Checks.disk(file.where(), file.path(), Checks.expectedBytes(tables)));
    findings.addAll(network(file));
    return findings;
  }

  private static List<Finding> network(SqliteFile file) {
    Path folder = file.path().toAbsolutePath().getParent();
    try {
      String type = folder == null ? "" : Files.getFileStore(folder).type();
      return NETWORKS.contains(type.toLowerCase(Locale.ROOT))
          ? List.of(
              Finding.warning(
                  "NETWORK_DISK",
                  file.where(),
                  "the file is on a network file system (" + type + "), whose locks may not hold",
                  "Make sure that nobody else writes to it, or use a file on a disk of this"
                      + " machine."))
          : List.of();
    } catch (IOException unknown) {
      return List.of();
    }
  }
}
