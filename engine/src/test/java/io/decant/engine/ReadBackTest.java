package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.Table;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.MigrationSpec.RunChoice;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.testing.Faults;
import io.decant.engine.testing.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading a target back while steps are run. Customers are the small table, payments the big. */
@Timeout(60)
class ReadBackTest {
  private static final int PAYMENTS = 12_000;

  private final String from = UUID.randomUUID().toString();
  private final String to = UUID.randomUUID().toString();
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch customersRead = new CountDownLatch(1);

  /** A target with a key and a reference for each table. */
  private static class Steps extends Faults {
    @Override
    public List<SchemaStep> laterSteps(Table table) {
      return List.of(step(Stage.KEY, table), step(Stage.FOREIGN_KEY, table));
    }

    private static SchemaStep step(Stage stage, Table table) {
      return new SchemaStep(stage, table.name(), List.of(), stage + " " + table.name());
    }
  }

  /** The key of payments is not there before the customers have been read back. */
  private class SlowKey extends Steps {
    @Override
    public void step(String statement) {
      if (statement.equals("KEY payment")) {
        await(customersRead);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private MigrationSpec spec(int parallel) {
    return MigrationSpec.of(Shop.source("faulty", from), Shop.target("faulty", to))
        .with(new Resources(parallel, 1_000, 64 << 20));
  }

  private Report migrate(int parallel, Steps steps) {
    Shop.fill(from, PAYMENTS);
    Faults.in(to, steps);
    return new Migration(spec(parallel), this::hear).migrate();
  }

  private void hear(Event event) {
    events.add(event);
    if (event instanceof Event.RowsVerified read && read.table().equals(Shop.customer().name())) {
      customersRead.countDown();
    }
  }

  private int stepDone(String statement) {
    return indexOf(e -> e instanceof Event.StepDone d && d.statement().equals(statement));
  }

  private int firstRead(Table table) {
    return indexOf(e -> e instanceof Event.RowsVerified r && r.table().equals(table.name()));
  }

  private int verifying() {
    return indexOf(e -> e instanceof Event.StageStarted s && s.stage() == Event.Stage.VERIFY);
  }

  private int indexOf(Predicate<Event> wanted) {
    for (int i = 0; i < events.size(); i++) {
      if (wanted.test(events.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no such event in " + events);
  }

  private long rowsRead() {
    return events.stream()
        .filter(Event.RowsVerified.class::isInstance)
        .mapToLong(event -> ((Event.RowsVerified) event).rows())
        .sum();
  }

  private static void assertEqual(Report report) {
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.verification().tables())
        .hasSize(2)
        .allSatisfy(table -> assertThat(table.verdict()).isEqualTo(Verdict.EQUAL));
  }

  @Test
  void aTableIsReadAsSoonAsItsKeyIsThereAndNotBefore() {
    assertEqual(migrate(2, new SlowKey()));
    assertThat(firstRead(Shop.customer()))
        .isBetween(stepDone("KEY customer"), stepDone("KEY payment"));
    assertThat(firstRead(Shop.payment())).isGreaterThan(stepDone("KEY payment"));
    assertThat(rowsRead()).isEqualTo(PAYMENTS + 100);
  }

  @Test
  void whereNobodyIsIdleStepsComeFirst() {
    assertEqual(migrate(1, new Steps()));
    assertThat(firstRead(Shop.customer())).isGreaterThan(verifying());
    assertThat(firstRead(Shop.payment())).isGreaterThan(verifying());
    assertThat(rowsRead()).isEqualTo(PAYMENTS + 100);
  }

  @Test
  void aReaderThatFailsMeanwhileStopsNoStepAndTriesAgainInTheEnd() {
    AtomicInteger readings = new AtomicInteger();
    Report report =
        migrate(
            2,
            new SlowKey() {
              @Override
              public void reading(Table table, Split split) {
                if (table.name().equals(Shop.customer().name())
                    && readings.incrementAndGet() == 1) {
                  customersRead.countDown();
                  throw new EndpointFailure(Role.TARGET, "target", "no luck", "", null);
                }
              }
            });
    assertEqual(report);
    assertThat(readings.get()).isGreaterThan(1);
    assertThat(firstRead(Shop.customer())).isGreaterThan(verifying());
  }

  /** A target that has no connection for a step before those of the readers are closed. */
  @Test
  void readersGiveWayToAStepThatFindsNoConnection() {
    AtomicBoolean closed = new AtomicBoolean();
    Report report =
        migrate(
            2,
            new Steps() {
              @Override
              public void step(String statement) {
                if (statement.equals("KEY payment")) {
                  await(customersRead);
                  if (!closed.get()) {
                    throw full();
                  }
                }
              }

              @Override
              public void closed() {
                closed.set(customersRead.getCount() == 0);
              }
            });
    assertEqual(report);
    assertThat(closed).isTrue();
  }

  @Test
  void aReaderThatFindsNoConnectionLeavesAllToTheEnd() {
    AtomicInteger readings = new AtomicInteger();
    Report report =
        migrate(
            2,
            new SlowKey() {
              @Override
              public void reading(Table table, Split split) {
                if (readings.incrementAndGet() == 1) {
                  customersRead.countDown();
                  throw full();
                }
              }
            });
    assertEqual(report);
    assertThat(firstRead(Shop.customer())).isGreaterThan(verifying());
    assertThat(firstRead(Shop.payment())).isGreaterThan(verifying());
  }

  private static Transient full() {
    return new Transient(Role.TARGET, "target", "no connection left", "Allow more.", null);
  }

  @Test
  void aTargetWithoutConnectionsEndsTheRunAndSaysWhatToDo() {
    Report report =
        migrate(
            2,
            new Steps() {
              @Override
              public void reading(Table table, Split split) {
                throw full();
              }
            });
    assertThat(report.outcome()).isEqualTo(Outcome.TARGET_FAILED);
    assertThat(report.problems()).extracting(Report.Problem::hint).containsExactly("Allow more.");
  }

  @Test
  void aReaderThatFailsInTheEndTooEndsTheRunAfterAllSteps() {
    Report report =
        migrate(
            2,
            new Steps() {
              @Override
              public void reading(Table table, Split split) {
                throw new EndpointFailure(Role.TARGET, "target", "no luck", "", null);
              }
            });
    assertThat(report.outcome()).isEqualTo(Outcome.TARGET_FAILED);
    assertThat(report.problems()).extracting(Report.Problem::message).containsExactly("no luck");
    assertThat(events).filteredOn(Event.StepDone.class::isInstance).hasSize(6);
  }

  @Test
  void whatIsReadEarlyIsComparedToo() {
    AtomicBoolean added = new AtomicBoolean();
    Report report =
        migrate(
            2,
            new Steps() {
              @Override
              public void step(String statement) {
                if (statement.startsWith("KEY")) {
                  addBeforeAnyKeyIsThere();
                } else if (statement.equals("FOREIGN_KEY payment")) {
                  await(customersRead);
                }
              }

              private synchronized void addBeforeAnyKeyIsThere() {
                if (added.compareAndSet(false, true)) {
                  Shop.pay(to, 90_000, 90_001);
                }
              }
            });
    assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(report.verification().tables())
        .extracting(table -> table.name() + " " + table.verdict())
        .containsExactlyInAnyOrder("customer EQUAL", "payment DIFFERENT");
  }

  @Test
  void aRunThatIsStoppedWhileRowsAreReadIsResumed() {
    Shop.fill(from, PAYMENTS);
    Faults.in(to, new SlowKey());
    Migration[] migration = new Migration[1];
    MigrationListener stopping =
        event -> {
          hear(event);
          if (event instanceof Event.RowsVerified) {
            migration[0].stop();
          }
        };
    migration[0] = new Migration(spec(2), stopping);
    assertThat(migration[0].migrate().outcome()).isEqualTo(Outcome.INTERRUPTED);
    int known = events.size();
    MigrationSpec again = spec(2).with(new RunChoice(true, ""));
    assertEqual(new Migration(again, this::hear).migrate());
    events.subList(0, known).clear();
    assertThat(rowsRead()).isEqualTo(PAYMENTS + 100);
  }
}
