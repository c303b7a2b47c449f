package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String[] command = {
      "migrate",
      "--source=sqlite:../examples/bookshop.db",
      "--target=sqlite:" + folder.resolve("copy.db"),
      "--verify"
    };
    assertThat(Decant.run(command).exitCode()).isZero();

    Decant.Result second = Decant.run(command);

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.err()).contains("decant: target ", "--if-exists");
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("../README.md"));
  }

  /** Times differ from run to run, and the columns' widths with them. */
  private static String timeless(String text) {
    return text.replaceAll("\\d+\\.\\d\\d s", "TIME").replaceAll(" +", " ").replaceAll("─+", "─");
  }
}
