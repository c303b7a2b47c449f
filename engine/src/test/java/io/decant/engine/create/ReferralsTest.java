package io.decant.engine.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferralsTest {
  /** {@code a} and {@code b} are a circle that {@code leaf} refers to, and that needs the root. */
  private final Referrals referrals =
      new Referrals(
          tables(
              table("root"),
              table("a", "b", "root"),
              table("b", "a", "b"),
              table("leaf", "a", "elsewhere"),
              table("alone", "alone")));

  @Test
  void whoRefersComesBeforeWhatItRefersToAndCirclesComeTogether() {
    List<List<TableName>> order = referrals.childrenFirst();
    assertThat(order).contains(List.of(name("a"), name("b")), List.of(name("alone")));
    List<TableName> flat = order.stream().flatMap(List::stream).toList();
    assertThat(flat)
        .containsSubsequence(name("leaf"), name("a"), name("b"), name("root"))
        .hasSize(5);
  }

  @Test
  void aTableNeedsAllThatItLeadsToButNotItselfNorItsCircle() {
    assertThat(referrals.neededBy(name("leaf"))).isEqualTo(names("a", "b", "root"));
    assertThat(referrals.neededBy(name("b"))).isEqualTo(names("root"));
    assertThat(referrals.neededBy(name("alone"))).isEmpty();
    assertThat(referrals.neededBy(name("elsewhere"))).isEmpty();
  }

  @Test
  void onlyAKeyToTheTableItselfCountsAsSuch() {
    assertThat(referrals.refersToItself(name("b"))).isTrue();
    assertThat(referrals.refersToItself(name("alone"))).isTrue();
    assertThat(referrals.refersToItself(name("a"))).isFalse();
  }

  @Test
  void whoeverLeadsToATableIsFound() {
    assertThat(referrals.withReferring(names("b"))).isEqualTo(names("a", "b", "leaf"));
    assertThat(referrals.withReferring(names("leaf"))).isEqualTo(names("leaf"));
    assertThat(referrals.withReferring(names("unknown"))).isEqualTo(names("unknown"));
  }

  @Test
  void theCallersNamesAreKept() {
    Table child = table("child", "Parent");
    Referrals renamed =
        new Referrals(Map.of(name("their_child"), child, name("their_parent"), table("Parent")));
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

  private static Table table(String name, String... targets) {
    List<ForeignKey> keys =
        Stream.of(targets)
            .map(
                target ->
                    new ForeignKey(
                        "to_" + target,
                        List.of("id"),
                        TableName.of(target),
                        List.of("id"),
                        Action.NO_ACTION,
                        Action.NO_ACTION,
                        false,
                        false,
                        true))
            .toList();
    return Table.of(TableName.of(name), List.of(Column.of("id", new LogicalType.Int(64, false))))
        .withForeignKeys(keys);
  }
}
