package io.decant.connectors.files;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Finding;
import io.decant.converter.schema.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a folder before rows are written to it. */
final class FilesFindings {
  private FilesFindings() {}

  static List<Finding> ofTarget(Folder folder, List<Table> tables) {
    String where = Checks.where(folder.endpoint());
    List<Finding> findings =
        new ArrayList<>(Checks.disk(where, folder.path(), Checks.expectedBytes(tables)));
    Path there = folder.path().toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      findings.add(
          Finding.refusal(
              folder.endpoint().role(),
              "PRIVILEGE",
              where,
              "no permission to write in " + there,
              "Grant this user write access to the folder."));
    }
    return findings;
  }
}
