package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Section 1 of the catalogue from MySQL 8.0.15. What it cannot express: names with characters
 * beyond the basic plane (MP-66), and a generated invisible primary key (MP-83), which came with
 * 8.0.30.
 */
class MySqlToPostgreSqlTest extends MySqlToPostgreSql {
  MySqlToPostgreSqlTest() {
    super(Engine.MYSQL, "mp-mysql.sql");
  }

  @Test
  @DisplayName("beside MP-59: a descending index descends, an invisible one is used")
  void indexes() throws SQLException {
    assertThat(rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'mp_59'"))
        .anySatisfy(index -> assertThat(index).endsWith("(n DESC)"));
    assertThat(poured().outcome("index", "mp_59.hidden")).isEqualTo("changed INVISIBLE_INDEX");
  }

  @Test
  @DisplayName("MP-59 an index of lower(email) is one of lower(email)")
  void mp59() throws SQLException {
    assertThat(poured().remarks("mp_59")).noneSatisfy(r -> assertThat(r).contains("mp_59.low"));
    assertThat(rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'mp_59'"))
        .anySatisfy(index -> assertThat(index).contains("lower("));
  }

  @Test
  @DisplayName("MP-62 a point of SRID 4326 keeps X as longitude and Y as latitude")
  void mp62globe() throws SQLException {
    assertThat(rows("SELECT encode(p, 'hex') FROM mp_62_globe"))
        .containsExactly("e6100000" + "0101000000cdcccccccccc0240cdcccccccc6c4840");
    assertThat(poured().outcome("column", "mp_62_globe.p")).isEqualTo("changed GEOMETRY_AS_BYTES");
  }
}
