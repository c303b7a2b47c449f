package io.decant.engine.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferringTest {

  @Test
  void aTableWaitsForThoseThatItRefersToAndForNoOther() {
    Referring referring =
        new Referring(List.of(table("child", "parent"), table("parent"), table("other")));
    assertThat(finished(referring, "child")).isEmpty();
    assertThat(finished(referring, "parent")).containsExactly("child", "parent");
    assertThat(finished(referring, "other")).containsExactly("other");
  }

  @Test
  void tablesOfACircleWaitForEachOtherAndNoneForItself() {
    Referring referring = new Referring(List.of(table("a", "b"), table("b", "a"), table("c", "c")));
    assertThat(finished(referring, "a")).isEmpty();
    assertThat(finished(referring, "c")).containsExactly("c");
    assertThat(finished(referring, "b")).containsExactly("a", "b");
  }

  @Test
  void whoRefersToATableThatIsNotPartOfTheRunWaitsForAll() {
    Referring referring = new Referring(List.of(table("child", "elsewhere"), table("last")));
    assertThat(finished(referring, "child")).isEmpty();
    assertThat(finished(referring, "last")).containsExactly("child", "last");
  }

  private static List<String> finished(Referring referring, String table) {
    return referring.finished(TableName.of(table)).stream().map(TableName::name).toList();
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
