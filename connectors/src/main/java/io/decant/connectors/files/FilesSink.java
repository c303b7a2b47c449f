package io.decant.connectors.files;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TableText;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a folder. */
final class FilesSink implements Sink {
  private static final String MAKE = "MAKE ";
  private static final String PUBLISH = "PUBLISH ";

  private final Folder folder;
  private final FileForm form;
  private final Journal journal;
  private final Keeping keeping;

  FilesSink(Folder folder, FileForm form) {
    folder.requireReadable();
    this.folder = folder;
    this.form = form;
    this.journal = new Journal(folder);
    this.keeping = new Keeping(folder, journal);
  }

  @Override
  public Acceptance accept(Table table) {
    return FilesAcceptance.of(table);
  }

  /** The statement tells all of the table, for who prints it and for who runs it. */
  @Override
  public List<SchemaStep> steps(Table accepted) {
    Table schema = accepted.withStatistics(Statistics.UNKNOWN);
    return List.of(
        new SchemaStep(
            Stage.TABLE,
            accepted.name(),
            FilesAcceptance.objects(accepted),
            MAKE + TableText.of(schema)),
        new SchemaStep(
            Stage.COMMENT, accepted.name(), List.of(), PUBLISH + accepted.name().name()));
  }

  @Override
  public void run(SchemaStep step) {
    if (step.statement().startsWith(MAKE)) {
      Table schema =
          TableText.parse(step.statement().substring(MAKE.length()))
              .orElseThrow(() -> new IllegalArgumentException("not a step of this sink"));
      make(schema);
    } else {
      keeping.publish(step.table());
    }
  }

  private void make(Table schema) {
    journal.change(
        state -> {
          if (state.tables.containsKey(schema.name())
              || LooseFiles.of(folder, state).has(schema.name())) {
            throw new EndpointFailure(
                folder.endpoint().role(), schema.name().toString(), "exists already", "", null);
          }
          List<String> taken = new ArrayList<>();
          state.tables.values().forEach(table -> taken.add(table.stem()));
          String stem = FileNames.stem(schema.name().name(), taken);
          return List.of(new Change.Make(new HeldTable(schema, stem, form, false, List.of())));
        },
        state -> "");
  }

  @Override
  public void drop(List<TableName> names) {
    keeping.drop(names);
  }

  @Override
  public void empty(List<TableName> names) {
    names.forEach(keeping::empty);
  }

  @Override
  public Ledger ledger() {
    return new FilesLedger(folder, journal, keeping);
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    HeldTable table =
        journal.read(
            state -> {
              state.requireUnclaimed(folder, lease, accepted.name(), split.part());
              return state.require(folder, accepted.name());
            });
    try {
      return new FilesWriter(folder, journal, table, accepted, split, lease);
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  @Override
  public void close() {}
}
