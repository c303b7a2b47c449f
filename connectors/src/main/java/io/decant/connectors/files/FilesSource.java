package io.decant.connectors.files;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.sql.RowCondition;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder: the tables that Decant made there as its manifest tells them, and other files as
 * they are. Files that Decant wrote never change, and of others the size and the time of the last
 * change are watched: so a snapshot is a list of files.
 */
final class FilesSource implements Source {
  private static final int MAX_SPLITS = 10_000;

  private final Folder folder;
  private final Journal journal;
  private final LooseTables loose;
  private volatile @Nullable View snapshot;

  FilesSource(Folder folder) {
    this.loose = new LooseTables(folder);
    folder.requireReadable();
    this.folder = folder;
    this.journal = new Journal(folder);
  }

  /**
   * The folder at one moment.
   *
   * @param unfinished those of the held tables that have some of their rows only
   * @param owners of tables that are loose files, the one that the files are named by
   */
  private record View(
      Map<TableName, HeldTable> held,
      Set<TableName> unfinished,
      LooseFiles loose,
      Map<TableName, TableName> owners) {

    /** The files that a table's rows stand in. */
    List<String> files(TableName owner) {
      return loose.files(owner);
    }
  }

  private View now() {
    return journal.read(
        state -> {
          Map<TableName, HeldTable> held =
              folder.onlyFile().isEmpty() ? Map.copyOf(state.tables) : Map.of();
          Set<TableName> unfinished =
              held.entrySet().stream()
                  .filter(t -> !t.getValue().published() || !state.isFilled(t.getKey()))
                  .map(Map.Entry::getKey)
                  .collect(Collectors.toUnmodifiableSet());
          LooseFiles files = LooseFiles.of(folder, state);
          return new View(held, unfinished, files, loose.owners(files, held.keySet()));
        });
  }

  private View view() {
    View taken = snapshot;
    return taken == null ? now() : taken;
  }

  @Override
  public Catalog catalog() {
    View view = now();
    TreeSet<TableName> names = new TreeSet<>(view.held().keySet());
    names.addAll(view.owners().keySet());
    return new Catalog("Files", "", List.copyOf(names), view.loose().others());
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    View view = now();
    return names.stream().map(name -> describe(name, view)).toList();
  }

  private Table describe(TableName name, View view) {
    HeldTable held = view.held().get(name);
    if (held != null) {
      requireWhole(name, view);
      return held.described();
    }
    TableName owner = owner(name, view);
    return loose.table(name, owner, view.files(owner));
  }

  /** A table whose run was stopped has some of its rows only, which nobody would notice later. */
  private void requireWhole(TableName name, View view) {
    if (folder.endpoint().role() == Role.SOURCE && view.unfinished().contains(name)) {
      throw folder.failure(
          "the export of " + name + " was never finished",
          "Continue it with --resume, or leave it out with --exclude-tables " + name + ".",
          null);
    }
  }

  private TableName owner(TableName name, View view) {
    TableName owner = view.owners().get(name);
    if (owner == null) {
      throw missing(name);
    }
    return owner;
  }

  private EndpointFailure missing(TableName name) {
    return new EndpointFailure(
        folder.endpoint().role(),
        name.toString(),
        "no such table in " + folder.endpoint(),
        "",
        null);
  }

  @Override
  public Map<TableName, String> origins() {
    return journal.read(state -> Map.copyOf(state.origins));
  }

  @Override
  public Position snapshot(int readers) {
    View taken = now();
    snapshot = taken;
    MessageDigest digest = FileNames.Digests.sha256();
    taken.held().values().stream()
        .flatMap(table -> table.files().stream())
        .map(file -> file.name() + file.sha256())
        .sorted()
        .forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
    for (TableName name : taken.loose().tables()) {
      for (String file : taken.files(name)) {
        digest.update(stamp(file).getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Position(HexFormat.of().formatHex(digest.digest()));
  }

  private String stamp(String file) {
    try {
      return file
          + Files.size(folder.file(file))
          + Files.getLastModifiedTime(folder.file(file)).toMillis();
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  @Override
  public void requireUnderstood(Table table, String filter) {
    if (!filter.isEmpty()) {
      condition(filter, described(table.name()));
    }
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    requireUnderstood(table, filter);
    View view = view();
    HeldTable held = view.held().get(table.name());
    List<Piece> pieces;
    if (held != null) {
      pieces = held.files().stream().map(Piece::of).toList();
    } else {
      TableName owner = owner(table.name(), view);
      pieces = loose.pieces(owner, view.files(owner));
    }
    return splits(table.name(), pieces, filter, targetBytes);
  }

  /** Pieces one after the other, as many as are about that size together. */
  private static List<Split> splits(
      TableName table, List<Piece> pieces, String filter, long targetBytes) {
    long all = pieces.stream().mapToLong(FilesSource::bytes).sum();
    long enough = Math.max(targetBytes, all / MAX_SPLITS + 1);
    List<List<Piece>> groups = new ArrayList<>();
    List<Piece> group = new ArrayList<>();
    long bytes = 0;
    for (Piece piece : pieces) {
      if (bytes >= enough) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(piece);
      bytes += bytes(piece);
    }
    groups.add(group);
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part < groups.size(); part++) {
      Share share = new Share(groups.get(part), filter);
      splits.add(new Split(table, part, groups.size(), share.text()));
    }
    return splits;
  }

  private static long bytes(Piece piece) {
    return (piece.to() < 0 ? piece.size() : piece.to()) - piece.from();
  }

  @Override
  public BatchReader read(Table table, Split split) {
    Share share = Share.parse(folder, split.bounds());
    if (share.where().isEmpty()) {
      return read(table, split.table(), share.pieces());
    }
    Table described = described(split.table());
    List<Column> columns = new ArrayList<>(table.storedColumns());
    for (int named : condition(share.where(), described).named()) {
      Column column = described.storedColumns().get(named);
      if (columns.stream().noneMatch(each -> each.name().equals(column.name()))) {
        columns.add(column);
      }
    }
    return new FilteredReader(
        read(Table.of(table.name(), columns), split.table(), share.pieces()),
        RowCondition.of(share.where(), table.name(), columns),
        columns,
        table.storedColumns().size());
  }

  private static RowCondition condition(String where, Table described) {
    return RowCondition.of(where, described.name(), described.storedColumns());
  }

  private Table described(TableName name) {
    return describe(name, view());
  }

  private BatchReader read(Table table, TableName name, List<Piece> pieces) {
    View view = view();
    HeldTable held = view.held().get(name);
    if (held != null) {
      List<String> fields =
          held.schema().storedColumns().stream().map(column -> column.name()).toList();
      return new FilesReader(
          folder,
          table,
          pieces,
          file -> held.form(),
          CsvHeader.THERE,
          fields,
          file -> known(held, file));
    }
    TableName owner = owner(name, view);
    return loose.read(table, name, owner, pieces, view.files(owner));
  }

  private DataFile known(HeldTable held, String file) {
    Optional<DataFile> known =
        held.files().stream().filter(each -> each.name().equals(file)).findFirst();
    return known.orElseThrow(
        () ->
            folder.failure(
                file + " is no longer a file of table " + held.schema().name(),
                "The table changed since it was described: begin anew.",
                null));
  }

  @Override
  public void close() {}
}
