package io.decant.connectors.files;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a folder. */
final class FilesSink implements Sink {
  private final Folder folder;
  private final FileForm form;
  private final FilesSchema schema;
  private final Journal journal;
  private final Keeping keeping;

  /** Tables by the statement that makes them, which tells people what they want to know of it. */
  private final Map<String, Table> accepted = new ConcurrentHashMap<>();

  FilesSink(Folder folder, FileForm form) {
    folder.requireReadable();
    this.folder = folder;
    this.form = form;
    this.schema = new FilesSchema(form);
    this.journal = new Journal(folder);
    this.keeping = new Keeping(folder, journal);
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<SchemaStep> steps(Table table) {
    List<SchemaStep> steps = schema.steps(table);
    accepted.put(steps.get(0).statement(), table.withStatistics(Statistics.UNKNOWN));
    return steps;
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return FilesFindings.ofTarget(folder, tables);
  }

  @Override
  public void run(SchemaStep step) {
    if (step.stage() == Stage.COMMENT) {
      keeping.publish(step.table());
      return;
    }
    Table schema = accepted.get(step.statement());
    if (schema == null) {
      throw new IllegalArgumentException("not a step of this sink: " + step.statement());
    }
    make(schema);
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
  public BatchWriter write(Table table, Split split, Lease lease, WriteMode mode) {
    HeldTable held =
        journal.read(
            state -> {
              state.requireUnclaimed(folder, lease, table.name(), split.part());
              return state.require(folder, table.name());
            });
    try {
      return new FilesWriter(folder, journal, held, table, split, lease);
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  @Override
  public void close() {}
}
