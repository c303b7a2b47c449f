package io.decant.connectors.files;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.ByteText;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a split as one file, which nobody sees before the commit: it lies in Decant's own folder,
 * is made durable, is committed by a line of the journal, and only then gets its name.
 */
final class FilesWriter implements BatchWriter {
  private static final int RUN_DIGITS = 12;
  private static final String EPOCH = ".e";

  private final Folder folder;
  private final Journal journal;
  private final HeldTable table;
  private final List<Column> columns;
  private final Split split;
  private final Lease lease;
  private final Path path;
  private final OutputFile file;
  private final RowText text;
  private final ByteText rows = new ByteText();
  private long written;
  private boolean ended;

  FilesWriter(
      Folder folder, Journal journal, HeldTable table, Table accepted, Split split, Lease lease)
      throws IOException {
    this.folder = folder;
    this.journal = journal;
    this.table = table;
    this.columns = accepted.storedColumns();
    this.split = split;
    this.lease = lease;
    this.text = RowText.of(table.form(), columns);
    String name = prefix(lease.run()) + EPOCH + lease.epoch() + "." + UUID.randomUUID() + ".part";
    this.path = folder.own(name);
    this.file = new OutputFile(path, table.form().compression());
    text.header(rows);
    flush();
  }

  /** What the files of a run's writers are called by; ids of runs may hold anything. */
  static String prefix(String run) {
    byte[] hash = FileNames.Digests.sha256().digest(run.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, RUN_DIGITS);
  }

  /** Of the run that a file's writer held. */
  static long epoch(String name) {
    int start = name.indexOf(EPOCH) + EPOCH.length();
    return Long.parseLong(name.substring(start, name.indexOf('.', start)));
  }

  /** All rows of the batch are spelled before any is written: one that is refused leaves none. */
  @Override
  public void write(RowBatch batch) {
    requireNotNull(batch);
    for (int row = 0; row < batch.rows(); row++) {
      int before = rows.length();
      text.row(batch, row, rows);
      if (rows.length() - before > Records.MAX_LENGTH) {
        rows.clear();
        throw new BadValue(
            table.schema().name().toString(),
            "ROW_TOO_LARGE",
            "a row of more than " + (Records.MAX_LENGTH >> 20) + " MiB as text",
            "",
            null);
      }
    }
    flush();
    written += batch.rows();
  }

  private void flush() {
    try {
      file.write(rows);
    } catch (IOException failure) {
      throw folder.failure(failure);
    } finally {
      rows.clear();
    }
  }

  private void requireNotNull(RowBatch batch) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).nullable() && batch.column(i).hasNulls()) {
        for (int row = 0; row < batch.rows(); row++) {
          if (batch.column(i).isNull(row)) {
            throw new BadValue(
                table.schema().name() + "." + columns.get(i).name(),
                "NOT_NULL",
                "NULL in a column that takes none",
                "",
                null);
          }
        }
      }
    }
  }

  /** A split without rows needs no file, unless it is the only one. */
  @Override
  public void commit(LedgerEntry entry) {
    // Whatever goes wrong from here on, the line may be in the journal, and the file its rows.
    ended = true;
    try {
      DataFile finished = file.finish("", written);
      boolean kept = written > 0 || split.parts() == 1;
      Optional<DataFile> named =
          journal.change(
              state -> {
                state.requireUnclaimed(folder, lease, entry.table(), entry.part());
                HeldTable held = state.require(folder, entry.table());
                Optional<DataFile> one =
                    kept ? Optional.of(named(finished, held, state)) : Optional.empty();
                return List.of(new Change.Commit(lease.run(), entry, one));
              },
              state -> last(state, entry));
      if (kept && named.isPresent()) {
        settle(named.get());
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  /** The rows are committed: a name that cannot be given now is given later. */
  private void settle(DataFile file) {
    try {
      Keeping.settle(folder, file);
    } catch (IOException later) {
      // whoever publishes the table, or takes the run over, sees to it
    }
  }

  private Optional<DataFile> last(FolderState state, LedgerEntry entry) {
    String part = String.valueOf(path.getFileName());
    HeldTable held = state.tables.get(entry.table());
    return held == null
        ? Optional.empty()
        : held.files().stream().filter(each -> each.part().equals(part)).findFirst();
  }

  private DataFile named(DataFile file, HeldTable held, FolderState state) {
    Set<String> taken = new HashSet<>(state.doomed);
    held.files().forEach(each -> taken.add(each.name()));
    String name = FileNames.single(held.stem(), held.form());
    int number = Math.max(split.part() + 1, held.files().size() + (split.parts() == 1 ? 1 : 0));
    if (split.parts() > 1 || !isFree(name, taken)) {
      do {
        name = FileNames.part(held.stem(), number++, held.form());
      } while (!isFree(name, taken));
    }
    return new DataFile(
        name, file.part(), file.rows(), file.bytes(), file.plainBytes(), file.sha256());
  }

  private boolean isFree(String name, Set<String> taken) {
    return !taken.contains(name) && !Files.exists(folder.file(name));
  }

  @Override
  public void close() {
    if (!ended) {
      try {
        file.close();
        Files.deleteIfExists(path);
      } catch (IOException left) {
        // the run's end sweeps it away
      }
    }
  }
}
