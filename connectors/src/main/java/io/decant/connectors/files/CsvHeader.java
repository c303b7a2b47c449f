package io.decant.connectors.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names in the first record of a CSV file. */
final class CsvHeader {
  private CsvHeader() {}

  /**
   * Takes the header from the beginning of a file; empty where there is not even that. A field
   * without a name is called by its place, and one of two equal names gets a number.
   */
  static List<String> take(CsvRecords records) throws IOException {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    if (!records.next()) {
      return names;
    }
    if (!records.problem().isEmpty()) {
      throw new IOException("the header is broken: " + records.problem());
    }
    for (int i = 0; i < records.fields(); i++) {
      String name =
          new String(
              records.data(),
              records.start(i),
              records.end(i) - records.start(i),
              StandardCharsets.UTF_8);
      String wanted = name.isEmpty() ? "column_" + (i + 1) : name;
      String unique = wanted;
      for (int number = 2; !taken.add(unique); number++) {
        unique = wanted + "_" + number;
      }
      names.add(unique);
    }
    return names;
  }
}
