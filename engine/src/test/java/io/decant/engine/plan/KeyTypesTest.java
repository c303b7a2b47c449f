package io.decant.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTypesTest {
  private static Table table(String name, LogicalType type) {
    return Table.of(TableName.of(name), List.of(Column.of("id", type)));
  }

  /** A table whose only column refers to another table's. */
  private static Table referring(String name, LogicalType type, String target) {
    ForeignKey key =
        new ForeignKey(
            "",
            List.of("id"),
            TableName.of(target),
            List.of("id"),
            ForeignKey.Action.NO_ACTION,
            ForeignKey.Action.NO_ACTION,
            false,
            false,
            true);
    return table(name, type).withForeignKeys(List.of(key));
  }

  private static List<String> types(Table... tables) {
    return KeyTypes.equal(List.of(tables)).stream()
        .map(table -> table.columns().get(0).type().toString())
        .toList();
  }

  @Test
  void aChainOfReferencesTakesTheWidestType() {
    assertThat(
            types(
                referring("c", new Int(8, false), "b"),
                referring("b", new Int(16, false), "a"),
                table("a", new Int(32, false)),
                referring("d", new Int(64, false), "b"),
                table("alone", new Int(8, false))))
        .containsExactly("int64", "int64", "int64", "int64", "int8");
  }

  @Test
  void theTypeHoldsTheValuesOfBothSides() {
    assertThat(types(table("a", new Int(32, true)), referring("b", new Int(16, false), "a")))
        .containsExactly("int64", "int64");
    assertThat(types(table("a", new Decimal(10, 2)), referring("b", new Decimal(8, 4), "a")))
        .containsExactly("decimal(12,4)", "decimal(12,4)");
  }

  @Test
  void whatCannotBeBroughtTogetherStays() {
    assertThat(types(table("a", new Int(64, true)), referring("b", new Int(8, false), "a")))
        .containsExactly("uint64", "int8");
    assertThat(types(table("a", new Int(8, true)), referring("b", new LogicalType.Uuid(), "a")))
        .containsExactly("uint8", "uuid");
    assertThat(types(referring("b", new Int(8, false), "not here"))).containsExactly("int8");
  }
}
