package io.decant.connectors.files;

import io.decant.connectors.spi.Lease;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the folder as the journal says it is: gives files their names, deletes those of tables that
 * are gone, and tells the rest of the world by the manifest.
 */
final class Keeping {
  private final Folder folder;
  private final Journal journal;

  Keeping(Folder folder, Journal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /** The manifest is to tell of the table: its data is complete. */
  void publish(TableName table) {
    journal.change(state -> List.of(new Change.Publish(table)), state -> "");
  }

  /** Clears away what writers of a run have left, and brings the manifest up to date: last. */
  void refresh(Lease lease) {
    journal.change(
        state -> List.of(),
        state -> {
          settle(state);
          sweep(state, lease.run(), lease.epoch() + 1);
          write(state);
          return "";
        });
  }

  void drop(List<TableName> names) {
    boolean nothing =
        !folder.exists()
            || journal.read(
                state -> {
                  LooseFiles loose = LooseFiles.of(folder, state);
                  return names.stream()
                      .noneMatch(name -> state.tables.containsKey(name) || loose.has(name));
                });
    if (nothing) {
      return;
    }
    journal.change(
        state -> {
          LooseFiles loose = LooseFiles.of(folder, state);
          List<String> files = new ArrayList<>();
          for (TableName name : names) {
            files.addAll(files(state, name));
            files.addAll(loose.files(name));
          }
          return List.of(new Change.Drop(names, files));
        },
        state -> "");
    delete();
  }

  void empty(TableName name) {
    journal.change(
        state -> {
          state.require(folder, name);
          return List.of(new Change.Empty(name, files(state, name)));
        },
        state -> "");
    delete();
  }

  private static List<String> files(FolderState state, TableName name) {
    List<String> files = new ArrayList<>();
    HeldTable table = state.tables.get(name);
    if (table != null) {
      for (DataFile file : table.files()) {
        files.add(file.name());
        files.add(Folder.OWN + "/" + file.part());
      }
    }
    return files;
  }

  /** Deletes what the journal has given up; what a process left undone, the next one does. */
  private void delete() {
    journal.change(
        state -> {
          List<String> gone = List.copyOf(state.doomed);
          try {
            for (String file : gone) {
              if (Files.isRegularFile(folder.file(file))) {
                Files.delete(folder.file(file));
              }
            }
            Folder.sync(folder.path());
          } catch (IOException failure) {
            throw folder.failure(failure);
          }
          return gone.isEmpty() ? List.of() : List.of(new Change.Delete(gone));
        },
        state -> "");
  }

  /** Gives committed files their names. */
  void settle(FolderState state) {
    try {
      for (HeldTable table : state.tables.values()) {
        for (DataFile file : table.files()) {
          settle(folder, file);
        }
      }
      Folder.sync(folder.path());
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  static void settle(Folder folder, DataFile file) throws IOException {
    Path named = folder.file(file.name());
    if (!file.part().isEmpty() && !Files.exists(named) && Files.exists(folder.own(file.part()))) {
      Files.move(folder.own(file.part()), named, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes what writers of a run have left that nobody committed. */
  void sweep(FolderState state, String run, long beforeEpoch) {
    Set<String> committed = new HashSet<>();
    state
        .tables
        .values()
        .forEach(table -> table.files().forEach(file -> committed.add(file.part())));
    String prefix = FilesWriter.prefix(run);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder.path().resolve(Folder.OWN), prefix + "*.part")) {
      for (Path part : parts) {
        String name = String.valueOf(part.getFileName());
        if (FilesWriter.epoch(name) < beforeEpoch && !committed.contains(name)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  private void write(FolderState state) {
    try {
      folder.replace(folder.file(Folder.MANIFEST), FolderText.readable(Manifest.of(state)));
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }
}
