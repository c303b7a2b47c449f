package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Database;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan is written, read, edited and run; what cannot be followed is refused. */
class PlanFileTest {
  private static final String SHOP =
      """
      CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT, note TEXT,
        CONSTRAINT named CHECK (name <> ''));
      CREATE TABLE purchase (id INTEGER PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL
        REFERENCES customer (id), amount DECIMAL(10,2), remark TEXT DEFAULT 'it''s "fine"');
      CREATE TABLE scrap (x ANYTHING);
      CREATE INDEX by_customer ON purchase (customer);
      CREATE UNIQUE INDEX by_name_and_birth ON customer (name, born);
      CREATE INDEX by_note ON customer (note) WHERE note IS NOT NULL;
      CREATE VIEW spent AS SELECT customer, sum(amount) AS total FROM purchase GROUP BY customer;
      CREATE TRIGGER watch AFTER INSERT ON scrap BEGIN DELETE FROM scrap WHERE x IS NULL; END;
      INSERT INTO customer VALUES (1, 'Ann', '1970-01-01', 'a'), (2, 'Bob', NULL, NULL);
      INSERT INTO purchase (customer, amount) VALUES (1, 9.5), (1, 20), (2, 3);
      INSERT INTO scrap VALUES (1), ('two');
      """;

  @TempDir Path folder;
  private Database source;
  private Database target;
  private Path plan;

  @BeforeEach
  void fill() throws Exception {
    source = new Database(folder.resolve("shop.db")).run(SHOP);
    target = new Database(folder.resolve("new.db"));
    plan = folder.resolve("plan.yaml");
  }

  private Result write(String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan", "--source", source.url()));
    arguments.addAll(List.of("--target", target.url(), "--output", plan.toString()));
    arguments.addAll(List.of(options));
    Result result = Decant.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  /** Replaces what must be there. */
  private void edit(String before, String after) throws IOException {
    String text = Files.readString(plan);
    int memory = text.indexOf("recorded: |-");
    String shown = after.contains("\"schema\"") ? text : text.substring(0, memory);
    assertThat(shown).contains(before);
    Files.writeString(plan, shown.replace(before, after) + text.substring(shown.length()));
  }

  /** Runs a command with the plan; the report follows the result. */
  private Result run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command, "--plan", plan.toString()));
    arguments.addAll(List.of("--report", "json=" + folder.resolve("report.json")));
    arguments.addAll(List.of(options));
    return Decant.run(arguments.toArray(String[]::new));
  }

  private void migrates(String... options) {
    Result result = run("migrate", options);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  private JsonNode object(String kind, String name) throws IOException {
    for (JsonNode object :
        new ObjectMapper().readTree(folder.resolve("report.json").toFile()).path("objects")) {
      if (object.path("kind").asText().equals(kind)
          && object.path("source-name").asText().equals(name)) {
        return object;
      }
    }
    throw new AssertionError("no " + kind + " " + name);
  }

  private void refuses(String... words) {
    Result result = run("migrate");
    assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
    assertThat(result.err()).contains(words);
    assertThat(target.file()).doesNotExist();
  }

  @Test
  void theSameDatabaseGivesTheSameFile() throws Exception {
    write("--on-error", "reject");
    String first = Files.readString(plan);
    write("--on-error", "reject");
    assertThat(Files.readString(plan)).isEqualTo(first);
    Golden.assertSame(
        "plan.yaml",
        first.replace(folder.toString(), "FOLDER").replaceAll("Decant \\S+\\.", "Decant VERSION."));
  }

  @Test
  void whatWasNotEditedIsDoneAsThePlanSays() throws Exception {
    Result written = write();
    assertThat(written.out()).contains("decant migrate --plan " + plan);
    migrates();
    assertThat(target.rows("SELECT * FROM purchase ORDER BY id"))
        .containsExactly("1|1|9.5|it's \"fine\"", "2|1|20|it's \"fine\"", "3|2|3|it's \"fine\"");
    assertThat(target.rows("SELECT total FROM spent ORDER BY 1")).containsExactly("3", "29.5");
    Result verified = run("verify");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
  }

  @Test
  void schemaAndDataCanFollowOneByOne() throws Exception {
    write();
    edit("    name: customer\n", "    name: client\n");
    assertThat(run("migrate-schema").exitCode()).isZero();
    assertThat(target.rows("SELECT count(*) FROM client")).containsExactly("0");
    Result data = run("migrate-data");
    assertThat(data.exitCode()).as(data.err()).isZero();
    assertThat(target.rows("SELECT name FROM client ORDER BY 1")).containsExactly("Ann", "Bob");
    assertThat(run("verify").exitCode()).isZero();
  }

  @Test
  void tablesAreRenamedFilteredAndLeftOut() throws Exception {
    write();
    edit("    name: customer\n", "    name: client\n    where: id < 2\n");
    edit("    name: purchase\n", "    name: purchase\n    where: customer < 2\n");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replaceFirst("(?s)\n  scrap:.*?\n\n", "\n\n"));
    migrates();
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1"))
        .contains("client", "purchase")
        .doesNotContain("scrap", "customer");
    assertThat(target.rows("SELECT name FROM client")).containsExactly("Ann");
    assertThat(target.rows("SELECT count(*) FROM purchase")).containsExactly("2");
    assertThat(object("table", "scrap").path("reason").asText()).isEqualTo("left out in the plan");
  }

  @Test
  void columnsAreRenamedRetypedAndLeftOut() throws Exception {
    write();
    edit(
        "      name: { type: TEXT, to: TEXT }",
        "      name: { type: TEXT, to: varchar(40), name: full_name }");
    edit("      note: { type: TEXT, to: TEXT }\n", "");
    migrates();
    assertThat(target.rows("SELECT id, full_name, born FROM customer ORDER BY id"))
        .containsExactly("1|Ann|1970-01-01", "2|Bob|null");
    assertThat(
            target.rows("SELECT type FROM pragma_table_info('customer') WHERE name = 'full_name'"))
        .containsExactly("VARCHAR(40)");
    assertThat(object("column", "customer.note").path("reason").asText())
        .isEqualTo("left out in the plan");
    assertThat(object("index", "customer.by_note").path("reason").asText())
        .isEqualTo("a column of it is left out in the plan");
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql <> ''"))
        .contains("by_name_and_birth")
        .doesNotContain("by_note");
    assertThat(run("verify").exitCode()).isZero();
  }

  @Test
  void namesPoliciesAndOptionsAreFollowed() throws Exception {
    source.run("CREATE TABLE \"BigBox\" (\"theID\" INTEGER PRIMARY KEY)");
    write("--parallel", "3", "--verify", "counts");
    assertThat(Files.readString(plan)).contains("parallel: \"3\"\n", "verify: counts\n");
    edit("names: preserve", "names: snake");
    edit("  verify: counts", "  verify: none");
    migrates();
    assertThat(target.rows("SELECT the_id FROM big_box")).isEmpty();
    JsonNode report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(report.path("verification").path("mode").asText()).isNotEqualTo("checksum");
    // The command line goes before the file.
    Result again = run("migrate", "--if-exists", "drop", "--yes", "--verify", "checksum");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("verified");
  }

  @Test
  void statementsAreEditedLeftOutAndAdded() throws Exception {
    write();
    edit(
        "CREATE INDEX \"by_customer\" ON \"purchase\" (\"customer\")",
        "CREATE INDEX own ON purchase (amount)");
    String text = Files.readString(plan);
    int index = text.indexOf("    - table: customer\n      makes: [\"index by_note\"]");
    int end = text.indexOf("    - ", index + 10);
    Files.writeString(
        plan,
        text.substring(0, index)
            + "    - { table: scrap, sql: CREATE INDEX mine ON scrap (x) }\n"
            + text.substring(end));
    migrates();
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql <> ''"))
        .contains("own", "mine", "by_name_and_birth")
        .doesNotContain("by_note", "by_customer");
    assertThat(object("index", "customer.by_note").path("status").asText()).isEqualTo("skipped");
    assertThat(object("index", "customer.by_note").path("reason").asText())
        .isEqualTo("left out in the plan");
    assertThat(object("index", "purchase.by_customer").path("status").asText())
        .isEqualTo("changed");
  }

  @Test
  void aViewIsLeftOutOrWrittenAnew() throws Exception {
    source.run("CREATE VIEW names AS SELECT name FROM customer");
    write();
    edit("sum(amount) AS total", "-sum(amount) AS total");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replaceFirst("(?s)    - view: names\n.*?(?=    - view|\n# )", ""));
    migrates();
    assertThat(target.rows("SELECT total FROM spent ORDER BY 1")).containsExactly("-29.5", "-3");
    assertThat(object("view", "names").path("reason").asText()).isEqualTo("left out in the plan");
    assertThat(object("view", "spent").path("status").asText()).isEqualTo("changed");
  }

  @Test
  void aViewThatIsDefinedOtherwiseIsToldWithoutItsDigest() throws Exception {
    write();
    source.run("DROP VIEW spent; CREATE VIEW spent AS SELECT customer, 1 AS total FROM purchase");
    Result refused = run("migrate");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("view spent is defined otherwise")
        .doesNotContain("defined as");
  }

  @Test
  void anOwnStatementThatTheTargetRefusesIsToldByItsPlace() throws Exception {
    write();
    edit("statements:\n", "statements:\n  type:\n    - { sql: CREATE TPYE x }\n");
    Result result = run("migrate");
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("statements.type[0]: ", "TPYE");
  }

  @Test
  void anOwnStatementForATableWins() throws Exception {
    write();
    edit(
        "CREATE TABLE scrap (x ANYTHING)",
        "CREATE TABLE scrap (x ANYTHING, seen TEXT DEFAULT 'no')");
    migrates();
    assertThat(target.rows("SELECT seen FROM scrap")).containsExactly("no", "no");
    assertThat(object("table", "scrap").path("reason").asText())
        .contains("its statement was edited in the plan");
  }

  @Test
  void aStatementThatMakesOtherTypesThanThePlanStopsBeforeTheRows() throws Exception {
    write();
    edit("amount DECIMAL(10,2)", "amount TEXT");
    Result result = run("migrate");
    assertThat(result.exitCode()).isEqualTo(8);
    assertThat(result.err())
        .contains(
            "purchase.amount is TEXT by its table's statement, but DECIMAL(10,2) in the plan");
    assertThat(target.rows("SELECT count(*) FROM purchase")).containsExactly("0");
    assertThat(target.rows("SELECT count(*) FROM customer")).containsExactly("0");
    assertThat(result.out().strip())
        .contains("decant migrate --plan " + plan)
        .endsWith(" --if-exists drop")
        .doesNotContain("--resume");
    edit("amount TEXT", "amount DECIMAL(10,2)");
    migrates("--if-exists", "drop", "--yes");
    assertThat(target.rows("SELECT count(*) FROM purchase")).containsExactly("3");
  }

  @Test
  void aRunThatStoppedIsResumedWithTheSamePlan() throws Exception {
    write();
    edit(
        "CREATE INDEX \"by_customer\" ON \"purchase\" (\"customer\")",
        "CREATE INDEX own ON nowhere (amount)");
    Result failed = run("migrate");
    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(7);
    assertThat(failed.err()).contains("Correct it in " + plan + ", under statements.index[");
    assertThat(failed.out().strip())
        .contains("decant migrate --plan " + plan)
        .endsWith(" --resume");
    edit("CREATE INDEX own ON nowhere (amount)", "CREATE INDEX own ON purchase (amount)");
    migrates("--resume");
    assertThat(target.rows("SELECT count(*) FROM purchase")).containsExactly("3");
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE name = 'own'")).hasSize(1);
  }

  @Test
  void aConditionThatTheSourceRefusesIsNamedByItsPlaceInThePlan() throws Exception {
    write();
    edit("    name: customer\n", "    name: customer\n    where: nowhere < 2\n");
    refuses(plan + ", tables.customer.where", "nowhere", "Write a condition in SQLite's own");
    edit("where: nowhere < 2", "where: id > 1000");
    refuses(plan + ", tables.customer.where", "no row of customer");
    edit("where: id > 1000", "where: id > 0");
    migrates();
    edit("where: id > 0", "where: nowhere > 0");
    Result verified = run("verify");
    assertThat(verified.exitCode()).as(verified.err()).isEqualTo(2);
    assertThat(verified.err()).contains(plan + ", tables.customer.where", "nowhere");
  }

  @Test
  void aTableStatementThatTheTargetRefusesIsNamedByItsPlaceInThePlan() throws Exception {
    write();
    edit("amount DECIMAL(10,2)", "amount DECIMAL(10,2) NONSENSE (");
    Result failed = run("migrate");
    assertThat(failed.exitCode()).as(failed.err()).isNotZero();
    assertThat(failed.err()).contains("Correct it in " + plan + ", under statements.table[");
  }

  @Test
  void countersGoOnFromWhereTheyAreNow() throws Exception {
    write();
    source.run(
        "INSERT INTO purchase (customer, amount) VALUES (2, 1); DELETE FROM purchase WHERE id = 4");
    migrates();
    target.run("INSERT INTO purchase (customer) VALUES (1)");
    assertThat(target.rows("SELECT max(id) FROM purchase")).containsExactly("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "to: \"DECIMAL(10,2)\"|to: \"decimall(9,2)\"|'decimall(9,2)' is no type that is known|Did you mean",
        "type: \"DECIMAL(10,2)\"|type: TEXT|it follows from the rest of the plan|change to: instead",
        "    name: customer\\n|    nmae: customer\\n|unknown key|name",
        "  scrap:  #|  scrapp:  #|the plan knows no such table|scrap",
        "      born:|      bron:|the source has no such column|born",
        "    name: customer\\n|    name: customer\\n    split: many\\n|'many' is no size|such as 64m",
        "    name: customer\\n|    name: customer\\n    split: 3k\\n|3k is too little|Write 1m or more",
        "    name: customer\\n|    name: customer\\n    split: [1m]\\n|it is missing or no text|customer.split",
        "    name: customer\\n|    name: customer\\n    splits: 1m\\n|unknown key|Did you mean 'split'?",
        "    name: customer\\n|    name: .customer\\n|'.customer' is half a name|its schema, a dot",
        "    name: customer\\n|    name: \"cust\\0omer\"\\n|it holds a NUL|Remove it",
        "    name: customer\\n|    name:\\n|it is missing or no text|Put back what stood there",
        "    name: customer\\n|    name: purchase\\n|NAME_COLLISION|with name: in the plan's file",
        "      born: {|      born: TEXT\\n      bron: {|it is no map of keys and values|Put back what stood there",
        "options: {}|options: { parallel: many }|plan.yaml, options.parallel: Invalid value|decant migrate --help",
        "options: {}|options: { on-error: explode }|plan.yaml, options.on-error: Invalid value|Use one of: abort, reject",
        "options: {}|options: [fast]|it is no map of keys and values|options: { parallel: 4 }",
        "options: {}|options: { parallel: }|it is no text or number|options.parallel",
        "names: preserve|names: preserve\\nnames: lower|the key 'names' is there twice|Leave one out",
        "names: preserve|\tnames: preserve|it is no YAML: found character|line 20",
        "names: preserve|names: &n preserve\\nother: *n|anchors (&) and aliases (*) are not allowed|in quotes",
        "names: preserve|names: preserve\\n---\\nplan: 1|more stands behind its end|Indent with blanks",
        "    \"column x\": ANYTHING|    \"column x\": TEXT|it is not as it was written; it is what the source must|write the plan again",
        "  index:\\n|  index:\\n    - { table: scrpa, sql: CREATE INDEX i ON scrap (x) }\\n|the plan knows no table 'scrpa'|index[0].table",
        "names: preserve|names: camel|'camel' is not known|snake",
        "  nul-byte: reject|  nul-bite: reject|unknown key|nul-byte",
        "  nul-byte: reject|  nul-byte: keep|'keep' is none of its answers|strip",
        "options: {}|options: { paralel: 3 }|unknown key|parallel",
        "options: {}|optoins: {}|unknown key|options",
        "names: preserve|nmaes: preserve|unknown key|Did you mean 'names'?",
        "  - \"trigger watch|  - \"trigger match|it follows from the rest of the plan|Put back",
        "makes: [\"index by_note\"]|makes: [\"index by_not\"]|it follows from the statement|makes",
        "  index:\\n|  indexes:\\n|unknown key|index",
        "{\"schema\":\"\",|{\"schema\":\"x\",|it is not as it was written|tables",
        "plan: 1\\n|plan: 2\\n|it is missing or not 1|decant plan",
      })
  void whatCannotBeFollowedIsRefused(String before, String after, String what, String remedy)
      throws Exception {
    write();
    edit(before.replace("\\n", "\n"), after.replace("\\n", "\n"));
    refuses(what, remedy);
  }

  @Test
  void aLineThatIsTooLongIsRefusedAtOnce() throws Exception {
    write();
    edit("names: preserve", "names: " + "x".repeat(20_000_000));
    refuses("it is longer than a million characters");
  }

  @Test
  void thePlanOfAnotherSourceIsToldInOneSentence() throws Exception {
    write();
    Database other = new Database(folder.resolve("other.db")).run("CREATE TABLE other (x)");
    Result refused = run("migrate", "--source", other.url());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("has none of the tables of", "customer", "Is it the right database?")
        .doesNotContain("is new");
    assertThat(target.file()).doesNotExist();
  }

  @Test
  void twoTablesOfOneNameAreRefusedAlsoWhereTheTargetHasIt() throws Exception {
    write();
    migrates();
    edit("    name: customer\n", "    name: purchase\n");
    Result refused = run("migrate", "--if-exists", "drop", "--yes");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains("NAME_COLLISION");
  }

  @Test
  void aColumnOfThePrimaryKeyCannotBeLeftOut() throws Exception {
    write();
    edit("      id: { type: INTEGER, to: INTEGER }\n", "");
    refuses("a column of the primary key [id] is left out");
  }

  @Test
  void aTableIsNotLeftWithoutTheStatementThatMakesIt() throws Exception {
    write();
    String text = Files.readString(plan);
    Files.writeString(
        plan, text.replaceFirst("(?s)    - table: scrap\n      sql: .*?\n(?=    - |  \\w)", ""));
    refuses("the statement that makes scrap is left out, but not the table");
  }

  @Test
  void anOwnStatementIsNotForATableThatIsLeftOut() throws Exception {
    write();
    edit("  index:\n", "  index:\n    - { table: scrap, sql: CREATE INDEX mine ON scrap (x) }\n");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replaceFirst("(?s)\n  scrap:.*?\n\n", "\n\n"));
    refuses("its table scrap is left out");
  }

  @Test
  void aFileThatWasCutOffIsNoPlan() throws Exception {
    write();
    String text = Files.readString(plan);
    Files.writeString(plan, text.substring(0, text.indexOf("source-schema:")));
    refuses("it is missing", "write it again");
  }

  @Test
  void optionsThatThePlanDecidesAreRefusedBesideIt() {
    write();
    Result result = run("migrate", "--tables", "customer");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--tables", "the plan decides that");
    assertThat(target.file()).doesNotExist();
  }

  @Test
  void aSourceThatHasChangedIsRefusedWithTheDifference() throws Exception {
    write();
    source.run(
        "ALTER TABLE customer ADD COLUMN phone TEXT; DROP INDEX by_customer; DROP TABLE scrap;"
            + " CREATE TABLE extra (x); CREATE INDEX later ON purchase (amount);"
            + " ALTER TABLE purchase RENAME COLUMN remark TO words");
    refuses(
        "column phone of table customer is new: TEXT",
        "index by_customer of table purchase is gone",
        "index later of table purchase is new: btree (amount)",
        "column remark of table purchase is gone",
        "table scrap is gone",
        "table extra is new");
  }

  @Test
  void largeTablesAreDividedAsThePlanSays() throws Exception {
    source.run(
        "CREATE TABLE large (id INTEGER PRIMARY KEY, fill TEXT);"
            + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
            + " INSERT INTO large SELECT i, hex(zeroblob(500)) FROM n");
    write();
    assertThat(Files.readString(plan)).contains("    name: large\n    split: 2m\n");
    migrates();
    assertThat(parts("large")).isEqualTo(3);
    edit("    split: 2m\n", "    split: 1g\n");
    migrates("--if-exists", "drop", "--yes");
    assertThat(parts("large")).isEqualTo(1);
    edit("    split: 1g\n", "    split: 0\n");
    assertThat(target.rows("SELECT count(*) FROM large")).containsExactly("6000");
    Result refused = run("migrate", "--if-exists", "drop", "--yes");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("tables.large.split", "'0' is no size", "such as 64m");
  }

  private int parts(String table) throws IOException {
    for (JsonNode each :
        new ObjectMapper().readTree(folder.resolve("report.json").toFile()).path("tables")) {
      if (each.path("name").asText().equals(table)) {
        return each.path("splits").asInt();
      }
    }
    throw new AssertionError(table + " is not in the report");
  }

  @Test
  void aTableThatIsLeftOutMayChange() throws Exception {
    write("--exclude-tables", "scrap");
    source.run("DROP TRIGGER watch; ALTER TABLE scrap ADD COLUMN y");
    migrates();
    // What stays behind is what is there now, not what was there.
    assertThat(Files.readString(folder.resolve("report.json"))).doesNotContain("watch");
  }
}
