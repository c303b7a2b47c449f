package io.decant.connectors.files;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the first record of a CSV file has its columns' names. */
enum CsvHeader {
  THERE,
  /** Columns are called by their places. */
  MISSING;

  /** As a URL's parameters ask. */
  static CsvHeader of(Endpoint endpoint) {
    String text = endpoint.parameters().getOrDefault("header", "yes");
    return switch (text) {
      case "yes" -> THERE;
      case "no" -> MISSING;
      default -> throw new UserError("header", "'" + text + "' is not known", "Use yes or no.");
    };
  }

  /** The names of a file's columns. */
  List<String> names(Path path, FileForm form) throws IOException {
    try (InputFile top = new InputFile(path, form.compression(), 0, "")) {
      return names(new CsvRecords(new Feed(top, 0, 1), form.delimiter(), 0));
    }
  }

  /** Goes behind the header of a file of which nothing was taken yet. */
  void pass(CsvRecords records) throws IOException {
    if (this == THERE) {
      records.next();
    }
  }

  /**
   * Those in the first record; empty where there is not even that. A field without a name is called
   * by its place, and one of two equal names gets a number.
   */
  private List<String> names(CsvRecords records) throws IOException {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    if (!records.next()) {
      return names;
    }
    if (!records.problem().isEmpty()) {
      throw new IOException("the header is broken: " + records.problem());
    }
    for (int i = 0; i < records.fields(); i++) {
      String name = this == MISSING ? "" : name(records, i);
      String wanted = name.isEmpty() ? "column_" + (i + 1) : name;
      String unique = wanted;
      for (int number = 2; !taken.add(unique); number++) {
        unique = wanted + "_" + number;
      }
      names.add(unique);
    }
    return names;
  }

  private static String name(CsvRecords records, int field) {
    int start = records.start(field);
    return new String(records.data(), start, records.end(field) - start, StandardCharsets.UTF_8);
  }
}
