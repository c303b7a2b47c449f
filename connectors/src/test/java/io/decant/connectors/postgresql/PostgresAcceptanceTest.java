package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Variant.Form;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresAcceptanceTest {
  private static final Collation IGNORES_CASE = new Collation("general_ci", true, true, true);

  @Test
  void unsignedNumbersGetRoom() {
    assertThat(accepted(new Int(8, false))).isEqualTo(new Int(16, false));
    assertThat(accepted(new Int(8, true))).isEqualTo(new Int(16, false));
    assertThat(accepted(new Int(16, true))).isEqualTo(new Int(32, false));
    assertThat(accepted(new Int(24, true))).isEqualTo(new Int(32, false));
    assertThat(accepted(new Int(32, true))).isEqualTo(new Int(64, false));
    assertThat(accepted(new Int(64, true))).isEqualTo(new Decimal(20, 0));
  }

  @Test
  void aNumberingUnsignedKeyAndWhatRefersToItAreBigint() {
    Column id =
        Column.of("id", new Int(64, true)).withIdentity(Optional.of(new Identity(42, 1, false)));
    Acceptance acceptance = accept(table(id));
    assertThat(acceptance.table().columns().get(0).type()).isEqualTo(new Int(64, false));
    assertThat(codes(acceptance)).containsExactly("UNSIGNED_RANGE");
  }

  @Test
  void aLongEnumLabelMakesTextWithACheck() {
    Acceptance acceptance =
        accept(table(Column.of("e", new LogicalType.Enumerated("", List.of("x".repeat(64))))));
    assertThat(acceptance.table().columns().get(0).type()).isEqualTo(Text.UNLIMITED);
    assertThat(acceptance.table().checks()).hasSize(1);
    assertThat(codes(acceptance)).containsExactly("ENUM_LABEL_63");
    assertThat(accept(acceptance.table()).table()).isEqualTo(acceptance.table());
  }

  @Test
  void defaultsKeepTheirMeaning() {
    assertThat(ddl(new Int(32, false), literal("-1"))).contains("DEFAULT -1");
    assertThat(ddl(Text.UNLIMITED, literal("now"))).contains("DEFAULT 'now'");
    assertThat(ddl(Text.UNLIMITED, literal("C:\\Users it's"))).contains("'C:\\Users it''s'");
    assertThat(ddl(LogicalType.Bytes.UNLIMITED, literal("00ff"))).contains("DEFAULT '\\x00ff'");
    assertThat(ddl(new LogicalType.Bool(), literal("1"))).contains("DEFAULT true");
    assertThat(ddl(new LogicalType.LabelSet(List.of("x y", "q")), literal("x y,q")))
        .contains("text[] DEFAULT '{\"x y\",\"q\"}'");
    assertThat(ddl(new LogicalType.Date(), new DefaultValue.CurrentTimestamp(0, false)))
        .contains("DEFAULT CURRENT_DATE");
    assertThat(ddl(new LogicalType.Timestamp(3), new DefaultValue.CurrentTimestamp(3, false)))
        .contains("timestamp(3) DEFAULT LOCALTIMESTAMP(3)");
    assertThat(ddl(new LogicalType.Uuid(), new DefaultValue.RandomUuid()))
        .contains("DEFAULT gen_random_uuid()");
  }

  @Test
  void aDefaultThatThePlaceCannotHaveIsLeftOutWithARemark() {
    assertThat(defaultCodes(new LogicalType.Timestamp(0), literal("0000-00-00 00:00:00")))
        .containsExactly("ZERO_DATE_DEFAULT");
    assertThat(defaultCodes(new LogicalType.Date(), literal("2021-02-30")))
        .containsExactly("DEFAULT_EXPRESSION");
    assertThat(defaultCodes(new Int(32, false), literal("abc")))
        .containsExactly("DEFAULT_EXPRESSION");
    assertThat(
            defaultCodes(
                Text.UNLIMITED, new DefaultValue.Computed(Expression.of("mysql", "json_array()"))))
        .containsExactly("DEFAULT_EXPRESSION");
    assertThat(
            defaultCodes(
                Text.UNLIMITED,
                new DefaultValue.Computed(Expression.of("postgresql", "public.f(1)"))))
        .containsExactly("DEFAULT_EXPRESSION");
  }

  @Test
  void longAndForbiddenNamesAreReplacedTheSameWayEveryTime() {
    String longName = "é".repeat(40);
    Table table =
        Table.of(
                TableName.of(longName),
                List.of(Column.of(longName, new Int(32, false)), Column.of("ctid", Text.UNLIMITED)))
            .withPrimaryKey(Optional.of(Key.of("", List.of(longName))));
    Acceptance acceptance = accept(table);
    Table made = acceptance.table();
    assertThat(codes(acceptance)).containsOnly("NAME_SHORTENED").hasSize(3);
    assertThat(made.columns().get(0).name().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hasSizeLessThan(64);
    assertThat(made.primaryKey().orElseThrow().columns())
        .containsExactly(made.columns().get(0).name());
    assertThat(made.columns().get(1).name()).isEqualTo("ctid_");
    assertThat(accept(made).table()).isEqualTo(made);
    assertThat(accept(table).table()).isEqualTo(made);
  }

  @Test
  void namesThatWereUniqueInTheirTableBecomeUniqueInTheSchema() {
    Column column = Column.of("role", new LogicalType.Varchar(20, IGNORES_CASE));
    Table table =
        Table.of(TableName.of("user"), List.of(column))
            .withPrimaryKey(Optional.of(Key.of("PRIMARY", List.of("role"))))
            .withUniqueKeys(List.of(Key.of("role", List.of("role"))))
            .withIndexes(List.of(index("role", "btree"), index("words", "fulltext")));
    Acceptance acceptance = accept(table);
    assertThat(acceptance.table().primaryKey().orElseThrow().name()).isEqualTo("user_pkey");
    assertThat(acceptance.table().uniqueKeys().get(0).name()).isEqualTo("user_role_key");
    assertThat(acceptance.table().indexes())
        .extracting(Index::name)
        .containsExactly("user_role_idx");
    assertThat(codes(acceptance)).containsExactly("CI_UNIQUE", "CI_UNIQUE", "FULLTEXT_INDEX");
    assertThat(accept(acceptance.table()).table()).isEqualTo(acceptance.table());
  }

  private static Index index(String name, String method) {
    Index.Part part = new Index.Part("role", Optional.empty(), false, 5);
    return new Index(name, List.of(part), false, method, Optional.empty(), "mysql");
  }

  @Test
  void anotherEnginesExpressionsStayBehind() {
    Table table =
        table(Column.of("a", new Int(32, false)))
            .withChecks(List.of(new Check("c", Expression.of("mysql", "`a` > 0"))))
            .withIndexes(
                List.of(
                    new Index(
                        "p",
                        List.of(Index.Part.of("a")),
                        true,
                        "btree",
                        Optional.of(Expression.of("sqlite", "a > 0")),
                        "sqlite")));
    assertThat(codes(accept(table)))
        .containsExactlyInAnyOrder("CHECK_EXPRESSION", "PARTIAL_UNIQUE");
  }

  @Test
  void moreColumnsThanATableCanHaveAreUnsupported() {
    List<Column> columns =
        IntStream.range(0, 1700).mapToObj(i -> Column.of("c" + i, new Int(32, false))).toList();
    assertThatThrownBy(() -> accept(Table.of(TableName.of("wide"), columns)))
        .isInstanceOf(UnsupportedSchema.class)
        .hasMessageContaining("TOO_MANY_COLUMNS");
  }

  @Test
  void aColumnOfManyTypesGetsTheOneThatHoldsWhatWasSeen() {
    assertThat(variant(Form.INTEGER, Form.REAL)).isEqualTo(Decimal.UNBOUNDED);
    assertThat(variant(Form.INTEGER, Form.TEXT)).isEqualTo(Text.UNLIMITED);
    assertThat(variant(Form.TEXT, Form.BYTES)).isEqualTo(LogicalType.Bytes.UNLIMITED);
    assertThat(variant(Form.INTEGER, Form.BYTES)).isEqualTo(new LogicalType.Json(false));
  }

  private static LogicalType variant(Form... seen) {
    return accepted(new LogicalType.Variant(Set.of(seen)));
  }

  @Test
  void whatOnlyAnotherDatabaseHasIsText() {
    assertThat(accepted(new LogicalType.Opaque("postgresql", "tsvector")))
        .isEqualTo(new LogicalType.Opaque("postgresql", "tsvector"));
    assertThat(accepted(new LogicalType.Opaque("postgresql", "public.hstore")))
        .isEqualTo(Text.UNLIMITED);
    assertThat(accepted(new LogicalType.LabelSet(List.of("a"))))
        .isEqualTo(new ArrayOf(Text.UNLIMITED));
    assertThat(accepted(new LogicalType.Time(0, true))).isEqualTo(new LogicalType.Interval());
  }

  private static DefaultValue literal(String text) {
    return new DefaultValue.Literal(text);
  }

  private static LogicalType accepted(LogicalType type) {
    return accept(table(Column.of("c", type))).table().columns().get(0).type();
  }

  private static String ddl(LogicalType type, DefaultValue value) {
    Column column = Column.of("c", type).withDefaultValue(Optional.of(value));
    return PostgresDdl.steps(accept(table(column)).table()).stream()
        .filter(step -> step.stage() == SchemaStep.Stage.TABLE)
        .findFirst()
        .orElseThrow()
        .statement();
  }

  private static List<String> defaultCodes(LogicalType type, DefaultValue value) {
    return codes(accept(table(Column.of("c", type).withDefaultValue(Optional.of(value)))));
  }

  private static Table table(Column column) {
    return Table.of(TableName.of("t"), List.of(column));
  }

  private static Acceptance accept(Table table) {
    return PostgresAcceptance.accept(table);
  }

  private static List<String> codes(Acceptance acceptance) {
    return acceptance.remarks().stream().map(Remark::code).toList();
  }
}
