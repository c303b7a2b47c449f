package io.decant.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;
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
    return types(true, tables);
  }

  private static List<String> types(boolean equal, Table... tables) {
    return KeyTypes.agreed(List.of(tables), equal).stream()
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
  void aTargetThatComparesNumbersOfAllKindsKeepsThem() {
    assertThat(types(false, table("a", new Int(32, false)), referring("b", new Int(8, true), "a")))
        .containsExactly("int32", "uint8");
  }

  @Test
  void aBooleanThatRefersToANumberIsOne() {
    assertThat(
            types(
                false, table("a", new Int(8, false)), referring("b", new LogicalType.Bool(), "a")))
        .containsExactly("int8", "int8");
    assertThat(
            types(
                false, table("a", new LogicalType.Bool()), referring("b", new Int(8, false), "a")))
        .containsExactly("int8", "int8");
  }

  @Test
  void whatRefersToACounterCountsNoFurther() {
    Int largest = new Int(64, true);
    Column counter = Column.of("id", largest).withIdentity(Optional.of(new Identity(42, 1, false)));
    Column beyond =
        Column.of("id", largest).withIdentity(Optional.of(new Identity(Long.MAX_VALUE, 1, false)));
    assertThat(
            types(
                false,
                Table.of(TableName.of("a"), List.of(counter)),
                referring("b", largest, "a"),
                referring("c", largest, "b")))
        .containsExactly("uint64", "int64", "int64");
    assertThat(
            types(
                false, Table.of(TableName.of("a"), List.of(beyond)), referring("b", largest, "a")))
        .containsExactly("uint64", "uint64");
  }

  @Test
  void labelsOfBothSidesAreOneType() {
    LogicalType.Enumerated labels = new LogicalType.Enumerated("", List.of("x", "y"));
    List<Table> agreed =
        KeyTypes.agreed(List.of(table("a", labels), referring("b", labels, "a")), false);
    assertThat(agreed)
        .extracting(table -> ((LogicalType.Enumerated) table.columns().get(0).type()).name())
        .containsExactly("a_id_enum", "a_id_enum");
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
