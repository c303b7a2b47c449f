package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** What happens between a plan and its run, on every engine: to the schema, and to the data. */
class PlanDriftTest {
  private static final List<String> SHOP =
      List.of(
          "CREATE TABLE client (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, born DATE)",
          "CREATE TABLE bill (id INT NOT NULL PRIMARY KEY, client INT NOT NULL,"
              + " amount DECIMAL(10,2) DEFAULT 5, FOREIGN KEY (client) REFERENCES client (id))",
          "CREATE TABLE spare (id INT NOT NULL PRIMARY KEY)",
          "CREATE INDEX by_name ON client (name)",
          "INSERT INTO client VALUES (1, 'Ann', '1970-01-01'), (2, 'Bob', NULL)",
          "INSERT INTO bill VALUES (1, 1, 9.5), (2, 2, 3)");

  @TempDir Path folder;

  private void run(Engine engine, TestDatabase database, List<String> statements)
      throws SQLException {
    try (Connection connection = engine.connect(database.url());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private Result plan(TestDatabase source, String target, String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan", "--source", source.url()));
    arguments.addAll(List.of("--target", target, "--output", file().toString()));
    arguments.addAll(List.of(options));
    Result result = Decant.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private Path file() {
    return folder.resolve("plan.yaml");
  }

  /** Passwords stand nowhere in the file. */
  private Result migrate(TestDatabase source, String... options) {
    List<String> arguments = new ArrayList<>(List.of("migrate", "--plan", file().toString()));
    arguments.addAll(List.of(options));
    String password = password(source.url());
    return Decant.in(
            Map.of(
                "LANG", "C.UTF-8",
                "DECANT_SOURCE_PASSWORD", password,
                "DECANT_TARGET_PASSWORD", password))
        .execute(arguments.toArray(String[]::new));
  }

  private static String password(String url) {
    return url.contains("@") ? url.replaceFirst(".*://[^:@]*:?([^@]*)@.*", "$1") : "";
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aSourceWhoseSchemaChangedIsRefusedWithEveryDifference(Engine engine) throws Exception {
    try (TestDatabase source = engine.server().newDatabase()) {
      run(engine, source, SHOP);
      Path target = folder.resolve("new.db");
      plan(source, "sqlite:" + target);
      String text = Files.readString(file());
      String password = password(source.url());
      if (!password.isEmpty()) {
        assertThat(text).doesNotContain(":" + password + "@");
      }

      Result same = migrate(source);
      assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
      Files.delete(target);

      List<String> changes = new ArrayList<>();
      changes.add("ALTER TABLE client ADD COLUMN phone VARCHAR(20)");
      changes.add("CREATE INDEX by_amount ON bill (amount)");
      changes.add(engine.isMySqlFamily() ? "DROP INDEX by_name ON client" : "DROP INDEX by_name");
      changes.add("DROP TABLE spare");
      changes.add("CREATE TABLE extra (id INT NOT NULL PRIMARY KEY)");
      if (engine.isMySqlFamily()) {
        changes.add("ALTER TABLE client MODIFY name VARCHAR(60) NOT NULL");
      } else if (engine == Engine.POSTGRESQL) {
        changes.add("ALTER TABLE client ALTER name TYPE VARCHAR(60)");
      } else {
        changes.add("ALTER TABLE bill RENAME COLUMN amount TO total");
      }
      changes.add("CREATE VIEW names AS SELECT name FROM client");
      run(engine, source, changes);
      Result refused = migrate(source);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("client", "column phone of table ", " is new: ")
          .contains("index by_amount of table ", "index by_name of table ", " is gone")
          .containsPattern("table \\S*spare is gone")
          .containsPattern("table \\S*extra is new")
          .containsPattern("view \\S*names is new")
          .contains("Nothing was written");
      if (engine == Engine.SQLITE) {
        assertThat(refused.err()).contains("column total of table bill is new");
      } else {
        assertThat(refused.err())
            .containsPattern("column name of table \\S*client changed from .*40.* to .*60");
      }
      assertThat(target).doesNotExist();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatBelongsToATableIsADifferenceOnlyWhereTheTableIsInThePlan(Engine engine)
      throws Exception {
    try (TestDatabase source = engine.server().newDatabase()) {
      run(engine, source, SHOP);
      run(
          engine,
          source,
          trigger(engine, "SPARE_GONE", engine == Engine.SQLITE ? "SPARE" : "spare"));
      run(engine, source, trigger(engine, "bill_gone", "bill"));
      Path target = folder.resolve("new.db");
      plan(source, "sqlite:" + target, "--exclude-tables", "spare");
      assertThat(Files.readString(file())).containsIgnoringCase("spare_gone");

      // Left out of the file, as spare was left out of the plan.
      String text = Files.readString(file());
      Files.writeString(
          file(), text.replaceFirst("(?s)\n  (public\\.)?bill:.*?\n(?=  \\w|\n)", "\n"));
      List<String> changes = new ArrayList<>(dropped(engine, "SPARE_GONE", "spare"));
      changes.addAll(dropped(engine, "bill_gone", "bill"));
      changes.addAll(trigger(engine, "spare_new", "spare"));
      if (engine == Engine.POSTGRESQL) {
        changes.add("CREATE POLICY own ON spare USING (true)");
        changes.add("GRANT SELECT ON bill TO public");
        changes.add("CREATE RULE never AS ON DELETE TO spare DO INSTEAD NOTHING");
        changes.add("ALTER TABLE spare ADD CONSTRAINT apart EXCLUDE USING btree (id WITH =)");
      }
      run(engine, source, changes);
      Result same = migrate(source);
      assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
      Files.delete(target);
      run(engine, source, List.of("DROP TABLE bill", "DROP TABLE spare"));
      same = migrate(source);
      assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
      Files.delete(target);

      run(engine, source, trigger(engine, "client_new", "client"));
      Result refused = migrate(source);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .containsPattern("trigger client_new of table \\S*client is new")
          .doesNotContain("spare", "bill");
      assertThat(target).doesNotExist();
    }
  }

  private static List<String> trigger(Engine engine, String name, String table) {
    String head = "CREATE TRIGGER " + name + " AFTER DELETE ON " + table + " FOR EACH ROW ";
    return switch (engine) {
      case SQLITE -> List.of(head + "BEGIN DELETE FROM client WHERE id < 0; END");
      case POSTGRESQL ->
          List.of(
              "CREATE OR REPLACE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql"
                  + " AS 'BEGIN RETURN NULL; END'",
              head + "EXECUTE FUNCTION pass()");
      case MYSQL, MARIADB -> List.of(head + "SET @gone = 1");
    };
  }

  private static List<String> dropped(Engine engine, String trigger, String table) {
    String on = engine == Engine.POSTGRESQL ? " ON " + table : "";
    return List.of("DROP TRIGGER " + trigger + on);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void editsAreFollowedOnEveryTarget(Engine engine) throws Exception {
    try (TestDatabase source = Engine.SQLITE.server().newDatabase();
        TestDatabase target = engine.server().newDatabase()) {
      run(Engine.SQLITE, source, SHOP);
      plan(source, target.url());
      String text = Files.readString(file());
      int memory = text.indexOf("recorded: |-");
      String edited =
          text.substring(0, memory)
              .replaceFirst("    name: \\S*client\n", "    name: customer\n    where: id < 2\n")
              .replaceFirst("(    name: \\S*bill\n)", "$1    where: client < 2\n")
              .replaceFirst(
                  "(      name: \\{.*?, to: )[^,}]+(, name: [^,}]+)?",
                  "$1varchar(50), name: full_name ")
              .replaceFirst("      born: .*\n", "")
              .replaceFirst("(?s)\n  spare:.*?\n(?=  \\w|\n)", "\n");
      assertThat(edited).contains("full_name").doesNotContain("born:");
      Files.writeString(file(), edited + text.substring(memory));
      Result run = migrate(target, "--verify");
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(rows(engine, target, "SELECT id, full_name FROM customer"))
          .containsExactly("1|Ann");
      assertThat(rows(engine, target, "SELECT client, amount FROM bill"))
          .first()
          .asString()
          .startsWith("1|9.5");
      Result verified =
          Decant.in(Map.of("LANG", "C.UTF-8", "DECANT_TARGET_PASSWORD", password(target.url())))
              .execute("verify", "--plan", file().toString());
      assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }
  }

  private static List<String> rows(Engine engine, TestDatabase database, String query)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = engine.connect(database.url());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  @Test
  void typesChosenFromTheDataStayAndValuesThatNoLongerFitAreRefused() throws Exception {
    try (TestDatabase source = Engine.MYSQL.server().newDatabase();
        TestDatabase target = Engine.POSTGRESQL.server().newDatabase()) {
      run(
          Engine.MYSQL,
          source,
          List.of(
              "CREATE TABLE t (id INT PRIMARY KEY, flag TINYINT(1), at TIME)",
              "INSERT INTO t VALUES (1, 0, '10:00:00'), (2, 1, '23:00:00')"));
      plan(source, target.url());
      assertThat(Files.readString(file())).contains("flag: { type: tinyint(1), to: boolean");
      run(
          Engine.MYSQL,
          source,
          List.of("INSERT INTO t VALUES (3, 2, '11:00:00'), (4, 1, '25:00:00')"));

      Result stopped = migrateBoth(source, target);
      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(8);
      // The run goes on as it was planned, with the rows that fit.
      Result run =
          migrateBoth(
              source,
              target,
              "--resume",
              "--on-error",
              "reject",
              "--rejects",
              folder.resolve("rejects").toString());
      assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
      assertThat(
              rows(Engine.POSTGRESQL, target, "SELECT id, flag::text, at::text FROM t ORDER BY id"))
          .containsExactly("1|false|10:00:00", "2|true|23:00:00");
    }
  }

  private Result migrateBoth(TestDatabase source, TestDatabase target, String... options) {
    List<String> arguments = new ArrayList<>(List.of("migrate", "--plan", file().toString()));
    arguments.addAll(List.of(options));
    return Decant.in(
            Map.of(
                "LANG", "C.UTF-8",
                "DECANT_SOURCE_PASSWORD", password(source.url()),
                "DECANT_TARGET_PASSWORD", password(target.url())))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void whatIsOnlyUsedIsNoDifference() throws Exception {
    try (TestDatabase source = Engine.POSTGRESQL.server().newDatabase()) {
      run(Engine.POSTGRESQL, source, SHOP);
      run(
          Engine.POSTGRESQL,
          source,
          List.of("CREATE SEQUENCE ticket", "SELECT nextval('ticket')", "SELECT lo_create(0)"));
      plan(source, "sqlite:" + folder.resolve("new.db"));
      run(
          Engine.POSTGRESQL,
          source,
          List.of("SELECT nextval('ticket')", "SELECT lo_create(0)", "ANALYZE"));
      Result run = migrate(source);
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MYSQL"})
  void aTableThatHasGrownIsDividedByTheSizeThatItHasNow(Engine engine) throws Exception {
    try (TestDatabase source = engine.server().newDatabase()) {
      run(engine, source, List.of("CREATE TABLE log (id INT PRIMARY KEY, fill VARCHAR(1000))"));
      plan(source, "sqlite:" + folder.resolve("new.db"));
      String numbers =
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)";
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String query = numbers + " SELECT i + " + i * 1000 + ", repeat('x', 900) FROM n";
        rows.add(
            engine == Engine.MYSQL
                ? "INSERT INTO log " + query
                : query.replace(numbers, numbers + " INSERT INTO log"));
      }
      rows.add(engine == Engine.MYSQL ? "ANALYZE TABLE log" : "ANALYZE log");
      run(engine, source, rows);
      Path report = folder.resolve("report.json");
      Result run = migrate(source, "--report", "json=" + report);
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(new ObjectMapper().readTree(report.toFile()).at("/tables/0/splits").asInt())
          .isGreaterThan(2);
    }
  }

  @Test
  void groupsThatReadOnAndThoseOfOtherStreamsAreNoDifference() throws Exception {
    try (RedisServer.Database source = TestServers.redis().newDatabase()) {
      Jedis redis = source.driver();
      for (String stream : List.of("log:1", "news:1")) {
        redis.xadd(stream, XAddParams.xAddParams().id("5-1"), Map.of("k", "v"));
        redis.xgroupCreate(stream, "readers", new StreamEntryID(0, 0), false);
      }
      Path target = folder.resolve("new.db");
      plan(source, "sqlite:" + target, "--exclude-tables", "news");
      redis.xgroupSetID("log:1", "readers", new StreamEntryID(5, 1));
      redis.xgroupCreate("news:1", "others", new StreamEntryID(0, 0), false);
      Result same = migrate(source);
      assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
      Files.delete(target);

      redis.xgroupCreate("log:1", "others", new StreamEntryID(0, 0), false);
      Result refused = migrate(source);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err()).contains("consumer-group log:1 others of table log is new");
    }
  }

  @Test
  void aFieldThatNoDocumentHadIsADifference() throws Exception {
    try (MongoServer.Database source = TestServers.mongodb().newDatabase()) {
      var people = source.driver().getCollection("people");
      people.insertOne(new Document("_id", 1).append("name", "Ann"));
      Path target = folder.resolve("new.db");
      plan(source, "sqlite:" + target);
      people.insertOne(new Document("_id", 2).append("name", "Bob"));
      Result same = migrate(source);
      assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
      Files.delete(target);

      people.insertOne(new Document("_id", 3).append("name", "Cy").append("age", 7));
      Result refused = migrate(source);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("column age of table people is new: int32", "--sample all")
          .doesNotContain("column name");
      assertThat(target).doesNotExist();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "SQLITE"})
  void aPlanForAnEngineIsRunWhereARealOneTakesItTheSameWay(Engine engine) throws Exception {
    try (TestDatabase source = Engine.SQLITE.server().newDatabase();
        TestDatabase target = engine.server().newDatabase()) {
      run(Engine.SQLITE, source, SHOP);
      Result planned = plan(source, engine.name().toLowerCase(Locale.ROOT));
      assertThat(planned.out())
          .contains("no database was asked")
          .endsWith("migrate --plan " + file() + " --target URL\n");
      Result nowhere = migrate(source);
      assertThat(nowhere.exitCode()).isEqualTo(2);
      assertThat(nowhere.err())
          .contains("is the name of an engine, and of no database", "Write --target");

      Result run = migrateBoth(source, target, "--target", target.url());
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(rows(engine, target, "SELECT name FROM client ORDER BY id"))
          .containsExactly("Ann", "Bob");
    }
  }

  @Test
  void aPlanForAnEngineIsRefusedWhereARealOneTakesItOtherwise() throws Exception {
    try (TestDatabase source = Engine.SQLITE.server().newDatabase();
        TestDatabase target = Engine.MARIADB.server().newDatabase()) {
      run(Engine.SQLITE, source, SHOP);
      plan(source, "mysql");
      Result refused = migrateBoth(source, target, "--target", target.url());
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("plans otherwise than when the file was written", "in the file, now");
    }
  }

  @Test
  void aPlanThatWouldBeMadeOtherwiseIsRefused() throws Exception {
    try (TestDatabase source = Engine.SQLITE.server().newDatabase();
        TestDatabase target = Engine.POSTGRESQL.server().newDatabase()) {
      run(Engine.SQLITE, source, SHOP);
      plan(source, "sqlite:" + folder.resolve("new.db"));
      // The same plan for a target that was not reviewed.
      Result refused = migrateBoth(source, target, "--target", target.url());
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains("plans otherwise than when the file was written", "in the file, now");
    }
  }
}
