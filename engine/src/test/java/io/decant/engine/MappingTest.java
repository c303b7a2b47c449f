package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.TypeWords;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.LossPolicy;
import io.decant.engine.MigrationSpec.OnError;
import io.decant.engine.MigrationSpec.Policies;
import io.decant.engine.MigrationSpec.RunChoice;
import io.decant.engine.MigrationSpec.Selection;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.TypeRule.Guard;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.testing.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types, policies and names that the user has chosen. */
class MappingTest {
  private final String from = UUID.randomUUID().toString();
  private final String to = UUID.randomUUID().toString();
  @TempDir Path folder;

  private MigrationSpec spec(Mapping mapping) {
    return MigrationSpec.of(Shop.source("memory", from), Shop.target("memory", to)).with(mapping);
  }

  private Report migrate(MigrationSpec spec) {
    return new Migration(spec, MigrationListener.SILENT).migrate();
  }

  private UnsupportedSchema refusal(MigrationSpec spec) {
    UnsupportedSchema refusal = catchThrowableOfType(UnsupportedSchema.class, () -> migrate(spec));
    assertThat(refusal).isNotNull();
    assertThat(tables()).isEmpty();
    return refusal;
  }

  private static Mapping types(TypeRule... rules) {
    return new Mapping(NameStyle.PRESERVE, List.of(rules), ValuePolicies.DEFAULTS);
  }

  private static TypeRule rule(int index, String type, String column, String wanted) {
    LogicalType wish = TypeWords.parse(wanted).orElseThrow();
    return new TypeRule("types[" + index + "]", type, column, Guard.NONE, wish);
  }

  private List<TableName> tables() {
    try (Source target = Connectors.of("memory").openSource(Shop.target("memory", to))) {
      return target.catalog().tables();
    }
  }

  private Table table(String name) {
    try (Source target = Connectors.of("memory").openSource(Shop.target("memory", to))) {
      return target.describe(List.of(TableName.of(name))).get(0);
    }
  }

  private static ColumnReport column(Report report, String table, String column) {
    return report.tables().stream()
        .filter(each -> each.name().equals(table))
        .flatMap(each -> each.columns().stream())
        .filter(each -> each.name().equals(column))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstRuleThatFitsDecidesAndTheReportSaysSo() {
    Shop.fill(from, 10);
    MigrationSpec spec =
        spec(
            types(
                rule(0, "", "payment.amount", "decimal(12,2)"),
                rule(1, "INT32", "", "text"),
                rule(2, "varchar", "*.name", "text")));
    // the second rule finds only the column that the first has taken
    assertThat(refusal(spec).problems())
        .containsExactly(
            "types[1] has no effect: types[0] decides payment.amount before it; put it first, or remove it");

    Report report =
        migrate(
            spec(
                types(
                    rule(0, "", "payment.amount", "decimal(12,2)"),
                    rule(1, "varchar", "*.name", "text"))));
    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.verification().isEqual()).isTrue();
    assertThat(table("payment").column("amount").type()).hasToString("decimal(12,2)");
    assertThat(table("customer").column("name").type()).hasToString("text");
    ColumnReport amount = column(report, "payment", "amount");
    assertThat(amount.conversion()).isEqualTo("int-to-decimal");
    assertThat(amount.evidence()).isEqualTo("asked for by types[0] of the job file");
    assertThat(column(report, "payment", "note").evidence()).isEmpty();
  }

  @Test
  void aRuleThatFitsNothingIsAMistake() {
    Shop.fill(from, 10);
    assertThat(refusal(spec(types(rule(0, "", "payment.amont", "text")))).problems())
        .containsExactly("types[0] fits no column of the source. Did you mean 'payment.amount'?");
    assertThat(refusal(spec(types(rule(0, "money", "", "text")))).problems().get(0))
        .contains("types[0] fits no column", "int32, int64, text, varchar(40)");
    // but it may be about a table that is left out
    Selection part = new Selection(List.of("customer"), List.of(), List.of());
    Report report = migrate(spec(types(rule(0, "", "payment.amount", "text"))).with(part));
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void bothSidesOfAForeignKeyGetOneType() {
    Shop.fill(from, 10);
    assertThat(refusal(spec(types(rule(0, "", "customer.id", "decimal(20)")))).problems())
        .containsExactly(
            "payment.customer is to be int64, but customer.id, to which it refers, decimal(20,0);"
                + " give both one type under types: in the job file, or as to: in the plan's file");
    Report report =
        migrate(
            spec(
                types(
                    rule(0, "", "customer.id", "decimal(20)"),
                    rule(1, "", "payment.customer", "decimal(20)"))));
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.verification().isEqual()).isTrue();
  }

  @Test
  void aTypeThatMeansNothingIsRefusedBeforeAnythingIsMade() {
    Shop.fill(from, 10);
    assertThat(refusal(spec(types(rule(0, "", "payment.amount", "timestamp")))).problems())
        .containsExactly("payment.amount: a value of int32 means nothing in timestamp(6)");
  }

  @Test
  void aRunIsResumedWithTheSameTypesAndPoliciesOnly() {
    Shop.fill(from, 10);
    // payment.amount goes up to 63, so that a boolean cannot hold it
    Mapping chosen = types(rule(0, "", "payment.amount", "boolean"));
    Report stopped = migrate(spec(chosen));
    assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(stopped.problems().get(0).where()).isEqualTo("payment.amount");

    RunChoice resume = new RunChoice(true, "");
    ValuePolicies others = new ValuePolicies(Map.of(Case.NAN, Answer.NULL));
    for (Mapping other :
        List.of(
            Mapping.DEFAULTS,
            chosen.with(NameStyle.SNAKE),
            new Mapping(NameStyle.PRESERVE, chosen.types(), others))) {
      UserError refused =
          catchThrowableOfType(UserError.class, () -> migrate(spec(other).with(resume)));
      if (other.names() == NameStyle.SNAKE) {
        assertThat(refused).isNull(); // every name is in this style already
        continue;
      }
      assertThat(refused.hint()).contains("same options");
    }
    Report resumed =
        migrate(spec(chosen).with(resume).with(policies(LossPolicy.REPORT, OnError.REJECT)));
    assertThat(resumed.outcome()).isEqualTo(Outcome.REJECTS);
    assertThat(column(resumed, "payment", "amount").losses())
        .singleElement()
        .satisfies(loss -> assertThat(loss.rows()).isEqualTo(9));
  }

  private Policies policies(LossPolicy loss, OnError onError) {
    Policies d = Policies.DEFAULTS;
    return new Policies(IfExists.ERROR, onError, d.maxRejects(), folder, loss, VerifyMode.CHECKSUM);
  }

  @Test
  void aGuardLooksAtTheColumn() {
    Shop.fill(from, 10);
    Guard required =
        new Guard(
            Optional.of(false),
            Optional.of("none"),
            Optional.of(false),
            Optional.of(false),
            Optional.of(TypeRule.Bound.parse("<= 40").orElseThrow()),
            Optional.empty());
    TypeRule rule = new TypeRule("types[0]", "varchar", "", required, LogicalType.Text.UNLIMITED);
    migrate(spec(types(rule)));
    assertThat(table("customer").column("name").type()).hasToString("text");
  }

  @Test
  void namesAreWrittenInTheStyleAndVerifiedUnderIt() {
    try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      Table order = orders("OrderLine", "lineId", "UnitPrice");
      RowBatch batch = Pouring.batch(Pouring.make(sink, order));
      batch.longs(0).append(1);
      batch.longs(1).append(2);
      batch.endRow();
      Pouring.fill(sink, order, batch);
    }
    Mapping snake = Mapping.DEFAULTS.with(NameStyle.SNAKE);
    Report report = migrate(spec(snake));
    assertThat(report.problems()).isEmpty();
    assertThat(report.verification().isEqual()).isTrue();
    Table made = table("order_line");
    assertThat(made.columns()).extracting(Column::name).containsExactly("line_id", "unit_price");
    assertThat(made.primaryKey().orElseThrow().columns()).containsExactly("line_id");
    assertThat(made.indexes()).extracting(Index::name).containsExactly("by_price");
    assertThat(made.checks())
        .extracting(Check::name)
        .containsExactlyInAnyOrder("id_is_five", "price_is_positive");
    assertThat(report.objects())
        .extracting(o -> o.sourceName() + " " + o.targetName() + " " + o.code())
        .contains(
            "OrderLine order_line ",
            "OrderLine.UnitPrice order_line.unit_price ",
            "OrderLine.ByPrice order_line.by_price ",
            "OrderLine.PriceIsPositive order_line.price_is_positive ");

    MigrationSpec verify = spec(snake);
    Report verified = new Migration(verify, MigrationListener.SILENT).verify();
    assertThat(verified.outcome()).isEqualTo(Outcome.DONE);
    MigrationSpec again = verify.with(Policies.DEFAULTS.with(IfExists.TRUNCATE));
    assertThat(new Migration(again, MigrationListener.SILENT).migrateData().outcome())
        .isEqualTo(Outcome.DONE);
  }

  @Test
  void namesThatBecomeOneAreFoundInThePlan() {
    try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      Pouring.make(sink, orders("User", "id", "name"));
      Pouring.make(sink, orders("user", "id", "name"));
    }
    MigrationSpec lower = spec(Mapping.DEFAULTS.with(NameStyle.LOWER));
    assertThat(refusal(lower).problems())
        .containsExactly(
            "NAME_COLLISION: User and user would both be user -> Rename one with"
                + " --tables '*,user=newname', or with name: in the plan's file.");
    Selection remedy = new Selection(List.of("*", "user=newname"), List.of(), List.of());
    assertThat(migrate(lower.with(remedy)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(tables()).extracting(TableName::name).containsExactly("newname", "user");
  }

  @Test
  void columnsThatBecomeOneAreFoundInThePlan() {
    try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      Pouring.make(sink, orders("orders", "unitPrice", "unit_price"));
    }
    assertThat(refusal(spec(Mapping.DEFAULTS.with(NameStyle.SNAKE))).problems())
        .containsExactly(
            "NAME_COLLISION: orders.unitPrice and orders.unit_price would both be unit_price;"
                + " use --names preserve");
  }

  private static Table orders(String name, String key, String price) {
    return Table.of(
            TableName.of(name),
            List.of(
                Column.of(key, new LogicalType.Int(64, false)).withNullable(false),
                Column.of(price, new LogicalType.Int(64, false))))
        .withPrimaryKey(Optional.of(Key.of("", List.of(key))))
        .withIndexes(
            List.of(
                new Index(
                    "ByPrice",
                    List.of(Index.Part.of(price)),
                    false,
                    "btree",
                    Optional.empty(),
                    "memory")))
        .withChecks(
            List.of(
                new Check("PriceIsPositive", Expression.of("memory", "[" + price + "] > 0")),
                new Check("IdIsFive", Expression.of("memory", "5 = 5"))));
  }

  @Test
  void aCertainLossIsForbiddenInThePlan() {
    try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      Table moments =
          Table.of(
              TableName.of("moments"), List.of(Column.of("at", new LogicalType.TimestampTz(6))));
      RowBatch batch = Pouring.batch(Pouring.make(sink, moments));
      for (int i = 0; i < 30; i++) {
        batch.longs(0).append(i);
        batch.endRow();
      }
      Pouring.fill(sink, moments, batch);
      Pouring.make(sink, moments.withName(TableName.of("without_rows")));
    }
    MigrationSpec wall = spec(types(rule(0, "", "*.at", "timestamp")));
    MigrationSpec forbidding =
        wall.with(policies(new LossPolicy(LossPolicy.Mode.FORBID, Set.of()), OnError.ABORT));
    assertThat(refusal(forbidding).problems())
        .containsExactly(
            "moments.at: TIME_ZONE, an instant and a wall clock are exchanged, both taken as UTC");

    Report report = migrate(wall);
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(column(report, "moments", "at").losses().get(0))
        .satisfies(
            loss -> {
              assertThat(loss.rows()).isEqualTo(30);
              assertThat(loss.sampleKeys())
                  .hasSize(20)
                  .contains("at=1970-01-01 00:00:00.000000+00");
            });
  }

  @Test
  void lossesOfAllSplitsAndAttemptsAddUp() {
    Table moments =
        Table.of(
            TableName.of("moments"),
            List.of(
                Column.of("id", new LogicalType.Int(64, false)).withNullable(false),
                Column.of("at", new LogicalType.TimestampTz(6)),
                Column.of("filling", LogicalType.Text.UNLIMITED)));
    try (Sink sink = Connectors.sink("memory").openSink(Shop.target("memory", from))) {
      Pouring.make(sink, moments);
      for (int part = 0; part < 5; part++) {
        RowBatch batch = Pouring.batch(moments);
        for (int i = 0; i < 2_000; i++) {
          batch.longs(0).append(part == 4 && i == 1_999 ? 40_000 : part * 2_000L + i);
          batch.longs(1).append(i);
          batch.bytes(2).append("x".repeat(600));
          batch.endRow();
        }
        Pouring.fill(sink, moments, batch);
      }
    }
    MigrationSpec spec =
        spec(types(rule(0, "", "moments.at", "timestamp"), rule(1, "", "moments.id", "smallint")))
            .with(new MigrationSpec.Resources(1, 500, 8 << 20))
            .with(policies(LossPolicy.REPORT, OnError.ABORT));
    Report stopped = migrate(spec);
    assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
    long durable = column(stopped, "moments", "at").losses().get(0).rows();
    assertThat(durable).isBetween(1L, 9_999L);

    Report resumed =
        migrate(
            spec.with(new RunChoice(true, "")).with(policies(LossPolicy.REPORT, OnError.REJECT)));
    assertThat(resumed.outcome()).isEqualTo(Outcome.REJECTS);
    assertThat(resumed.tables().get(0).splits()).isGreaterThan(1);
    assertThat(column(resumed, "moments", "at").losses().get(0))
        .satisfies(
            loss -> {
              assertThat(loss.rows()).isEqualTo(9_999);
              assertThat(loss.sampleKeys()).hasSize(20).doesNotHaveDuplicates();
              assertThat(loss.sampleKeys().get(0))
                  .startsWith("id=0, at=1970-01-01")
                  .endsWith("...");
            });
  }
}
