package io.decant.connectors.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connector promises besides whose engine can be read while its last steps are run. */
public abstract class ReadableAsideContract extends ConnectorContract {
  @Test
  @Timeout(120)
  void rowsAreReadWhileTheLastStepsAreRun() {
    int count = 5_000;
    Table parent = filled(Table.of(TableName.of("parent"), idAndText()), count);
    Table child =
        filled(
            Table.of(TableName.of("child"), idAndText())
                .withIndexes(List.of(index("child_id", "id")))
                .withForeignKeys(List.of(reference("to_parent", "id", parent)))
                .withComment("read meanwhile"),
            count);
    Table other = filled(Table.of(TableName.of("other"), idAndText()), 1);
    Set<Stage> first = EnumSet.of(Stage.KEY, Stage.CHECK);
    List.of(parent, child).forEach(table -> run(table, first::contains));
    source.snapshot(2);
    RowBatch ofParent = new RowBatch(Pouring.types(parent), 10, 1 << 20);
    RowBatch ofChild = new RowBatch(Pouring.types(child), 10, 1 << 20);
    Split parents = source.split(described(parent), "", 1 << 30).get(0);
    Split children = source.split(described(child), "", 1 << 30).get(0);
    try (BatchReader one = source.read(parent, parents);
        BatchReader two = source.read(child, children)) {
      assertThat(one.read(ofParent) && two.read(ofChild)).isTrue();
      run(child, stage -> !first.contains(stage));
      Pouring.finish(sink, other);
      assertThat(rest(one, ofParent)).isEqualTo(count);
      assertThat(rest(two, ofChild)).isEqualTo(count);
    }
  }

  /** So many rows that they do not fit in what a server sends ahead. */
  private Table filled(Table wanted, int count) {
    Table table = make(wanted.withPrimaryKey(key("id")));
    RowBatch rows = Pouring.batch(table);
    String text = "0123456789".repeat(200);
    for (int i = 0; i < count; i++) {
      row(rows, i, i + text);
    }
    fill(table, rows);
    return table;
  }

  private void run(Table table, Predicate<Stage> stages) {
    sink.steps(table).stream()
        .filter(step -> !step.stage().beforeData() && stages.test(step.stage()))
        .sorted(Comparator.comparing(SchemaStep::stage))
        .forEach(sink::run);
  }

  private static long rest(BatchReader reader, RowBatch batch) {
    long rows = batch.rows();
    while (reader.read(batch)) {
      rows += batch.rows();
    }
    return rows;
  }

  private Index index(String name, String column) {
    List<Index.Part> parts = List.of(Index.Part.of(column));
    return new Index(name, parts, false, "btree", Optional.empty(), endpoint.scheme());
  }
}
