package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException.NotReady;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.RunChoice;
import io.decant.engine.MigrationSpec.Selection;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableVerdict.Difference;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private final String from = UUID.randomUUID().toString();
  private final String to = UUID.randomUUID().toString();

  private MigrationSpec spec() {
    return MigrationSpec.of(Shop.source("memory", from), Shop.target("memory", to));
  }

  private Report migrate(MigrationSpec spec) {
    return new Migration(spec, MigrationListener.SILENT).migrate();
  }

  private static Selection tables(String... patterns) {
    return new Selection(List.of(patterns), List.of(), List.of());
  }

  private MigrationSpec ifExists(IfExists policy) {
    return spec().with(Policies.DEFAULTS.with(policy));
  }

  private List<TableName> targetTables() {
    try (Source target = Connectors.of("memory").openSource(Shop.target("memory", to))) {
      return target.catalog().tables();
    }
  }

  @Test
  void everyRowArrivesAndIsVerified() {
    Shop.fill(from, 20_000);
    Report report = migrate(spec());
    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(Shop.rows(to, Shop.payment())).isEqualTo(Shop.rows(from, Shop.payment()));
    assertThat(Shop.rows(to, Shop.customer())).isEqualTo(Shop.rows(from, Shop.customer()));
    assertThat(report.verification().tables())
        .allSatisfy(table -> assertThat(table.verdict()).isEqualTo(Verdict.EQUAL))
        .extracting(table -> table.rowsCompared())
        .containsExactly(100L, 20_000L);
    assertThat(report.tables().get(1).splits()).isGreaterThan(1);
  }

  @Test
  void theInventoryBalances() {
    Shop.fill(from, 10);
    Report report = migrate(spec());
    assertThat(report.inventory())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.migrated() + line.changed() + line.skipped() + line.failed())
                    .isEqualTo(line.found()));
    assertThat(report.inventory().stream().mapToLong(line -> line.found()).sum())
        .isEqualTo(report.objects().size());
    assertThat(report.objects())
        .extracting(object -> object.kind() + " " + object.sourceName())
        .contains(
            "table customer",
            "column customer.name",
            "comment customer.name",
            "comment customer",
            "primary-key payment.(id)",
            "index payment.payment_customer",
            "foreign-key payment.payment_customer_fkey");
  }

  @Test
  void withNothingToResumeTheSourceIsNotEvenRead() {
    Shop.fill(from, 10);
    List<Event> events = new ArrayList<>();
    Migration resumed = new Migration(spec().with(new RunChoice(true, "")), events::add);
    assertThatThrownBy(resumed::migrate)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("knows of no run");
    assertThat(events).isEmpty();
    assertThat(targetTables()).isEmpty();
  }

  @Test
  void aTableThatIsThereIsNotTouched() {
    Shop.fill(from, 10);
    Shop.fill(to, 20);
    List<String> before = Shop.rows(to, Shop.payment());
    assertThatThrownBy(() -> migrate(spec()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("customer, payment");
    assertThat(Shop.rows(to, Shop.payment())).isEqualTo(before);
  }

  @Test
  void appendedRowsAreNotCalledVerified() {
    Shop.fill(from, 10);
    Shop.fill(to, 20);
    Report report = migrate(ifExists(IfExists.APPEND));
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(Shop.rows(to, Shop.payment())).hasSize(30);
    assertThat(report.verification().tables())
        .allSatisfy(table -> assertThat(table.verdict()).isEqualTo(Verdict.NOT_COMPARED));
  }

  @Test
  void truncatedAndDroppedTablesHoldTheSourcesRowsAlone() {
    Shop.fill(from, 10);
    for (IfExists policy : List.of(IfExists.TRUNCATE, IfExists.DROP)) {
      Report report = migrate(ifExists(policy));
      assertThat(report.outcome()).as(policy.name()).isEqualTo(Outcome.DONE);
      assertThat(Shop.rows(to, Shop.payment())).isEqualTo(Shop.rows(from, Shop.payment()));
      Shop.pay(to, 500, 600);
    }
  }

  @Test
  void aSourceWithoutTablesIsAMistake() {
    assertThatThrownBy(() -> migrate(spec()))
        .isInstanceOf(UserError.class)
        .hasMessage("has no tables");
  }

  @Test
  void aPatternThatMatchesNothingIsAMistake() {
    Shop.fill(from, 1);
    assertThatThrownBy(() -> migrate(spec().with(tables("payment", "customers"))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'customers' matches no table");
    assertThatThrownBy(
            () -> migrate(spec().with(new Selection(List.of(), List.of("re:x.*"), List.of()))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'re:x.*' matches no table");
    assertThatThrownBy(
            () ->
                migrate(
                    spec()
                        .with(
                            new Selection(
                                List.of("payment"),
                                List.of(),
                                List.of(Filter.parse("customer: id > 1"))))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'customer' matches no table");
    assertThat(targetTables()).isEmpty();
  }

  @Test
  void aConditionThatTheSourceRefusesWritesNothing() {
    Shop.fill(from, 1);
    assertThatThrownBy(
            () ->
                migrate(
                    spec()
                        .with(
                            new Selection(
                                List.of(), List.of(), List.of(Filter.parse("nonsense"))))))
        .isInstanceOf(NotReady.class)
        .hasMessageContaining("no language for conditions");
    assertThat(targetTables()).isEmpty();
  }

  @Test
  void aTableMayBeRenamedAndItsForeignKeysFollow() {
    Shop.fill(from, 10);
    Report report = migrate(spec().with(tables("customer=client", "pay*")));
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(targetTables()).containsExactly(TableName.of("client"), TableName.of("payment"));
    try (Source target = Connectors.of("memory").openSource(Shop.target("memory", to))) {
      assertThat(target.describe(List.of(TableName.of("payment"))).get(0).foreignKeys())
          .singleElement()
          .satisfies(key -> assertThat(key.target()).isEqualTo(TableName.of("client")));
    }
  }

  @Test
  void whatIsNotSelectedIsListedWithTheReason() {
    Shop.fill(from, 10);
    Report report = migrate(spec().with(new Selection(List.of(), List.of("customer"), List.of())));
    assertThat(report.objects())
        .filteredOn(object -> !object.reason().isEmpty())
        .extracting(object -> object.sourceName() + ": " + object.reason())
        .containsExactly(
            "payment.payment_customer_fkey: refers to customer, which is not part of this run",
            "customer: was not selected");
  }

  @Test
  void schemaThenDataIsTheSameAsBoth() {
    Shop.fill(from, 1_000);
    assertThat(new Migration(spec(), MigrationListener.SILENT).migrateSchema().outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(Shop.rows(to, Shop.payment())).isEmpty();
    Report report = new Migration(spec(), MigrationListener.SILENT).migrateData();
    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(Shop.rows(to, Shop.payment())).isEqualTo(Shop.rows(from, Shop.payment()));
    assertThat(report.verification().tables()).hasSize(2);
    assertThatThrownBy(() -> new Migration(spec(), MigrationListener.SILENT).migrateData())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("already holds rows in customer, payment");
  }

  @Test
  void verifyNamesTheRowsAndColumnsThatDiffer() {
    Shop.fill(from, 3_000);
    Shop.fill(to, 2_999);
    Shop.pay(to, 5_000, 5_001);
    Report report = new Migration(spec(), MigrationListener.SILENT).verify();
    assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(report.verification().objects()).isEmpty();
    assertThat(report.verification().tables())
        .extracting(table -> table.name() + " " + table.verdict())
        .containsExactlyInAnyOrder("customer EQUAL", "payment DIFFERENT");
    assertThat(
            report.verification().tables().stream()
                .flatMap(table -> table.differences().stream())
                .toList())
        .containsExactlyInAnyOrder(
            new Difference(Difference.Kind.MISSING, "id=2999", List.of()),
            new Difference(Difference.Kind.EXTRA, "id=5000", List.of()));
  }

  @Test
  void thePlanWritesNothing() {
    Shop.fill(from, 10);
    Migration migration = new Migration(spec(), MigrationListener.SILENT);
    assertThat(migration.report(migration.preview()).inventory()).isNotEmpty();
    assertThat(targetTables()).isEmpty();
    assertThat(Migration.status(Shop.target("memory", to), "").runs()).isEmpty();
  }

  @Test
  void theReportIsKebabCaseJson() {
    Shop.fill(from, 10);
    String json = ReportJson.line(migrate(spec()));
    assertThat(json)
        .contains(
            "\"report-version\":1",
            "\"exit-code\":0",
            "\"verdict\":\"equal\"",
            "\"source-rows\":10");
  }

  @Test
  void theTargetRemembersTheRun() {
    Shop.fill(from, 10);
    Report report = migrate(spec());
    assertThat(Migration.status(Shop.target("memory", to), report.run().id()).runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo("done");
              assertThat(run.tables()).hasSize(2);
            });
  }

  @Test
  void aRunThatAnotherProcessHasTakenOverIsIncomplete() {
    Shop.fill(from, 10);
    MigrationListener rival =
        event -> {
          if (event instanceof Event.RowsCopied) {
            try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", to))) {
              sink.ledger().takeOver(sink.ledger().runs().get(0).run(), "");
            }
          }
        };
    Report report = new Migration(spec(), rival).migrate();
    assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report.outcome().exitCode()).isEqualTo(8);
    assertThat(report.problems().get(0).message()).contains("taken over by another process");
  }
}
