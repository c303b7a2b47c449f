package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final TableName A = TableName.of("a");
  private static final TableName B = TableName.of("b");
  private static final TableName C = TableName.of("c");

  @Test
  void eachIsNamedOnceWhenAllThatItWaitsForAreDone() {
    Map<TableName, Set<TableName>> awaited = new LinkedHashMap<>();
    awaited.put(A, Set.of(B, C));
    awaited.put(B, Set.of(C));
    awaited.put(C, Set.of());
    Waiting waiting = new Waiting(awaited);
    assertThat(waiting.free()).containsExactly(C);
    assertThat(waiting.free()).isEmpty();
    assertThat(waiting.done(C)).containsExactly(B);
    assertThat(waiting.done(B)).containsExactly(A);
    assertThat(waiting.done(A)).isEmpty();
  }
}
