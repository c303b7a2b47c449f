package io.decant.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.contract.HostileRows;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private static final Expression EXPRESSION =
      new Expression("mysql", "`a` > 'é\\\n\0'", Optional.of("a > 1"), Map.of("a", "b"));

  @Test
  void everyTypeComesBackEqual() {
    List<LogicalType> types = HostileRows.types();
    List<Column> columns =
        IntStream.range(0, types.size()).mapToObj(i -> Column.of("c" + i, types.get(i))).toList();
    assertComesBack(Table.of(new TableName("s", "t"), columns));
    assertComesBack(
        Table.of(
            TableName.of("t"),
            List.of(
                Column.of("a", new LogicalType.Opaque("postgresql", "tsvector")),
                Column.of("b", new LogicalType.ArrayOf(new LogicalType.ArrayOf(types.get(0)))),
                Column.of("c", new LogicalType.Varchar(9, new Collation("x", true, true, true))))));
  }

  @Test
  void everythingThatATableHasComesBackEqual() {
    Column column =
        new Column(
            "näme\"\\\u0000",
            new LogicalType.Bool(),
            "tinyint(1)",
            false,
            Optional.of(new DefaultValue.Literal("'")),
            Optional.of(new Identity(Long.MAX_VALUE, -1, true, "shared")),
            Optional.of(new Generated(EXPRESSION, true)),
            true,
            "comment",
            "BOOLEAN: only 0 and 1");
    Key key = new Key("k", List.of("a", "b"), true, true, true);
    assertComesBack(
        new Table(
            new TableName("", "🎉"),
            List.of(
                column,
                column.withDefaultValue(Optional.of(new DefaultValue.CurrentTimestamp(6, true))),
                column.withDefaultValue(Optional.of(new DefaultValue.RandomUuid())),
                column.withDefaultValue(Optional.of(new DefaultValue.Computed(EXPRESSION)))),
            Optional.of(key),
            List.of(key),
            List.of(
                new Index(
                    "i",
                    List.of(Index.Part.of("a"), Index.Part.of(EXPRESSION, true)),
                    true,
                    "gin",
                    Optional.of(EXPRESSION),
                    "postgresql",
                    "USING gin")),
            List.of(
                new ForeignKey(
                    "f",
                    List.of("a"),
                    TableName.of("p"),
                    List.of("id"),
                    Action.CASCADE,
                    Action.SET_NULL,
                    true,
                    true,
                    true,
                    true)),
            List.of(new Check("", EXPRESSION)),
            "comment",
            new Statistics(5, -1, true, Map.of("a", 3)),
            Set.of("strict", "collection:a.b")));
  }

  @Test
  void equalTablesHaveEqualTexts() {
    Table table =
        Table.of(TableName.of("t"), List.of())
            .withStatistics(new Statistics(1, 1, true, Map.of("b", 1, "a", 2, "c", 3)))
            .withOptions(Set.of("strict", "collection:a", "b", "a"));
    assertThat(TableText.of(table))
        .contains("[\"a\",\"b\",\"collection:a\",\"strict\"]", "{\"a\":2,\"b\":1,\"c\":3}");
  }

  @Test
  void whatSomebodyElseWroteIsNoTable() {
    String text = TableText.of(Table.of(TableName.of("t"), List.of()));
    assertThat(TableText.parse(text)).isPresent();
    assertThat(TableText.parse(text.replace("{\"name\"", "{\"later\":1,\"name\""))).isPresent();
    for (String other :
        List.of(
            "",
            "null",
            "7",
            "[]",
            "{}",
            "{",
            text.replace("\"comment\":\"\"", "\"comment\":null"),
            text.replace("\"columns\":[]", "\"columns\":[null]"),
            text.replace(
                "\"columns\":[]", "\"columns\":[{\"name\":\"a\",\"type\":{\"is\":\"X\"}}]"),
            text.replace("\"comment\":\"\"", "\"comment\":" + "[".repeat(100_000)))) {
      assertThat(TableText.parse(other)).as(other).isEmpty();
    }
  }

  private static void assertComesBack(Table table) {
    assertThat(TableText.parse(TableText.of(table))).contains(table);
  }
}
