package io.decant.connectors.files;

import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files that no manifest tells of, by the tables that they are: {@code t.csv}, {@code
 * t.part-0001.csv} and so on, or all files of a folder {@code t}.
 */
final class LooseFiles {
  private final Map<TableName, List<String>> tables = new TreeMap<>();
  private final List<SchemaObject> others = new ArrayList<>();

  private LooseFiles() {}

  /** Those in the folder that are not the files of a table that Decant made. */
  static LooseFiles of(Folder folder, FolderState state) {
    LooseFiles loose = new LooseFiles();
    if (folder.exists()) {
      Set<String> known = new HashSet<>(state.doomed);
      state.tables.values().forEach(table -> table.files().forEach(file -> known.add(file.name())));
      try {
        for (String name : names(folder.path())) {
          if (!known.contains(name)
              && (folder.onlyFile().isEmpty() || folder.onlyFile().equals(name))) {
            loose.add(folder, name, state);
          }
        }
      } catch (IOException failure) {
        throw folder.failure(failure);
      }
    }
    return loose;
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(path -> names.add(String.valueOf(path.getFileName())));
    }
    names.sort(null);
    return names;
  }

  private void add(Folder folder, String name, FolderState state) throws IOException {
    if (name.startsWith(".") || name.equals(Folder.OWN) || name.equals(Folder.MANIFEST)) {
      return;
    }
    if (Files.isDirectory(folder.file(name))) {
      for (String part : names(folder.file(name))) {
        if (!part.startsWith(".")) {
          add(name + "/" + part, FileNames.table(name), state);
        }
      }
    } else {
      String stem = isRows(name) ? FileNames.withoutPart(FileForm.withoutEnding(name)) : name;
      add(name, FileNames.table(stem), state);
    }
  }

  private static boolean isRows(String name) {
    return FileForm.ofName(name, Optional.empty()).isPresent();
  }

  private static boolean isCsv(String name) {
    return FileForm.ofName(name, Optional.empty())
        .filter(form -> form.format() == FileForm.Format.CSV)
        .isPresent();
  }

  private void add(String file, String tableName, FolderState state) {
    TableName table = TableName.of(tableName);
    if (!isRows(file)) {
      other(file, "a file of another form than CSV or JSON Lines");
    } else if (!isCsv(file)) {
      other(file, "JSON Lines without a manifest are not read yet");
    } else if (state.tables.containsKey(table)) {
      other(file, "the manifest does not tell of it");
    } else {
      tables.computeIfAbsent(table, unused -> new ArrayList<>()).add(file);
    }
  }

  private void other(String file, String reason) {
    others.add(new SchemaObject(ObjectKind.FOREIGN_TABLE, file, "", reason));
  }

  List<TableName> tables() {
    return List.copyOf(tables.keySet());
  }

  boolean has(TableName table) {
    return tables.containsKey(table);
  }

  /** Of a table, in the order of their names. */
  List<String> files(TableName table) {
    return tables.getOrDefault(table, List.of());
  }

  /** What is no table. */
  List<SchemaObject> others() {
    return others;
  }
}
