package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a PostgreSQL server whose user may make no databases, the target's own schemas do. */
class RehearseInSchemasTest {
  /** Schemas of hostile names and of names that differ at their ends alone, and what ties them. */
  private static final String SOURCE =
      """
      CREATE SCHEMA "Sales ""of"" %1$s_a"; CREATE SCHEMA "Sales ""of"" %1$s_b";
      CREATE TYPE mood AS ENUM ('good', 'bad');
      CREATE TABLE person (id int PRIMARY KEY, boss int REFERENCES person, feels mood NOT NULL DEFAULT 'good');
      CREATE TABLE run (run_id text PRIMARY KEY);
      CREATE TABLE "Sales ""of"" %1$s_a".bill (id int PRIMARY KEY, person int NOT NULL REFERENCES person);
      CREATE TABLE "Sales ""of"" %1$s_b".bill (id int PRIMARY KEY, of int REFERENCES "Sales ""of"" %1$s_a".bill);
      CREATE VIEW billed AS SELECT b.id AS bill, p.id AS person FROM "Sales ""of"" %1$s_a".bill b
        JOIN person p ON p.id = b.person;
      INSERT INTO person SELECT i, i / 2 + 1, (ARRAY['good', 'bad'])[i %% 2 + 1]::mood FROM generate_series(1, 400) i;
      INSERT INTO run VALUES ('one');
      INSERT INTO "Sales ""of"" %1$s_a".bill SELECT i, i %% 400 + 1 FROM generate_series(1, 500) i;
      INSERT INTO "Sales ""of"" %1$s_b".bill SELECT i, i FROM generate_series(1, 500) i;
      ANALYZE
      """
          .formatted("x".repeat(40));

  /** What a target of those names holds already. */
  private static final String TARGET =
      """
      CREATE TABLE person (id text); INSERT INTO person VALUES ('kept'); GRANT ALL ON person TO %1$s;
      CREATE SCHEMA _decant; CREATE TABLE _decant.run (mine int); GRANT ALL ON SCHEMA _decant TO %1$s;
      CREATE SCHEMA decant_rehearsal_of_mine; CREATE TABLE decant_rehearsal_of_mine.t (a int);
      CREATE TYPE mood AS ENUM ('other')
      """;

  /** All that a database has, and which of its tables were written. */
  private static final String STATE =
      """
      SELECT 'schema ' || nspname FROM pg_namespace
      UNION ALL SELECT concat_ws(' ', c.oid::regclass, c.relfilenode, c.xmin, c.relacl::text,
          s.n_tup_ins, s.n_tup_upd, s.n_tup_del)
        FROM pg_class c LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
        WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)
      UNION ALL SELECT 'type ' || oid::regtype FROM pg_type WHERE typtype = 'e'
      ORDER BY 1
      """;

  private final String user = "rehearser_" + System.nanoTime();

  @TempDir private Path folder;
  private TestDatabase origin;
  private TestDatabase goal;
  private PlainDatabase target;

  @BeforeEach
  void fill() throws SQLException {
    origin = Engine.POSTGRESQL.server().newDatabase();
    try (PlainDatabase source = new PlainDatabase(Engine.POSTGRESQL, origin.url())) {
      source.execute(SOURCE);
    }
    goal = Engine.POSTGRESQL.server().newDatabase();
    target = new PlainDatabase(Engine.POSTGRESQL, goal.url());
    target.execute("CREATE ROLE %s LOGIN PASSWORD 'secret'".formatted(user));
    target.execute(TARGET.formatted(user));
    // What was written is counted with some delay otherwise.
    target.execute("SELECT pg_stat_force_next_flush()");
  }

  @AfterEach
  void drop() throws SQLException {
    target.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(user));
    target.close();
    goal.close();
    origin.close();
  }

  private void allowSchemas() throws SQLException {
    target.execute(
        "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %%I TO %s', current_database()); END $$"
            .formatted(user));
  }

  private List<String> asked(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    // Statistics stay as they are while a transaction lasts.
    try (PlainDatabase fresh = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
      fresh.query(query, row -> found.add(row.getString(1)));
    }
    return found;
  }

  private String url() {
    return goal.url().replaceFirst("//[^@]*@", "//" + user + ":secret@");
  }

  private List<String> command(String... more) {
    return Stream.concat(
            Stream.of("rehearse", "--source", origin.url(), "--target", url(), "--sample", "20"),
            Arrays.stream(more))
        .toList();
  }

  private JsonNode rehearsed(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(command(more));
    arguments.add("--json");
    Result result = Decant.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    String[] lines = result.out().split("\n");
    return new ObjectMapper().readTree(lines[lines.length - 1]).at("/detail/rehearsal");
  }

  @Test
  void severalSchemasAreRehearsedAndNothingOfTheTargetIsTouched() throws Exception {
    allowSchemas();
    List<String> before = asked(STATE);
    JsonNode rehearsal = rehearsed();
    assertThat(rehearsal.path("place").asText()).contains(", in the schemas decant_rehearsal_");
    assertThat(rehearsal.path("rows").asLong()).isBetween(80L, 400L);
    assertThat(asked(STATE)).isEqualTo(before);
  }

  @Test
  void whatIsKeptIsClosedUnderItsReferencesAcrossSchemas() throws Exception {
    allowSchemas();
    rehearsed("--keep");
    String tables =
        "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE starts_with(nspname, 'decant_kept_') AND nspname !~ '_decant$'";
    assertThat(asked(tables + " AND relkind = 'r'")).hasSize(4);
    List<String> keys =
        asked(
            "SELECT conrelid::regclass || ' to ' || confrelid::regclass FROM pg_constraint"
                + " WHERE contype = 'f' AND convalidated");
    assertThat(keys)
        .hasSize(3)
        .allMatch(key -> key.matches(".*decant_kept_.* to .*decant_kept_.*"));
    String view = asked(tables + " AND relkind = 'v'").get(0);
    assertThat(Long.parseLong(asked("SELECT count(*) FROM " + view).get(0))).isPositive();
  }

  @Test
  void whatAKilledRehearsalLeftInTheTargetTheNextOneRemoves() throws Exception {
    allowSchemas();
    List<String> before = asked(STATE);
    ForkedRun killed = ForkedRun.start(folder, List.of("-Ddecant.fail=after-begin"), command());
    assertThat(killed.exitCode()).isNotZero();
    assertThat(asked(STATE)).anyMatch(each -> each.startsWith("schema decant_rehearsal_1"));
    assertThat(rehearsed().path("removed").size()).isEqualTo(1);
    assertThat(asked(STATE)).isEqualTo(before);
  }

  @Test
  void whatSomebodyElseLeftStaysAndIsNamed() throws Exception {
    allowSchemas();
    String left = "decant_rehearsal_1600000000_1_00000000_abcdef";
    target.execute("CREATE SCHEMA " + left);
    JsonNode rehearsal = rehearsed();
    assertThat(rehearsal.path("removed").size()).isZero();
    assertThat(rehearsal.path("left").toString()).contains(left);
  }

  /** As behind a proxy, or a pg_hba.conf, that knows the target alone. */
  @Test
  void whoMayMakeADatabaseAndNotConnectToItRehearsesInSchemas() throws Exception {
    Path rules = Path.of(asked("SHOW hba_file").get(0));
    assumeThat(rules).as("the server is on this machine").isWritable();
    allowSchemas();
    target.execute("ALTER ROLE %s CREATEDB".formatted(user));
    String name = goal.url().replaceFirst(".*/", "");
    List<String> before = asked(STATE);
    String all = Files.readString(rules);
    try {
      Files.writeString(
          rules,
          "host %1$s %2$s all trust\nhost all %2$s all reject\n%3$s".formatted(name, user, all));
      target.execute("SELECT pg_reload_conf(); SELECT pg_sleep(0.5)");
      assertThat(rehearsed().path("place").asText()).contains(name + ", in the schemas");
    } finally {
      Files.writeString(rules, all);
      target.execute("SELECT pg_reload_conf()");
    }
    assertThat(asked(STATE)).isEqualTo(before);
    assertThat(
            asked("SELECT datname FROM pg_database WHERE datdba = '%s'::regrole".formatted(user)))
        .isEmpty();
  }

  @Test
  void afterCtrlCNothingIsLeftNotEvenWhatWasToBeKept() throws Exception {
    allowSchemas();
    List<String> before = asked(STATE);
    ForkedRun run = ForkedRun.start(folder, List.of(), command("--keep"));
    while (asked(STATE).equals(before) && !run.endsWithin(10)) {
      // The place is not made yet.
    }
    run.signal("INT");
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(130);
    assertThat(asked(STATE)).as(run.printed()).isEqualTo(before);
  }

  @Test
  void whoMayMakeNoSchemaEitherIsToldWhichRightIsMissing() throws Exception {
    List<String> before = asked(STATE);
    Result result = Decant.run(command().toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(6);
    assertThat(result.err())
        .contains("neither a database", "CREATEDB", "GRANT CREATE ON DATABASE", user);
    assertThat(asked(STATE)).isEqualTo(before);
  }
}
