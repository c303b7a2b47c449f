package io.decant.connectors.files;

import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that was made here.
 *
 * @param schema as it was accepted
 * @param stem what its files' names begin with
 * @param form of its files
 * @param published the manifest tells of it: its data is complete
 */
record HeldTable(
    Table schema, String stem, FileForm form, boolean published, List<DataFile> files) {
  HeldTable {
    files = List.copyOf(files);
  }

  /** The schema with what the files say about its size. */
  Table described() {
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    long bytes = files.stream().mapToLong(DataFile::plainBytes).sum();
    return schema.withStatistics(
        new Statistics(rows, bytes, true, schema.statistics().longestTexts()));
  }

  HeldTable with(DataFile file) {
    List<DataFile> more = new ArrayList<>(files);
    more.add(file);
    return new HeldTable(schema, stem, form, published, more);
  }

  HeldTable emptied() {
    return new HeldTable(schema, stem, form, published, List.of());
  }

  HeldTable asPublished() {
    return new HeldTable(schema, stem, form, true, files);
  }
}
