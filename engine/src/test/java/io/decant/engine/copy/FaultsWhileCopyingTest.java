package io.decant.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.Table;
import io.decant.engine.Migration;
import io.decant.engine.MigrationSpec;
import io.decant.engine.MigrationSpec.OnError;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.MigrationSpec.RunChoice;
import io.decant.engine.RejectLimit;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.report.ObjectReport.Status;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.testing.Faults;
import io.decant.engine.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsWhileCopyingTest {
  private static final int PAYMENTS = 12_000;

  private final String from = UUID.randomUUID().toString();
  private final String to = UUID.randomUUID().toString();
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();

  @TempDir Path rejects;

  private MigrationSpec spec(OnError onError, RejectLimit limit) {
    Policies d = Policies.DEFAULTS;
    return MigrationSpec.of(Shop.source("faulty", from), Shop.target("faulty", to))
        .with(new Resources(2, 1_000, 64 << 20))
        .with(new Policies(d.ifExists(), onError, limit, rejects, d.loss(), d.verify()));
  }

  private Report migrate() {
    return migrate(spec(OnError.ABORT, RejectLimit.NONE));
  }

  private Report migrate(MigrationSpec spec) {
    return new Migration(spec, events::add).migrate();
  }

  private Report resume() {
    return migrate(spec(OnError.ABORT, RejectLimit.NONE).with(new RunChoice(true, "")));
  }

  private void assertEverythingArrived() {
    assertThat(Shop.rows(to, Shop.payment())).isEqualTo(Shop.rows(from, Shop.payment()));
    assertThat(Shop.rows(to, Shop.customer())).isEqualTo(Shop.rows(from, Shop.customer()));
  }

  private static Transient broken(Role role) {
    return new Transient(role, "test", "the connection broke", null);
  }

  @Test
  void aSplitWhoseConnectionBreaksIsDoneAgainWhole() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger writes = new AtomicInteger();
    Faults.in(
        to,
        new Faults() {
          @Override
          public void writing(Table table, Split split) {
            if (writes.incrementAndGet() % 4 == 0 && writes.get() < 13) {
              throw broken(Role.TARGET);
            }
          }
        });
    Report report = migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertEverythingArrived();
    assertThat(events).filteredOn(Event.SplitRetried.class::isInstance).hasSize(3);
    long copied = sum(Event.RowsCopied.class, Event.RowsCopied::rows);
    long undone = sum(Event.SplitRetried.class, Event.SplitRetried::rowsUndone);
    assertThat(copied - undone).isEqualTo(PAYMENTS + 100);
  }

  private <E extends Event> long sum(Class<E> type, java.util.function.ToLongFunction<E> number) {
    return events.stream().filter(type::isInstance).map(type::cast).mapToLong(number).sum();
  }

  @Test
  void aCommitWhoseReplyIsLostIsLookedUpInTheLedger() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger commits = new AtomicInteger();
    Faults.in(
        to,
        new Faults() {
          @Override
          public void committed(Table table, Split split) {
            if (commits.incrementAndGet() == 2) {
              throw broken(Role.TARGET);
            }
          }
        });
    Report report = migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertEverythingArrived();
  }

  @Test
  void aTargetThatRefusesStopsTheRunAndResumingEndsIt() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger commits = new AtomicInteger();
    Faults.in(
        to,
        new Faults() {
          @Override
          public void committing(Table table, Split split) {
            if (commits.incrementAndGet() == 3) {
              throw new EndpointFailure(Role.TARGET, "target", "disk full", "Make room.", null);
            }
          }
        });
    Report stopped = migrate();
    assertThat(stopped.outcome()).isEqualTo(Outcome.TARGET_FAILED);
    assertThat(stopped.problems()).extracting(Report.Problem::message).containsExactly("disk full");
    int before = commits.get();
    Report report = resume();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.run().id()).isEqualTo(stopped.run().id());
    assertEverythingArrived();
    int splits = report.tables().stream().mapToInt(table -> table.splits()).sum();
    assertThat(commits.get() - before).isLessThan(splits);
    assertThat(report.tables())
        .extracting(table -> table.targetRows())
        .containsExactly(100L, 12_000L);
  }

  @Test
  void splitsThatChangedInTheSourceAreNotTrustedOnResume() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger commits = new AtomicInteger();
    Faults.in(
        to,
        new Faults() {
          @Override
          public void committing(Table table, Split split) {
            if (commits.incrementAndGet() == 4) {
              throw new EndpointFailure(Role.TARGET, "target", "disk full", "", null);
            }
          }
        });
    assertThat(migrate().outcome()).isEqualTo(Outcome.TARGET_FAILED);
    Shop.pay(from, PAYMENTS, PAYMENTS + 50);
    Report report = resume();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertEverythingArrived();
  }

  @Test
  void aTableChangedBelowDurableSplitsIsCopiedAnew() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger commits = new AtomicInteger();
    Faults.in(
        to,
        new Faults() {
          @Override
          public void committing(Table table, Split split) {
            if (commits.incrementAndGet() == 4) {
              throw new EndpointFailure(Role.TARGET, "target", "disk full", "", null);
            }
          }
        });
    assertThat(migrate().outcome()).isEqualTo(Outcome.TARGET_FAILED);
    try (var sink =
        io.decant.connectors.spi.Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      sink.empty(List.of(Shop.payment().name()));
    }
    Shop.pay(from, 50_000, 51_000);
    Report report = resume();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(events)
        .filteredOn(Event.Warning.class::isInstance)
        .singleElement()
        .isEqualTo(
            new Event.Warning("payment", "changed in the source since the run began: copied anew"));
    assertEverythingArrived();
  }

  @Test
  void aRunIsNotResumedWithAnotherPlan() {
    Shop.fill(from, PAYMENTS);
    Faults.in(
        to,
        new Faults() {
          @Override
          public void committing(Table table, Split split) {
            throw new EndpointFailure(Role.TARGET, "target", "disk full", "", null);
          }
        });
    migrate();
    MigrationSpec other =
        spec(OnError.ABORT, RejectLimit.NONE)
            .with(new MigrationSpec.Selection(List.of("customer"), List.of(), List.of()))
            .with(new RunChoice(true, ""));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> migrate(other))
        .isInstanceOf(io.decant.converter.DecantException.UserError.class)
        .hasMessageContaining("the schema or the options changed");
  }

  private void refuse(Predicate<Faults.RowAt> refused) {
    Faults.in(
        to,
        new Faults() {
          @Override
          public Predicate<RowAt> refused() {
            return refused;
          }
        });
  }

  @Test
  void refusedRowsAreFoundByHalvingAndStandInTheRejectFile() throws IOException {
    Shop.fill(from, PAYMENTS);
    refuse(row -> row.batch().columnCount() == 4 && row.number(0) % 5_000 == 4_321);
    Report report = migrate(spec(OnError.REJECT, RejectLimit.NONE));
    assertThat(report.outcome()).isEqualTo(Outcome.REJECTS);
    assertThat(Shop.rows(to, Shop.payment())).hasSize(PAYMENTS - 2);
    assertThat(report.rejects())
        .extracting(reject -> reject.table() + " " + reject.key() + " " + reject.column())
        .containsExactlyInAnyOrder("payment id=4321 amount", "payment id=9321 amount");
    assertThat(report.tables().get(1))
        .satisfies(
            table -> {
              assertThat(table.sourceRows()).isEqualTo(PAYMENTS);
              assertThat(table.targetRows() + table.rejected()).isEqualTo(PAYMENTS);
            });
    List<String> lines;
    try (Stream<Path> files = Files.walk(rejects)) {
      lines =
          files
              .filter(Files::isRegularFile)
              .flatMap(
                  file -> {
                    try {
                      return Files.readAllLines(file).stream();
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  })
              .toList();
    }
    assertThat(lines).hasSize(2);
    var first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("values").get("note").asText()).startsWith("xxx");
    assertThat(first.get("values").get("id").asText()).isIn("4321", "9321");
  }

  @Test
  void aRefusedRowStopsTheRunByDefaultAndIsNamed() {
    Shop.fill(from, PAYMENTS);
    refuse(row -> row.batch().columnCount() == 4 && row.number(0) == 4_321);
    Report report = migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("payment.amount");
              assertThat(problem.message()).isEqualTo("the amount is refused (row id=4321)");
            });
    assertThat(Migration.status(Shop.target("faulty", to), "").runs())
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo("stopped"));
  }

  @Test
  void tooManyRejectsStopTheRunAndNothingBeyondTheLimitIsDurable() {
    Shop.fill(from, PAYMENTS);
    refuse(row -> row.batch().columnCount() == 4 && row.number(0) % 100 == 7);
    Report report = migrate(spec(OnError.REJECT, RejectLimit.parse("30")));
    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.problems().get(0).where()).isEqualTo("--max-rejects");
    assertThat(report.tables().get(1).rejected()).isLessThanOrEqualTo(30);
    Report resumed =
        migrate(spec(OnError.REJECT, RejectLimit.parse("1.5%")).with(new RunChoice(true, "")));
    assertThat(resumed.outcome()).isEqualTo(Outcome.REJECTS);
    assertThat(resumed.tables().get(1).rejected()).isEqualTo(120);
    assertThat(resumed.rejects()).hasSize(120);
  }

  @Test
  void aStepThatFailsDoesNotStopTheOthers() {
    Shop.fill(from, 10);
    Faults.in(
        to,
        new Faults() {
          @Override
          public void step(String statement) {
            if (statement.equals("make payment")) {
              throw new EndpointFailure(Role.TARGET, "target", "no privilege", "", null);
            }
          }
        });
    Report report = migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.TARGET_FAILED);
    assertThat(report.objects())
        .filteredOn(
            object -> object.sourceName().equals("payment") && object.kind().equals("table"))
        .allSatisfy(object -> assertThat(object.status()).isEqualTo(Status.FAILED));
    assertThat(report.inventory())
        .allSatisfy(
            line ->
                assertThat(line.migrated() + line.changed() + line.skipped() + line.failed())
                    .isEqualTo(line.found()));
  }

  @Test
  void aRunThatIsToldToStopEndsSoonAndCanBeResumed() {
    Shop.fill(from, PAYMENTS);
    AtomicInteger batches = new AtomicInteger();
    Migration[] migration = new Migration[1];
    Faults.in(
        from,
        new Faults() {
          @Override
          public void reading(Table table, Split split) {
            if (batches.incrementAndGet() == 5) {
              migration[0].stop();
            }
          }
        });
    migration[0] = new Migration(spec(OnError.ABORT, RejectLimit.NONE), MigrationListener.SILENT);
    Report report = migration[0].migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(resume().outcome()).isEqualTo(Outcome.DONE);
    assertEverythingArrived();
  }

  @Test
  void aBugInOneThreadEndsTheRunAndIsNotHidden() {
    Shop.fill(from, PAYMENTS);
    Faults.in(
        from,
        new Faults() {
          @Override
          public void reading(Table table, Split split) {
            if (split.part() == 2) {
              throw new IllegalStateException("a bug");
            }
          }
        });
    org.assertj.core.api.Assertions.assertThatThrownBy(this::migrate)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
    Faults.in(from, new Faults());
    assertThat(resume().outcome()).isEqualTo(Outcome.DONE);
    assertEverythingArrived();
  }
}
