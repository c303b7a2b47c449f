package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types, policies and names of the user's choice, between real engines. */
class MappedRunTest {
  private static final String SHOP =
      """
      SET sql_mode = 'ALLOW_INVALID_DATES';
      CREATE TABLE `UserAccount` (`userID` bigint unsigned NOT NULL PRIMARY KEY,
        `isActive` tinyint(1) NOT NULL DEFAULT '1', `HTTPLevel` tinyint(1));
      INSERT INTO `UserAccount` VALUES (1, 1, 0), (18446744073709551615, 0, 1);
      CREATE TABLE moods (id int NOT NULL PRIMARY KEY, mood enum('x','y'));
      INSERT INTO moods VALUES (1, 'x'), (2, 'nonsense');
      CREATE TABLE `OrderLine` (id int NOT NULL PRIMARY KEY, `userID` bigint unsigned,
        KEY `ByUser` (`userID`),
        CONSTRAINT `FKUser` FOREIGN KEY (`userID`) REFERENCES `UserAccount` (`userID`));
      INSERT INTO `OrderLine` VALUES (1, 1), (2, 18446744073709551615), (3, NULL);
      CREATE TABLE moments (id int NOT NULL PRIMARY KEY, day date, invalid date,
        made datetime NOT NULL DEFAULT '0000-00-00 00:00:00');
      INSERT INTO moments VALUES (1, '2024-01-01', '2024-01-02', '2024-01-03 10:00:00'),
        (2, '0000-00-00', '2021-02-30', '0000-00-00 00:00:00'), (3, '2024-00-15', NULL, '0000-00-00');
      CREATE TABLE texts (a int NOT NULL, b int NOT NULL, t text, j json, PRIMARY KEY (a, b));
      CREATE TABLE keyless (t varchar(20));
      """
          + IntStream.range(0, 25)
              .mapToObj(i -> "INSERT INTO texts VALUES (7, " + i + ", 'a\\0" + i + "', NULL);\n")
              .reduce("", String::concat)
          + """
          INSERT INTO texts VALUES (8, 1, 'sound', '{"k": "\\\\u0000x"}');
          INSERT INTO keyless VALUES ('k\\0'), ('fine');
          """;

  private static final String TYPES =
      """
      version: 1
      defaults: { names: snake }
      types:
        - { column: UserAccount.isActive, to: smallint }
        - { column: "*.userID", to: decimal(20) }
        - { from: datetime, when: { not-null: true, default: "0000-00-00*" }, to: text }
      """;

  @TempDir Path folder;

  private Path job(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void typesPoliciesAndNamesAreKeptFromThePlanToTheVerification() throws Exception {
    Path job =
        job(
            "first.yaml",
            TYPES + "policies: { invalid-date: null, nul-byte: strip, enum-error-value: empty }\n");
    try (Poured poured =
        Poured.of(Engine.MYSQL, SHOP, Engine.POSTGRESQL, folder, "--config", job.toString())) {
      DecantRun run = poured.run();
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(run.notEqual()).isEmpty();

      // types: what was asked for, its default too, and both sides of a foreign key
      assertThat(
              poured.rows(
                  "SELECT user_id::text, is_active::int, pg_typeof(is_active)::text, http_level"
                      + " FROM user_account ORDER BY user_id"))
          .containsExactly("1|1|smallint|f", "18446744073709551615|0|smallint|t");
      assertThat(
              poured.value(
                  "SELECT column_default FROM information_schema.columns"
                      + " WHERE table_name = 'user_account' AND column_name = 'is_active'"))
          .isIn("1", "'1'::smallint");
      assertThat(poured.type("OrderLine", "userID")).isEqualTo("numeric(20,0)");
      assertThat(poured.column("OrderLine", "userID").path("evidence").asText())
          .isEqualTo("asked for by types[1] of the job file");
      assertThat(poured.rows("SELECT made FROM moments ORDER BY id"))
          .containsExactly("2024-01-03 10:00:00", "0000-00-00 00:00:00", "0000-00-00 00:00:00");
      assertThat(
              poured.value(
                  "SELECT column_default FROM information_schema.columns"
                      + " WHERE table_name = 'moments' AND column_name = 'made'"))
          .startsWith("'0000-00-00 00:00:00'");

      // policies: each change is counted, with at most twenty keys, whatever the key is
      assertThat(poured.rows("SELECT day, invalid FROM moments ORDER BY id"))
          .containsExactly("2024-01-01|2024-01-02", "null|null", "null|null");
      assertThat(poured.losses("moments", "day")).containsExactly("ZERO_DATE 2");
      assertThat(poured.losses("moments", "invalid")).containsExactly("INVALID_DATE 1");
      assertThat(poured.losses("moods", "mood")).containsExactly("ENUM_ERROR_VALUE 1");
      assertThat(poured.rows("SELECT mood FROM moods ORDER BY id")).containsExactly("x", "");
      assertThat(poured.rows("SELECT t FROM texts WHERE a = 7 AND b = 11")).containsExactly("a11");
      assertThat(poured.rows("SELECT j FROM texts WHERE a = 8")).containsExactly("{\"k\": \"x\"}");
      assertThat(poured.losses("texts", "t")).containsExactly("NUL_BYTE 25");
      assertThat(samples(poured, "texts", "t")).hasSize(20).contains("a=7, b=3");
      assertThat(samples(poured, "keyless", "t")).hasSize(1);

      // names: tables, columns, indexes and foreign keys
      assertThat(
              poured.rows(
                  "SELECT indexname FROM pg_indexes WHERE tablename = 'order_line' ORDER BY 1"))
          .anySatisfy(name -> assertThat(name).contains("by_user"));
      assertThat(poured.rows("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
          .anySatisfy(name -> assertThat(name).contains("fk_user"));
      assertThat(poured.outcome("index", "OrderLine.ByUser")).isEqualTo("migrated");

      // verification on its own, with the same file
      DecantRun verified =
          DecantRun.of(
              folder,
              "verify",
              "--source=" + poured.sourceUrl(),
              "--target=" + poured.targetUrl(),
              "--config=" + job);
      assertThat(verified.exitCode()).as(verified.printed()).isZero();
    }
  }

  @Test
  void whatAPolicyRejectsIsRejectedByName() throws Exception {
    Path job =
        job(
            "second.yaml",
            TYPES
                + "policies: { zero-date: reject, nul-byte: replace, enum-error-value: reject }\n");
    try (Poured poured =
        Poured.of(Engine.MYSQL, SHOP, Engine.POSTGRESQL, folder, "--config", job.toString())) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(3);
      assertThat(poured.rejects("moments"))
          .containsExactlyInAnyOrder("ZERO_DATE day id=2", "ZERO_DATE day id=3");
      assertThat(poured.rejects("moods")).containsExactly("ENUM_ERROR_VALUE mood id=2");
      assertThat(poured.rows("SELECT t FROM keyless ORDER BY t DESC"))
          .containsExactly("k\uFFFD", "fine");
      assertThat(poured.run().notEqual()).isEmpty();
    }
  }

  @Test
  void aForbiddenLossStopsBeforeOrAtTheFirstRow() throws Exception {
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase();
        TestDatabase goal = Engine.MARIADB.server().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.POSTGRESQL, origin.url());
        PlainDatabase target = new PlainDatabase(Engine.MARIADB, goal.url())) {
      source.execute("CREATE TABLE quiet (id int PRIMARY KEY)");
      source.execute("CREATE TABLE moments (id int PRIMARY KEY, at timestamptz)");
      source.execute("INSERT INTO moments VALUES (1, now())");
      DecantRun refused = run("migrate", origin, goal, "--loss", "forbid");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.printed()).contains("--loss forbid", "moments.at: TIME_ZONE");
      assertThat(target.tables()).isEmpty();
      // a type that holds the zone loses nothing
      String job =
          job("text.yaml", "version: 1\ntypes: [ { column: moments.at, to: varchar(40) } ]\n")
              .toString();
      DecantRun kept = run("migrate", origin, goal, "--loss", "forbid", "--config", job);
      assertThat(kept.exitCode()).as(kept.printed()).isZero();
      assertThat(target.scalar("SELECT at FROM moments")).endsWith("+00");
    }
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.SQLITE, origin.url())) {
      source.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, t TEXT)");
      source.execute("INSERT INTO texts VALUES (1, 'a'), (2, 'b' || char(0)), (3, 'c')");
      String job = job("strip.yaml", "version: 1\npolicies: { nul-byte: strip }\n").toString();
      DecantRun stopped = run("migrate", origin, goal, "--config", job, "--loss", "forbid");
      assertThat(stopped.exitCode()).as(stopped.printed()).isEqualTo(8);
      assertThat(stopped.printed()).contains("texts.t", "NUL_BYTE", "id=2");
      DecantRun other = run("migrate", origin, goal, "--resume");
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.printed()).contains("the options changed");
      DecantRun resumed = run("migrate", origin, goal, "--config", job, "--resume");
      assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
      assertThat(resumed.losses()).containsOnlyKeys("NUL_BYTE").containsValue(1L);
    }
  }

  private DecantRun run(String verb, TestDatabase origin, TestDatabase goal, String... further)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(verb, "--source", origin.url(), "--target", goal.url()));
    arguments.addAll(List.of(further));
    return DecantRun.of(folder, arguments.toArray(String[]::new));
  }

  private static List<String> samples(Poured poured, String table, String column) {
    return DecantRun.elements(poured.column(table, column).path("losses"))
        .flatMap(loss -> DecantRun.elements(loss.path("sample-keys")))
        .map(key -> key.asText())
        .toList();
  }
}
