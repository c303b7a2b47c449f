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
 * t.part-0001.csv} and so on; {@code t/part-0001.csv} and {@code t/2024-01.csv} are parts of {@code
 * t} too, and {@code s/t.csv} is a table {@code s_t}.
 */
final class LooseFiles {
  private final Map<TableName, List<String>> tables = new TreeMap<>();
  private final Set<TableName> parts = new HashSet<>();
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
          String table = FileNames.table(name);
          String own = FileNames.withoutPart(stem(part));
          boolean isPart = FileNames.isPart(own) || !isRows(part);
          String full = isPart ? table : table + "_" + FileNames.table(own);
          add(folder, name + "/" + part, full, isPart || !own.equals(stem(part)), state);
        }
      }
    } else {
      String own = FileNames.withoutPart(stem(name));
      add(folder, name, FileNames.table(own), !own.equals(stem(name)), state);
    }
  }

  private static String stem(String file) {
    return isRows(file) ? FileForm.withoutEnding(file) : file;
  }

  private static boolean isRows(String name) {
    return FileForm.ofName(name, Optional.empty()).isPresent();
  }

  /** Only parts are read together: {@code t.csv} and {@code t.csv.gz} may well be the same rows. */
  private void add(Folder folder, String file, String tableName, boolean isPart, FolderState state)
      throws IOException {
    TableName table = TableName.of(tableName);
    if (!isRows(file)) {
      other(file, "a file of another form than CSV or JSON Lines");
    } else if (form(folder, file).isEmpty()) {
      other(file, "JSON, but neither objects nor an array of objects");
    } else if (state.tables.containsKey(table)) {
      other(file, "the manifest does not tell of it");
    } else {
      List<String> files = tables.computeIfAbsent(table, unused -> new ArrayList<>());
      boolean joins = isPart && parts.contains(table) && format(files.get(0)).equals(format(file));
      if (files.isEmpty() || joins) {
        files.add(file);
        if (isPart) {
          parts.add(table);
        }
      } else {
        other(file, "table " + tableName + " is " + files.get(0) + " already");
      }
    }
  }

  private static Optional<JsonForm> form(Folder folder, String file) throws IOException {
    return JsonForm.of(folder, file, FileForm.ofName(file, Optional.empty()).orElseThrow());
  }

  private static Optional<FileForm.Format> format(String file) {
    return FileForm.ofName(file, Optional.empty()).map(FileForm::format);
  }

  private void other(String file, String reason) {
    others.add(new SchemaObject(ObjectKind.FILE, file, "", reason));
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
