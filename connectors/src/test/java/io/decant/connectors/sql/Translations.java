package io.decant.connectors.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.sql.Expressions.Rendering;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;

/** One table for all translations: what an island reads and writes is put to the test with it. */
public final class Translations {
  private static final Table TABLE =
      Table.of(
          TableName.of("t"),
          List.of(
              Column.of("a", new Int(32, false)),
              Column.of("b", new Int(64, false)),
              Column.of("price", new LogicalType.Decimal(10, 2)),
              Column.of("huge", new LogicalType.Decimal(40, 2)),
              Column.of("ratio", new LogicalType.Real(64)),
              Column.of("small", new LogicalType.Real(32)),
              Column.of("flag", new LogicalType.Bool()),
              Column.of("name", LogicalType.Text.UNLIMITED),
              Column.of("email", new LogicalType.Varchar(99, new Collation("", true, true, true))),
              Column.of("my col", new LogicalType.Varchar(9, Collation.BINARY)),
              Column.of("mood", new LogicalType.Enumerated("mood", List.of("sad", "it's ok"))),
              Column.of("born", new LogicalType.Date()),
              Column.of("at", new LogicalType.Timestamp(6)),
              Column.of("seen", new LogicalType.TimestampTz(6)),
              Column.of("doc", new LogicalType.Json(true))));

  private Translations() {}

  private static Scope scope() {
    return Scope.of(TABLE, TABLE.columns(), ValueType::of);
  }

  public static void assertReads(Grammar own, String text, String neutral) {
    assertThat(Expressions.described(own, "own", text, scope()).standard()).contains(neutral);
  }

  public static void assertRefuses(Grammar own, String text) {
    assertThat(Expressions.described(own, "own", text, scope()).standard()).isEmpty();
  }

  public static void assertWrites(Grammar own, String neutral, String text) {
    assertThat(written(own, neutral).text()).contains(text);
  }

  public static void assertCannotWrite(Grammar own, String neutral) {
    assertThat(written(own, neutral).text()).isEmpty();
  }

  private static Rendering written(Grammar own, String neutral) {
    return Expressions.rendered(
        own, new Expression("other", "", Optional.of(neutral)), scope(), Optional.empty());
  }
}
