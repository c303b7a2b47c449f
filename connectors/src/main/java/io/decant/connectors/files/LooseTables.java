package io.decant.connectors.files;

import io.decant.connectors.documents.InferenceRules;
import io.decant.connectors.files.FileForm.Format;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the schema of files that no manifest tells of, and reads them by it. Thread-safe. */
final class LooseTables {
  private static final String ALL = "all";

  private final Folder folder;
  private final Optional<Character> delimiter;
  private final CsvHeader header;
  private final long sample;
  private final InferenceRules rules;
  private final Map<Stamp, Found> surveys = new HashMap<>();

  /** Files as they were when they were looked at. */
  private record Stamp(TableName table, List<String> files) {}

  /** What was found in them: tables, and pieces that can be read alone. */
  private record Found(List<Table> tables, List<Piece> pieces) {}

  LooseTables(Folder folder) {
    this.folder = folder;
    this.delimiter = FileForm.delimiter(folder.endpoint());
    this.header = CsvHeader.of(folder.endpoint());
    this.sample = sample(folder.endpoint());
    this.rules = InferenceRules.of(folder.endpoint().parameters());
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

  /**
   * Tables by name, each with the one that its files are named by: the tables of arrays in
   * documents have the files of their documents.
   */
  Map<TableName, TableName> owners(LooseFiles loose, Set<TableName> held) {
    Map<TableName, TableName> owners = new TreeMap<>();
    loose.tables().forEach(name -> owners.put(name, name));
    for (TableName name : loose.tables()) {
      if (format(loose.files(name)) == Format.JSONL) {
        Set<TableName> taken = new HashSet<>(owners.keySet());
        taken.addAll(held);
        for (Table table : survey(name, loose.files(name), taken).tables()) {
          owners.putIfAbsent(table.name(), name);
        }
      }
    }
    return owners;
  }

  /**
   * The table of that name.
   *
   * @param owner the one that its files are named by
   */
  Table table(TableName name, TableName owner, List<String> files) {
    return survey(owner, files, Set.of()).tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> folder.failure("the files of " + owner + " have changed", "", null));
  }

  List<Piece> pieces(TableName owner, List<String> files) {
    return survey(owner, files, Set.of()).pieces();
  }

  BatchReader read(
      Table table, TableName name, TableName owner, List<Piece> pieces, List<String> files) {
    if (format(files) == Format.JSONL) {
      return new DocumentReader(
          folder, table(name, owner, files), table.storedColumns(), pieces, this::form);
    }
    return new FilesReader(
        folder,
        table,
        pieces,
        this::form,
        header,
        List.of(),
        file -> new DataFile(file, "", 0, 0, 0, ""));
  }

  /** The same survey for the same files: names of tables for arrays are given once. */
  private synchronized Found survey(TableName owner, List<String> files, Set<TableName> taken) {
    try {
      Stamp stamp = new Stamp(owner, stamps(files));
      Found known = surveys.get(stamp);
      if (known == null) {
        Survey survey =
            format(files) == Format.CSV
                ? new CsvSurvey(folder, owner, sample, header)
                : new DocumentSurvey(folder, owner, sample, rules, taken);
        for (String file : files) {
          survey.add(file, form(file));
        }
        known = new Found(survey.tables(), survey.pieces());
        surveys.put(stamp, known);
      }
      return known;
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  private List<String> stamps(List<String> files) throws IOException {
    List<String> stamps = new ArrayList<>();
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

  private Format format(List<String> files) {
    return named(files.get(0)).format();
  }

  /** As the name tells it, or a parameter, or else the file's beginning. */
  private FileForm form(String file) {
    FileForm named = named(file);
    if (delimiter.isPresent()) {
      return named;
    }
    try {
      return CsvDelimiter.found(folder, file, named);
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  private FileForm named(String file) {
    return FileForm.ofName(file, delimiter)
        .orElseThrow(() -> new IllegalStateException("not a file of rows: " + file));
  }
}
