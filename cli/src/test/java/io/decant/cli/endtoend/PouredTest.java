package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PouredTest {
  @TempDir private Path folder;

  @Test
  void tellsWhatBecameOfEverything() throws IOException, SQLException {
    String statements =
        """
        CREATE TABLE t (id int PRIMARY KEY, v double precision, w text);
        INSERT INTO t VALUES (1, 1.5, 'x'), (2, 'NaN', NULL);
        CREATE INDEX odd ON t USING brin (id);
        """;
    try (Poured poured = Poured.of(Engine.POSTGRESQL, statements, Engine.MYSQL, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(3);
      assertThat(poured.rows("SELECT id, v, w FROM t")).containsExactly("1|1.5|x");
      assertThat(poured.rejects("t")).containsExactly("FLOAT_NAN v id=2");
      assertThat(poured.type("t", "v")).isEqualTo("double");
      assertThat(poured.losses("t", "v")).containsExactly("FLOAT_NAN 1");
      assertThat(poured.outcome("table", "t")).isEqualTo("migrated");
      assertThat(poured.outcome("index", "t.odd")).startsWith("skipped ");
      assertThat(poured.remarks("t")).hasSize(1);
    }
  }
}
