package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what is so. */
class ReadmeTest {
  private static final String COMMAND_ONE =
      "./decant migrate --source sqlite:examples/bookshop.db --target sqlite:bookshop-copy.db --verify";

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
    String target = "sqlite:" + folder.resolve("bookshop-copy.db");
    Decant.Result result =
        Decant.run(
            "migrate",
            "--source",
            "sqlite:../examples/bookshop.db",
            "--target",
            target,
            "--verify");

    assertThat(result.exitCode()).isZero();
    assertThat(readme()).contains("    " + COMMAND_ONE + "\n");
    String session =
        timeless(
            "$ " + COMMAND_ONE + "\n" + result.out().replace(target, "sqlite:bookshop-copy.db"));
    assertThat(timeless(readme())).contains("```\n" + session + "```");
  }

  @Test
  void theFirstCommandASecondTimeTouchesNothingAndSaysWhatToDo() throws IOException {
    assertThat(pourAgain().exitCode()).isZero();

    Decant.Result second = pourAgain();

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.err()).contains("decant: target ", "--if-exists");
  }

  @Test
  void theFirstCommandMayMakeTheTablesAnew() throws IOException {
    assertThat(pourAgain().exitCode()).isZero();

    Decant.Result anew = pourAgain("--if-exists=drop", "--yes");

    assertThat(anew.exitCode()).as(anew.err()).isZero();
    assertThat(anew.out()).contains("equal: 10 of 10 tables").doesNotContain("view");
  }

  private Decant.Result pourAgain(String... more) {
    List<String> command = new ArrayList<>(List.of("migrate", "--verify"));
    command.add("--source=sqlite:../examples/bookshop.db");
    command.add("--target=sqlite:" + folder.resolve("copy.db"));
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
