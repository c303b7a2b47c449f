package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RichSchemaTest {

  @ParameterizedTest
  @EnumSource(Engine.class)
  void loadsIntoItsEngine(Engine engine) throws SQLException {
    try (TestDatabase database = engine.server().newDatabase()) {
      RichSchema.load(engine, database.url());
      try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
        List<String> names =
            plain.tables().stream()
                .map(PlainTable::name)
                .filter(name -> !name.equals("ticket"))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        assertThat(names)
            .containsExactly(
                "account",
                "blobs",
                "event_log",
                "measurement",
                "moments",
                "numbers",
                "Odd Types",
                "order",
                "order Item",
                "player",
                "tag",
                "team",
                "texts",
                "unused",
                "visit");
        assertThat(plain.scalar("SELECT count(*) FROM event_log")).isEqualTo("25000");
        assertThat(plain.scalar("SELECT count(*) FROM measurement")).isEqualTo("400");
      }
    }
  }
}
