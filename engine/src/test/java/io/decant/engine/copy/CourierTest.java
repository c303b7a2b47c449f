package io.decant.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CourierTest {
  private final CountDownLatch mayWrite = new CountDownLatch(1);
  private final List<Long> written = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private static RowBatch batch(long value) {
    RowBatch batch = new RowBatch(List.of(new LogicalType.Int(64, false)), 10, 1_000);
    batch.longs(0).append(value);
    batch.endRow();
    return batch;
  }

  /** Waits until it may, and refuses 13. */
  private final BatchWriter writer =
      new BatchWriter() {
        @Override
        public void write(RowBatch batch) {
          threads.add(Thread.currentThread());
          try {
            mayWrite.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          if (batch.longs(0).value(0) == 13) {
            throw new IllegalStateException("refused");
          }
          written.add(batch.longs(0).value(0));
        }

        @Override
        public void commit(LedgerEntry entry) {}

        @Override
        public void close() {}
      };

  @Test
  void theNextBatchIsMadeWhileOneIsWritten() {
    try (Courier courier = Courier.start(writer)) {
      courier.write(batch(1)); // returns although it cannot be written yet
      mayWrite.countDown();
      courier.write(batch(2));
      courier.end();
      assertThat(written).containsExactly(1L, 2L);
    }
  }

  @Test
  void whenABatchIsTakenTheOneBeforeWasWritten() {
    mayWrite.countDown();
    try (Courier courier = Courier.start(writer)) {
      for (long i = 0; i < 1_000; i++) {
        courier.write(batch(i == 13 ? 14 : i));
        assertThat(written.size()).isGreaterThanOrEqualTo((int) i);
      }
    }
  }

  @Test
  void aBatchWithoutRowsIsNotWritten() {
    mayWrite.countDown();
    try (Courier courier = Courier.start(writer)) {
      courier.write(new RowBatch(List.of(new LogicalType.Int(64, false)), 10, 1_000));
      courier.end();
    }
    assertThat(threads).isEmpty();
  }

  @Test
  void whatTheWriterThrowsIsThrownToWhoeverGivesTheNextBatchAndToWhoeverEnds() {
    mayWrite.countDown();
    try (Courier courier = Courier.start(writer)) {
      courier.write(batch(13));
      assertThatThrownBy(() -> courier.write(batch(2))).hasMessage("refused");
      assertThatThrownBy(courier::end).hasMessage("refused");
    }
    assertThat(written).isEmpty();
  }

  @Test
  void whoeverClosesWaitsForTheThreadEvenWhenInterrupted() throws InterruptedException {
    Courier courier = Courier.start(writer);
    courier.write(batch(1));
    Thread closing = new Thread(courier::close);
    closing.start();
    closing.interrupt();
    closing.join(50);
    assertThat(closing.isAlive()).isTrue();
    mayWrite.countDown();
    closing.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(threads).hasSize(1).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
  }
}
