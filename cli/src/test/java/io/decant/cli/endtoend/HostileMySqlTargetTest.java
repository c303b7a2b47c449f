package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A MySQL target whose own settings would bend, cut or refuse what it is given. */
class HostileMySqlTargetTest {
  private static final String SOURCE =
      """
      CREATE TABLE t (id int PRIMARY KEY, s varchar(40) DEFAULT 'a\\b"c', c char(5), b bytea, d double precision,
        f real, n numeric(12,4), at timestamp(6), j jsonb, bits bit(3), yes boolean, u uuid, big text);
      INSERT INTO t VALUES
        (0, 'x\\y"z''', 'ab', '\\x00ff5c0a09270d22', 0.1, 16777217, -12345678.9012, '2024-03-31 01:30:00.123456',
         '{"a": "q\\"\\\\n"}', B'101', true, '00112233-4455-6677-8899-aabbccddeeff', repeat('é\\', 1000)),
        (1, '', '', '', 1e-300, 'NaN', 0, '1000-01-01 00:00:00', '[]', B'000', false, NULL, NULL),
        (2, E'\\t\\n\\\\N', 'é', '\\x5c4e', -0.0, 3.4e38, 99999999.9999, '9999-12-31 23:59:59.999999', 'null', B'111', NULL,
         'ffffffff-ffff-ffff-ffff-ffffffffffff', '');
      """;

  private static final String ALL =
      "SELECT id, hex(s), hex(c), hex(b), d, f, n, at, json_unquote(json_extract(j, '$.a')), bits + 0, yes, u,"
          + " md5(big), length(big) FROM t ORDER BY id";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "MYSQL; local_infile = 0",
        "MARIADB; local_infile = 0",
        "MYSQL; sql_mode = '', innodb_strict_mode = 0",
        "MARIADB; sql_mode = '', innodb_strict_mode = 0",
        "MYSQL; sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH', local_infile = 0",
        "MARIADB; sql_mode = 'ORACLE,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH', local_infile = 0",
        "MARIADB; sql_mode = 'NO_UNSIGNED_SUBTRACTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,TRADITIONAL'",
        "MYSQL; max_allowed_packet = 65536, local_infile = 0",
        "MARIADB; max_allowed_packet = 1048576, time_zone = '+05:30', foreign_key_checks = 0",
      })
  @DisplayName("the same values arrive, whatever the server is set to")
  void settings(Engine engine, String settings) throws IOException, SQLException {
    List<String> usual;
    try (Poured poured = Poured.of(Engine.POSTGRESQL, SOURCE, engine, folder)) {
      usual = poured.rows(ALL);
    }
    with(
        engine,
        List.of(settings.split(", (?=[a-z_]+ =)")),
        () -> {
          try (Poured poured = Poured.of(Engine.POSTGRESQL, SOURCE, engine, folder)) {
            assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(3);
            assertThat(poured.rejects("t")).hasSize(1).first().asString().startsWith("FLOAT_NAN f");
            poured.target().execute("SET sql_mode = ''");
            assertThat(poured.rows(ALL)).hasSize(2).isEqualTo(usual);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  @DisplayName("a value longer than max_allowed_packet is refused by its row, with the remedy")
  void packets(Engine engine) throws IOException, SQLException {
    String big =
        """
        CREATE TABLE t (id int PRIMARY KEY, big text, j jsonb, b bytea);
        INSERT INTO t VALUES (1, repeat('x', 3 << 20), NULL, NULL), (2, 'short', '1', 'x'),
          (3, NULL, to_jsonb(repeat('y', 3 << 20)), NULL), (4, NULL, NULL, convert_to(repeat('z', 3 << 20), 'UTF8'));
        """;
    for (String local : List.of("local_infile = 1", "local_infile = 0")) {
      with(
          engine,
          List.of("max_allowed_packet = 1048576", local),
          () -> {
            try (Poured poured = Poured.of(Engine.POSTGRESQL, big, engine, folder)) {
              assertThat(poured.run().exitCode()).as(poured.run().printed()).isIn(0, 3);
              assertThat(poured.run().printed()).doesNotContain("Exception");
              List<String> rows =
                  poured.rows("SELECT id, length(big), length(j), length(b) FROM t ORDER BY id");
              assertThat(rows).contains("2|5|1|1").hasSize(4 - poured.rejects("t").size());
              assertThat(poured.rejects("t"))
                  .allMatch(reject -> reject.startsWith("PACKET_TOO_LARGE"));
            }
          });
    }
  }

  @Test
  @DisplayName(
      "a server that keeps names in lower case gets them so, and two that become one stop the plan")
  void lowerCase() throws IOException, SQLException {
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase();
        TestDatabase goal = TestServers.caselessMariadb().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.POSTGRESQL, origin.url());
        PlainDatabase target = new PlainDatabase(Engine.MARIADB, goal.url())) {
      source.execute(
          """
          CREATE TABLE "Person" ("Id" int PRIMARY KEY, "Name" text);
          CREATE TABLE "Pet" (id int PRIMARY KEY, owner int REFERENCES "Person" ("Id"));
          CREATE INDEX "ByOwner" ON "Pet" (owner);
          CREATE VIEW "Owners" AS SELECT p."Id" FROM "Person" p JOIN "Pet" q ON q.owner = p."Id";
          INSERT INTO "Person" VALUES (1, 'Ada');
          INSERT INTO "Pet" VALUES (1, 1), (2, NULL);
          """);
      DecantRun run = migrate(origin, goal, "--verify");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(target.scalar("SELECT concat(count(*), sum(owner)) FROM pet")).isEqualTo("21");
      assertThat(target.scalar("SELECT count(*) FROM owners")).isEqualTo("1");
      run = migrate(origin, goal, "--verify", "--if-exists", "drop", "--yes");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      source.execute("CREATE TABLE person (id int PRIMARY KEY)");
      run = migrate(origin, goal, "--if-exists", "drop", "--yes");
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(2);
      assertThat(run.printed()).contains("Person", "person", "NAME_COLLISION");
    }
  }

  private DecantRun migrate(TestDatabase origin, TestDatabase goal, String... options)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("migrate", "--source", origin.url(), "--target", goal.url()));
    arguments.addAll(List.of(options));
    return DecantRun.of(folder, arguments.toArray(String[]::new));
  }

  private interface Trial {
    void run() throws IOException, SQLException;
  }

  /**
   * Sets what new sessions of the server begin with, and afterwards what they began with before.
   */
  private static void with(Engine engine, List<String> settings, Trial trial)
      throws IOException, SQLException {
    List<String> before = new ArrayList<>();
    try (TestDatabase any = engine.server().newDatabase();
        PlainDatabase server = new PlainDatabase(engine, any.url())) {
      try {
        for (String setting : settings) {
          String name = setting.substring(0, setting.indexOf(" ="));
          String old = server.scalar("SELECT @@GLOBAL." + name);
          before.add(name + " = " + (old.matches("\\d+") ? old : "'" + old + "'"));
          server.execute("SET GLOBAL " + setting);
        }
        trial.run();
      } finally {
        for (String setting : before) {
          server.execute("SET GLOBAL " + setting);
        }
      }
    }
  }
}
