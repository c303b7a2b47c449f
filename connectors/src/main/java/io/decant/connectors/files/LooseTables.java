package io.decant.connectors.files;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the schema of files that no manifest tells of, and reads them by it. Thread-safe. */
final class LooseTables {
  private static final String ALL = "all";

  private final Folder folder;
  private final Optional<Character> delimiter;
  private final long sample;
  private final Map<Stamp, CsvSurvey> surveys = new HashMap<>();

  /** Files as they were when they were looked at. */
  private record Stamp(TableName table, List<String> files) {}

  LooseTables(Folder folder) {
    this.folder = folder;
    this.delimiter = FileForm.delimiter(folder.endpoint());
    this.sample = sample(folder.endpoint());
  }

  /** Rows to look at: all, unless a number is given. */
  private static long sample(Endpoint endpoint) {
    String text = endpoint.parameters().getOrDefault("sample", ALL);
    if (text.equals(ALL)) {
      return Long.MAX_VALUE;
    }
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new UserError("sample", "'" + text + "' is no number of rows", "Use one, or 'all'.");
    }
    return Long.parseLong(text);
  }

  Table table(TableName name, List<String> files) {
    return survey(name, files).table();
  }

  List<Piece> pieces(TableName name, List<String> files) {
    return survey(name, files).pieces();
  }

  BatchReader read(Table table, List<Piece> pieces, List<String> files) {
    return new FilesReader(
        folder, table, pieces, form(files), List.of(), file -> new DataFile(file, "", 0, 0, 0, ""));
  }

  private synchronized CsvSurvey survey(TableName name, List<String> files) {
    try {
      Stamp stamp = new Stamp(name, stamps(files));
      CsvSurvey known = surveys.get(stamp);
      if (known == null) {
        known = new CsvSurvey(folder, name, sample);
        for (String file : files) {
          known.add(file, form(List.of(file)));
        }
        surveys.put(stamp, known);
      }
      return known;
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  private List<String> stamps(List<String> files) throws IOException {
    List<String> stamps = new java.util.ArrayList<>();
    for (String file : files) {
      stamps.add(
          file
              + "/"
              + Files.size(folder.file(file))
              + "/"
              + Files.getLastModifiedTime(folder.file(file)));
    }
    return stamps;
  }

  private FileForm form(List<String> files) {
    return FileForm.ofName(files.get(0), delimiter)
        .orElseThrow(() -> new IllegalStateException("not a file of rows: " + files));
  }
}
