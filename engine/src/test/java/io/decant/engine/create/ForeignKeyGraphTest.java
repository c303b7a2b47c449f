package io.decant.engine.create;

import static io.decant.engine.testing.LinkedTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForeignKeyGraphTest {
  /** {@code a} and {@code b} are a circle that {@code leaf} refers to, and that needs the root. */
  private final ForeignKeyGraph foreignKeys =
      new ForeignKeyGraph(
          tables(
              table("root"),
              table("a", "b", "root"),
              table("b", "a", "b"),
              table("leaf", "a", "elsewhere"),
              table("alone", "alone")));

  @Test
  void whoRefersComesBeforeWhatItRefersToAndCirclesComeTogether() {
    List<List<TableName>> order = foreignKeys.childrenFirst();
    assertThat(order).contains(List.of(name("a"), name("b")), List.of(name("alone")));
    List<TableName> flat = order.stream().flatMap(List::stream).toList();
    assertThat(flat)
        .containsSubsequence(name("leaf"), name("a"), name("b"), name("root"))
        .hasSize(5);
  }

  @Test
  void aTableNeedsAllThatItLeadsToButNotItselfNorItsCircle() {
    assertThat(foreignKeys.neededBy(name("leaf"))).isEqualTo(names("a", "b", "root"));
    assertThat(foreignKeys.neededBy(name("b"))).isEqualTo(names("root"));
    assertThat(foreignKeys.neededBy(name("alone"))).isEmpty();
    assertThat(foreignKeys.neededBy(name("elsewhere"))).isEmpty();
  }

  @Test
  void onlyAKeyToTheTableItselfCountsAsSuch() {
    assertThat(foreignKeys.refersToItself(name("b"))).isTrue();
    assertThat(foreignKeys.refersToItself(name("alone"))).isTrue();
    assertThat(foreignKeys.refersToItself(name("a"))).isFalse();
  }

  @Test
  void whoeverLeadsToATableIsFound() {
    assertThat(foreignKeys.withReferring(names("b"))).isEqualTo(names("a", "b", "leaf"));
    assertThat(foreignKeys.withReferring(names("leaf"))).isEqualTo(names("leaf"));
    assertThat(foreignKeys.withReferring(names("unknown"))).isEqualTo(names("unknown"));
  }

  @Test
  void theCallersNamesAreKept() {
    Table child = table("child", "Parent");
    ForeignKeyGraph renamed =
        new ForeignKeyGraph(
            Map.of(name("their_child"), child, name("their_parent"), table("Parent")));
    assertThat(renamed.neededBy(name("their_child"))).isEqualTo(names("their_parent"));
  }

  private static TableName name(String name) {
    return TableName.of(name);
  }

  private static Set<TableName> names(String... names) {
    return Set.copyOf(Stream.of(names).map(TableName::of).toList());
  }

  private static Map<TableName, Table> tables(Table... tables) {
    Map<TableName, Table> byName = new LinkedHashMap<>();
    Stream.of(tables).forEach(table -> byName.put(table.name(), table));
    return byName;
  }
}
