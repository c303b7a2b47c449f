package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what is so. */
class ReadmeTest {
  private static final String COMMAND_ONE = "./decant migrate --source file:examples/market";

  /** What the command writes where nobody says otherwise. */
  private static final String TARGET = "sqlite:./market.decant.db";

  @TempDir Path folder;

  @Test
  void theHotPathIsQuotedAsItIs() throws IOException {
    String source =
        Files.readString(Path.of("../engine/src/main/java/io/decant/engine/copy/SplitCopier.java"));
    Matcher method =
        Pattern.compile("(?m)^  LedgerEntry copy\\(\\) \\{$.*?^  }$", Pattern.DOTALL)
            .matcher(source);
    assertThat(method.find()).isTrue();

    assertThat(readme()).contains("```java\n" + method.group().stripIndent() + "\n```");
  }

  @Test
  void theSessionIsWhatTheFirstCommandPrints() throws IOException {
    Decant.Result result = pour();

    assertThat(result.exitCode()).isZero();
    assertThat(readme()).contains("    " + COMMAND_ONE + "\n");
    String session = timeless("$ " + COMMAND_ONE + "\n" + result.out().replace(target(), TARGET));
    assertThat(timeless(readme())).contains("```\n" + session + "```");
  }

  @Test
  void whatTheReadmePointsAtIsThere() throws IOException, SQLException {
    assertThat(pour().exitCode()).isZero();

    assertThat(readme()).contains("`0150`", "`12.70`", "`2024-03-01T08:15:00.250Z`");
    assertThat(
            new Database(folder.resolve("copy.db"))
                .rows(
                    "SELECT postcode, typeof(postcode), total, placed, product FROM customers"
                        + " JOIN orders ON customer = id JOIN orders_items ON orders_id = _id"
                        + " WHERE id = 1 AND position = 0"))
        .containsExactly("0150|text|12.70|2024-03-01 08:15:00.250+00:00|apple");
  }

  @Test
  void theFirstCommandASecondTimeTouchesNothingAndSaysWhatToDo() throws IOException {
    assertThat(pour().exitCode()).isZero();

    Decant.Result second = pour();

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.err()).contains("decant: target ", "--if-exists");
  }

  @Test
  void theFirstCommandMayMakeTheTablesAnew() throws IOException {
    assertThat(pour().exitCode()).isZero();

    Decant.Result anew = pour("--if-exists=drop", "--yes");

    assertThat(anew.exitCode()).as(anew.err()).isZero();
    assertThat(anew.out()).contains("equal: 4 of 4 tables");
  }

  private String target() {
    return "sqlite:" + folder.resolve("copy.db");
  }

  private Decant.Result pour(String... more) {
    List<String> command = new ArrayList<>(List.of("migrate", "--source=file:../examples/market"));
    command.add("--target=" + target());
    command.addAll(List.of(more));
    return Decant.run(command.toArray(String[]::new));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("../README.md"));
  }

  /** Times differ from run to run, and the columns' widths with them. */
  private static String timeless(String text) {
    return text.replaceAll("\\d+\\.\\d\\d s", "TIME").replaceAll(" +", " ").replaceAll("─+", "─");
  }
}
