package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas beyond the catalogue that once broke a run, or came out other than the report said. */
class HostileSchemasTest {
  @TempDir private Path folder;

  private static final String POSTGRESQL =
      """
      CREATE COLLATION ignoring (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      CREATE TABLE pair (x int, y varchar(20), z int UNIQUE, PRIMARY KEY (y, x));
      CREATE TABLE refers (
        id int PRIMARY KEY, x int, y varchar(20), z int REFERENCES pair (z) DEFERRABLE,
        CONSTRAINT crossed FOREIGN KEY (x, y) REFERENCES pair (x, y),
        CONSTRAINT kept CHECK (x > 0), CONSTRAINT own CHECK (y ~ 'a'));
      INSERT INTO pair VALUES (1, 'a', 1), (2, 'ab', 2);
      INSERT INTO refers VALUES (1, 1, 'a', 1), (2, 2, 'ab', NULL);
      CREATE TABLE orphan (id int, z int);
      INSERT INTO orphan VALUES (1, 99);
      ALTER TABLE orphan ADD CONSTRAINT sound FOREIGN KEY (id) REFERENCES pair (z),
        ADD CONSTRAINT broken FOREIGN KEY (z) REFERENCES pair (z) NOT VALID;
      CREATE TABLE presets (
        day timestamp DEFAULT CURRENT_DATE, text text DEFAULT CURRENT_TIMESTAMP,
        date timestamp DEFAULT now()::date, whole date DEFAULT CURRENT_DATE,
        nan float8 DEFAULT 'NaN', least float4 DEFAULT '-Infinity', exact numeric(5,2) DEFAULT 'NaN',
        old date DEFAULT '0044-03-15 BC');
      CREATE TABLE narrow (
        letter "char", name name, padded bpchar, months interval year to month,
        round numeric(3,-2), fraction numeric(3,5), sorted text COLLATE "C", merged text COLLATE ignoring);
      CREATE UNLOGGED TABLE brief (id int);
      DO $$ BEGIN EXECUTE 'COMMENT ON TABLE brief IS ''' || repeat('t', 2049) || '''';
        EXECUTE 'COMMENT ON COLUMN brief.id IS ''' || repeat('c', 1025) || ''''; END $$;
      CREATE TABLE clears (x int, y varchar(20),
        CONSTRAINT partly FOREIGN KEY (x, y) REFERENCES pair (x, y) ON DELETE SET NULL (x));
      CREATE SEQUENCE later;
      CREATE TABLE draft (id int PRIMARY KEY, number int DEFAULT nextval('later'), n int,
        CONSTRAINT hoped CHECK (n > 0) NOT ENFORCED);
      INSERT INTO draft VALUES (1, NULL, -1);
      CREATE TABLE base (a int);
      CREATE TABLE derived (b int) INHERITS (base);
      """;

  @Test
  void aYearOfZeroStaysOne() throws IOException, SQLException {
    String years =
        "CREATE TABLE y (id int PRIMARY KEY, v year);"
            + "INSERT INTO y VALUES (1, '0000'), (2, 2000), (3, 1901), (4, 2155), (5, NULL)";
    for (Engine target : new Engine[] {Engine.MYSQL, Engine.MARIADB}) {
      try (Poured poured = Poured.of(Engine.MARIADB, years, target, folder)) {
        assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
        assertThat(poured.rows("SELECT v + 0 FROM y ORDER BY id"))
            .containsExactly("0", "2000", "1901", "2155", "null");
      }
    }
  }

  @Test
  void postgreSqlTellsWhatStaysBehindEvenInItself() throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, POSTGRESQL, Engine.POSTGRESQL, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.remarks("narrow"))
          .containsExactlyInAnyOrder(
              "column public.narrow.letter: changed WIDENED",
              "column public.narrow.name: changed WIDENED",
              "column public.narrow.padded: changed WIDENED",
              "column public.narrow.months: changed WIDENED",
              "column public.narrow.round: changed WIDENED",
              "column public.narrow.fraction: changed WIDENED",
              "column public.narrow.sorted: changed COLLATION",
              "column public.narrow.merged: changed COLLATION");
      assertThat(poured.outcome("table", "brief")).isEqualTo("changed UNLOGGED");
      assertThat(poured.outcome("table", "derived")).isEqualTo("changed INHERITANCE");
      assertThat(poured.outcome("table", "base")).isEqualTo("migrated");
      assertThat(poured.outcome("foreign-key", "clears.partly")).isEqualTo("changed SET_COLUMNS");
      assertThat(poured.rows("SELECT * FROM draft")).containsExactly("1|null|-1");
      assertThat(poured.outcome("default", "draft.number")).isEqualTo("skipped DEFAULT_EXPRESSION");
      assertThat(poured.outcome("check", "draft.hoped")).isEqualTo("skipped NOT_MOVED");
      assertThat(
              poured.rows(
                  "SELECT column_default FROM information_schema.columns WHERE table_name ="
                      + " 'presets' ORDER BY ordinal_position"))
          .containsExactly(
              "CURRENT_DATE",
              "CURRENT_TIMESTAMP",
              "(now())::date",
              "CURRENT_DATE",
              "'NaN'::double precision",
              "'-Infinity'::real",
              "'NaN'::numeric",
              "null");
      assertThat(poured.reason("default", "presets.old")).contains("'0044-03-15 BC'");
    }
  }

  @Test
  void eachRemarkAndFailureIsOfTheVeryObject() throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, POSTGRESQL, Engine.MARIADB, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(7);
      assertThat(poured.outcome("foreign-key", "refers.crossed"))
          .isEqualTo("changed FOREIGN_KEY_ORDER NAME");
      assertThat(
              poured.rows(
                  "SELECT column_name FROM information_schema.key_column_usage WHERE table_schema ="
                      + " database() AND constraint_name = 'refers_crossed' ORDER BY"
                      + " ordinal_position"))
          .containsExactly("y", "x");
      assertThat(poured.outcome("foreign-key", "orphan.broken"))
          .startsWith("failed")
          .endsWith("FOREIGN_KEY_FAILED");
      assertThat(poured.outcome("foreign-key", "orphan.sound")).isEqualTo("changed NAME");
      assertThat(poured.outcome("table", "orphan")).isEqualTo("migrated");
      assertThat(poured.outcome("check", "refers.own")).isEqualTo("skipped CHECK_EXPRESSION");
      assertThat(poured.outcome("check", "refers.kept")).isEqualTo("migrated");
      assertThat(poured.outcome("comment", "brief")).isEqualTo("changed COMMENT_LENGTH");
      assertThat(poured.outcome("comment", "brief.id")).isEqualTo("changed COMMENT_LENGTH");
      assertThat(poured.outcome("default", "presets.nan")).isEqualTo("skipped DEFAULT_EXPRESSION");
      assertThat(poured.outcome("default", "presets.day")).isEqualTo("skipped DEFAULT_EXPRESSION");
    }
  }

  @Test
  void sqliteReadsItsOwnDefaultsBack() throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, POSTGRESQL, Engine.SQLITE, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(7);
      assertThat(poured.run().notEqual()).isEmpty();
      assertThat(poured.outcome("foreign-key", "refers.refers_z_fkey"))
          .isEqualTo("changed DEFERRABLE");
    }
    String unnamed =
        "CREATE TABLE p (id INTEGER PRIMARY KEY, c TEXT UNIQUE);"
            + "CREATE TABLE r (a INT REFERENCES p, b TEXT REFERENCES p (c) DEFERRABLE INITIALLY"
            + " DEFERRED, CHECK (a > 0), CHECK (typeof(b) = 'text'))";
    try (Poured poured = Poured.of(Engine.SQLITE, unnamed, Engine.MARIADB, folder)) {
      assertThat(poured.outcome("foreign-key", "r.(a) -> p")).isEqualTo("migrated");
      assertThat(poured.outcome("foreign-key", "r.(b) -> p")).isEqualTo("changed DEFERRABLE");
      assertThat(poured.outcome("check", "r.(a > 0)")).isEqualTo("migrated");
      assertThat(poured.outcome("check", "r.(typeof(b) = 'text')"))
          .isEqualTo("skipped CHECK_EXPRESSION");
    }
  }

  @Test
  void keysThatIgnoredCaseSayThatTheyDoNot() throws IOException, SQLException {
    String table = "t".repeat(70);
    String statements =
        "CREATE TABLE u (id INTEGER PRIMARY KEY, n TEXT COLLATE NOCASE UNIQUE);"
            + "CREATE TABLE k (k TEXT COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID;"
            + "INSERT INTO k VALUES ('É'), ('é'), ('a');"
            + ("CREATE TABLE " + table + " (id INT REFERENCES u (id), CHECK (id <> 0));")
            + ("CREATE TRIGGER " + "g".repeat(130) + " AFTER INSERT ON u BEGIN SELECT 1; END;");
    for (Engine target : new Engine[] {Engine.MYSQL, Engine.MARIADB}) {
      try (Poured poured = Poured.of(Engine.SQLITE, statements, target, folder)) {
        assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
        assertThat(poured.outcome("primary-key", "k.(k)")).isEqualTo("changed CI_UNIQUE");
        assertThat(poured.outcome("unique-key", "u.(n)")).isEqualTo("changed CI_UNIQUE");
        assertThat(poured.outcome("column", "k.k")).isEqualTo("changed KEY_LENGTH COLLATION");
        assertThat(poured.outcome("foreign-key", table + ".(id) -> u")).isEqualTo("migrated");
        assertThat(poured.rows("SELECT k FROM k")).hasSize(3);
      }
    }
  }

  @Test
  void verifyNamesWhatTheTargetHasLost() throws IOException, SQLException {
    String statements =
        "CREATE TABLE q (id int AUTO_INCREMENT PRIMARY KEY, a int NOT NULL, b int, KEY by_b (b));"
            + "INSERT INTO q VALUES (1, 2, 3)";
    try (Poured poured = Poured.of(Engine.MARIADB, statements, Engine.MYSQL, folder)) {
      poured.target().execute("ALTER TABLE q MODIFY a int NULL, DROP INDEX by_b");
      DecantRun run =
          DecantRun.of(
              folder, "verify", "--source", poured.sourceUrl(), "--target", poured.targetUrl());
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(4);
      assertThat(run.report().path("verification").path("objects").toString())
          .contains("NOT NULL of column q.a is missing", "index (b) of q is missing");
    }
  }
}
