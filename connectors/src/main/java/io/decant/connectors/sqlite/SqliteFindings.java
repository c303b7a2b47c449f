package io.decant.connectors.sqlite;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be said of a file before rows move. */
final class SqliteFindings {
  /** Whose locks do not always keep others out (SQLite documentation, "SQLite Over a Network"). */
  private static final Set<String> NETWORKS =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs");

  /** What they say of a value, SQLite does not see to. */
  private static final Set<Family> PROMISES =
      EnumSet.of(
          Family.BOOLEAN,
          Family.DATE,
          Family.TIMESTAMP,
          Family.TIMESTAMP_TZ,
          Family.TIME,
          Family.JSON,
          Family.UUID);

  private SqliteFindings() {}

  static List<Finding> ofSource(SqliteFile file, List<Table> tables) {
    List<Finding> findings = new ArrayList<>(network(file));
    findings.addAll(declarations(file, tables));
    return findings;
  }

  /** Lengths, digits and calendars that are declared: here they bind no value. */
  private static List<Finding> declarations(SqliteFile file, List<Table> tables) {
    Set<String> names = new LinkedHashSet<>();
    long otherwise = 0;
    long promising = 0;
    for (Table table : tables) {
      for (Column column : table.columns()) {
        DeclaredType declared = DeclaredType.of(column.nativeType());
        if (!declared.arguments().isEmpty() || PROMISES.contains(declared.family())) {
          names.add(declared.text());
          promising++;
          otherwise += column.evidenceCode().isEmpty() ? 0 : 1;
        }
      }
    }
    return promising == 0
        ? List.of()
        : List.of(
            Finding.info(
                "DECLARED_TYPES",
                file.where(),
                "SQLite holds no value to types such as %s: of %d columns declared so, %d hold"
                        .formatted(
                            names.stream().limit(3).collect(Collectors.joining(", ")),
                            promising,
                            otherwise)
                    + " something else",
                "The values decided each type; a database that checks its own refuses later what"
                    + " this file took."));
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
