package io.decant.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final RowBatch batch = new RowBatch(List.of(new LogicalType.Int(64, false)), 10, 1_000);
  private final List<RowBatch> written = new ArrayList<>();
  private final Handover handover =
      Handover.whole(
          new BatchWriter() {
            @Override
            public void write(RowBatch rows) {
              written.add(rows);
            }

            @Override
            public void commit(LedgerEntry entry) {}

            @Override
            public void close() {}
          });

  @Test
  void allRowsAreWrittenWhenTheyAreGiven() {
    batch.longs(0).append(1);
    batch.endRow();
    assertThat(handover.write(batch)).isSameAs(batch);
    assertThat(written).containsExactly(batch);
  }

  @Test
  void aBatchOfWhichEveryRowWasHeldBackIsNotWritten() {
    assertThat(handover.write(batch).rows()).isZero();
    assertThat(written).isEmpty();
  }
}
