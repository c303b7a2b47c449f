package io.decant.connectors.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code decant.json}: what the folder holds, for whoever gets it without Decant's own folder in
 * it. Written last, when a run ends, of the tables whose data is complete.
 */
record Manifest(@JsonProperty("decant-files") int version, List<Entry> tables) {
  private static final int VERSION = 1;

  /**
   * A table.
   *
   * @param name for people; the schema tells it too
   * @param origin what it was where it came from, in the engine's words; empty for none
   */
  record Entry(
      String name,
      long rows,
      String stem,
      FileForm form,
      List<Item> files,
      Table schema,
      String origin) {}

  /** A file, with what proves that it is whole. */
  record Item(
      String name,
      long rows,
      long bytes,
      @JsonProperty("plain-bytes") long plainBytes,
      @JsonProperty("sha-256") String sha256) {}

  /** Of the tables that are complete. */
  static Manifest of(FolderState state) {
    List<Entry> entries = new ArrayList<>();
    state
        .tables
        .values()
        .forEach(
            table -> {
              if (table.published()) {
                entries.add(entry(table, state.origins.getOrDefault(table.schema().name(), "")));
              }
            });
    return new Manifest(VERSION, entries);
  }

  private static Entry entry(HeldTable table, String origin) {
    List<Item> items =
        table.files().stream()
            .map(
                file ->
                    new Item(
                        file.name(), file.rows(), file.bytes(), file.plainBytes(), file.sha256()))
            .toList();
    return new Entry(
        table.schema().name().toString(),
        items.stream().mapToLong(Item::rows).sum(),
        table.stem(),
        table.form(),
        items,
        table.schema(),
        origin);
  }

  /**
   * The one in the folder.
   *
   * @throws io.decant.converter.DecantException.EndpointFailure it cannot be read
   */
  static Optional<Manifest> read(Folder folder) {
    try {
      if (!Files.exists(folder.file(Folder.MANIFEST))) {
        return Optional.empty();
      }
      Manifest manifest =
          FolderText.parse(Files.readAllBytes(folder.file(Folder.MANIFEST)), Manifest.class);
      if (manifest.version() != VERSION) {
        throw folder.failure(
            Folder.MANIFEST + " is of version " + manifest.version() + ", not " + VERSION,
            "Use the version of Decant that wrote it.",
            null);
      }
      manifest.requireInside(folder);
      return Optional.of(manifest);
    } catch (JacksonException foreign) {
      throw folder.failure(
          Folder.MANIFEST + " is not a manifest of Decant's",
          "Rename it, and the files are read as they are.",
          foreign);
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  /** Somebody else's manifest must not make us read what is outside the folder. */
  private void requireInside(Folder folder) {
    for (Entry entry : tables) {
      for (Item item : entry.files()) {
        boolean inside =
            !item.name().isEmpty()
                && item.name().indexOf('/') < 0
                && item.name().indexOf('\\') < 0
                && item.name().indexOf('\0') < 0
                && !item.name().equals("..");
        if (!inside) {
          throw folder.failure(
              Folder.MANIFEST + " names a file outside the folder: " + item.name(), "", null);
        }
      }
    }
  }

  /** As the first line of a journal. */
  Change.Adopt adopted() {
    List<HeldTable> held = new ArrayList<>();
    Map<TableName, String> origins = new HashMap<>();
    for (Entry entry : tables) {
      List<DataFile> files =
          entry.files().stream()
              .map(
                  item ->
                      new DataFile(
                          item.name(),
                          "",
                          item.rows(),
                          item.bytes(),
                          item.plainBytes(),
                          item.sha256()))
              .toList();
      held.add(new HeldTable(entry.schema(), entry.stem(), entry.form(), true, files));
      if (!entry.origin().isEmpty()) {
        origins.put(entry.schema().name(), entry.origin());
      }
    }
    return new Change.Adopt(
        held,
        origins.entrySet().stream()
            .map(origin -> new Change.Origin(origin.getKey(), origin.getValue()))
            .toList());
  }
}
