package io.decant.engine.finish;

import static io.decant.engine.testing.LinkedTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignKeyTurnsTest {

  @Test
  void aTableWaitsForThoseThatItRefersToAndForNoOther() {
    ForeignKeyTurns turns =
        new ForeignKeyTurns(List.of(table("child", "parent"), table("parent"), table("other")));
    assertThat(finished(turns, "child")).isEmpty();
    assertThat(finished(turns, "parent")).containsExactly("child", "parent");
    assertThat(finished(turns, "other")).containsExactly("other");
  }

  @Test
  void tablesOfACircleWaitForEachOtherAndNoneForItself() {
    ForeignKeyTurns turns =
        new ForeignKeyTurns(List.of(table("a", "b"), table("b", "a"), table("c", "c")));
    assertThat(finished(turns, "a")).isEmpty();
    assertThat(finished(turns, "c")).containsExactly("c");
    assertThat(finished(turns, "b")).containsExactly("a", "b");
  }

  @Test
  void whoRefersToATableThatIsNotPartOfTheRunWaitsForAll() {
    ForeignKeyTurns turns =
        new ForeignKeyTurns(List.of(table("child", "elsewhere"), table("last")));
    assertThat(finished(turns, "child")).isEmpty();
    assertThat(finished(turns, "last")).containsExactly("child", "last");
  }

  private static List<String> finished(ForeignKeyTurns turns, String table) {
    return turns.finished(TableName.of(table)).stream().map(TableName::name).toList();
  }
}
