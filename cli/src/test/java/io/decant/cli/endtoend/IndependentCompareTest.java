package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Difference;
import io.decant.cli.endtoend.IndependentCompare.Kind;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge itself: what we plant, it finds; what is the same in other words, it lets pass. */
class IndependentCompareTest {

  private static final String MYSQL_TABLES =
      """
      CREATE TABLE customer (id int PRIMARY KEY, name varchar(40), note text, born date,
        balance decimal(10, 2), score double, ratio float, seen datetime(6), photo blob, tags json);
      INSERT INTO customer VALUES
        (1, 'Zoë 🎉', 'plain', '0001-01-01', 10.50, 0.1, 0.1, '2024-03-31 02:30:00.123456', x'00ff', '{"a":1,"b":2}'),
        (2, 'Bob', '', '9999-12-31', -0.01, 4.9e-324, 16777216, '1970-01-01 00:00:00', '', '[]'),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      CREATE TABLE visit (page varchar(20), took int);
      INSERT INTO visit VALUES ('/', 1), ('/', 1), ('/a', 2);
      """;

  private static final String POSTGRESQL_TABLES =
      """
      CREATE TABLE customer (id numeric PRIMARY KEY, name text, note text, born date,
        balance numeric, score float8, ratio real, seen timestamptz, photo bytea, tags text);
      INSERT INTO customer VALUES
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (1, 'Zoë 🎉', 'plain', '0001-01-01', 10.5, 0.1, 0.1, '2024-03-31 02:30:00.123456+00', '\\x00ff', '{"b": 2.0, "a": 1}'),
        (2.0, 'Bob', '', '9999-12-31', -0.010, 4.9e-324, 16777216, '1970-01-01 01:00:00+01', '\\x', '[ ]');
      CREATE TABLE visit (page text, took bigint);
      INSERT INTO visit VALUES ('/a', 2), ('/', 1), ('/', 1);
      """;

  private final TestDatabase mysql = Engine.MYSQL.server().newDatabase();
  private final TestDatabase postgresql = Engine.POSTGRESQL.server().newDatabase();

  @BeforeEach
  void fill() throws SQLException {
    execute(Engine.MYSQL, mysql.url(), MYSQL_TABLES);
    execute(Engine.POSTGRESQL, postgresql.url(), POSTGRESQL_TABLES);
  }

  @AfterEach
  void drop() {
    mysql.close();
    postgresql.close();
  }

  @Test
  void sameValuesInOtherWordsAreNoDifference() throws SQLException {
    assertThat(differences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRichDatabaseEqualsItself(Engine engine) throws SQLException {
    try (TestDatabase one = engine.server().newDatabase();
        TestDatabase other = engine.server().newDatabase()) {
      RichSchema.load(engine, one.url());
      RichSchema.load(engine, other.url());
      try (PlainDatabase source = new PlainDatabase(engine, one.url());
          PlainDatabase target = new PlainDatabase(engine, other.url())) {
        List<Pair> pairs = new ArrayList<>();
        List<PlainTable> tables = target.tables();
        for (int i = 0; i < tables.size(); i++) {
          pairs.add(Pair.sameNames(source.tables().get(i), tables.get(i)));
        }
        assertThat(new IndependentCompare(source, target).compare(pairs)).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{2}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE FROM customer WHERE id = 3                                  | MISSING |
          INSERT INTO customer (id) VALUES (4)                               | EXTRA   |
          INSERT INTO visit VALUES ('/', 1)                                  | EXTRA   |
          DELETE FROM visit WHERE page = '/a'                                | MISSING |
          UPDATE customer SET name = 'Zoë' WHERE id = 1                      | CHANGED | name
          UPDATE customer SET name = 'Zoë ?' WHERE id = 1                    | CHANGED | name
          UPDATE customer SET name = normalize(name, NFD) WHERE id = 1       | CHANGED | name
          UPDATE customer SET name = 'Bob ' WHERE id = 2                     | CHANGED | name
          UPDATE customer SET note = NULL WHERE id = 2                       | CHANGED | note
          UPDATE customer SET note = '' WHERE id = 3                         | CHANGED | note
          UPDATE customer SET note = 'NULL' WHERE id = 3                     | CHANGED | note
          UPDATE customer SET born = born + 1 WHERE id = 1                   | CHANGED | born
          UPDATE customer SET balance = 10.51 WHERE id = 1                   | CHANGED | balance
          UPDATE customer SET score = 0.1 + 1.4e-17 WHERE id = 1             | CHANGED | score
          UPDATE customer SET score = 0 WHERE id = 2                         | CHANGED | score
          UPDATE customer SET ratio = 0.10000001 WHERE id = 1                | CHANGED | ratio
          UPDATE customer SET ratio = 16777200 WHERE id = 2                  | CHANGED | ratio
          UPDATE customer SET seen = seen + interval '1 hour' WHERE id = 1   | CHANGED | seen
          UPDATE customer SET seen = date_trunc('second', seen) WHERE id = 1 | CHANGED | seen
          UPDATE customer SET photo = '\\x00ff00' WHERE id = 1               | CHANGED | photo
          UPDATE customer SET photo = NULL WHERE id = 2                      | CHANGED | photo
          UPDATE customer SET tags = '{"a":1}' WHERE id = 1                  | CHANGED | tags
          """)
  void findsWhatWasPlanted(String damage, Kind kind, String column) throws SQLException {
    execute(Engine.POSTGRESQL, postgresql.url(), damage);
    assertThat(differences())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found.column()).isEqualTo(column == null ? "" : column);
            });
  }

  @Test
  void findsColumnsSwappedInARow() throws SQLException {
    execute(
        Engine.POSTGRESQL,
        postgresql.url(),
        "UPDATE customer SET name = note, note = name WHERE id = 2");
    assertThat(differences()).extracting(Difference::column).containsExactly("name", "note");
  }

  @Test
  void findsValuesExchangedBetweenRowsWithoutKey() throws SQLException {
    execute(
        Engine.POSTGRESQL,
        postgresql.url(),
        "UPDATE visit SET took = 3 - took WHERE page = '/a' OR ctid = '(0,2)'");
    assertThat(differences()).hasSize(4);
  }

  private List<Difference> differences() throws SQLException {
    try (PlainDatabase source = new PlainDatabase(Engine.MYSQL, mysql.url());
        PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, postgresql.url())) {
      List<PlainTable> from = source.tables();
      List<PlainTable> to = target.tables();
      return new IndependentCompare(source, target)
          .compare(
              List.of(
                  Pair.sameNames(from.get(0), to.get(0)), Pair.sameNames(from.get(1), to.get(1))));
    }
  }

  private static void execute(Engine engine, String url, String sql) throws SQLException {
    try (PlainDatabase database = new PlainDatabase(engine, url)) {
      database.execute(sql);
    }
  }
}
