package io.decant.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.convert.Conversions;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.TypeWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about job files says what is so. */
class JobFilePageTest {
  @TempDir Path folder;
  private final String page;

  JobFilePageTest() throws IOException {
    this.page = Files.readString(Path.of("../docs/job-file.md"));
  }

  private List<String> found(String text, String regex) {
    return Pattern.compile(regex, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult one) -> one.group(1))
        .toList();
  }

  @Test
  void itsExampleIsRead() throws IOException {
    String example = found(page, "```yaml\n(.*?)```").get(0);
    Path file = Files.writeString(folder.resolve("decant.yaml"), example);
    JobFile job = JobFile.read(file, Map.of("NEW_SHOP_PASSWORD", "x"));
    assertThat(job.mapping().types()).hasSize(3);
    assertThat(job.mapping().values().chosen()).hasSize(3);
    assertThat(job.option("--names")).containsExactly("snake");
  }

  @Test
  void itNamesEveryTypeAndNoOther() {
    String words = page.substring(page.indexOf("The words for `to`"));
    words = words.substring(0, words.indexOf("The target takes"));
    List<String> named =
        found(words, "`([^`]+)`").stream()
            .filter(word -> !word.equals("to") && !word.equals("unsigned"))
            .toList();
    assertThat(named).containsAll(TypeWords.KNOWN);
    assertThat(named)
        .allSatisfy(
            word ->
                assertThat(TypeWords.parse(word.replace("p,s", "9,2").replaceAll("[np]\\)", "3)")))
                    .as(word)
                    .isPresent());
  }

  @Test
  void itNamesEveryPolicyWithItsAnswersTheDefaultFirst() {
    for (Case one : Case.values()) {
      String line =
          page.lines()
              .filter(l -> l.startsWith("| `" + one.word() + "`"))
              .findFirst()
              .orElseThrow();
      String[] cells = line.split("\\|");
      assertThat(cells[2]).contains("`" + one.answers().get(0).word() + "`");
      List<String> others = one.answers().stream().skip(1).map(Answer::word).toList();
      assertThat(found(cells[3], "`([^`]+)`")).as(line).isEqualTo(others);
      assertThat(Conversions.lossCodes()).containsAll(found(cells[4], "`([^`]+)`"));
    }
    assertThat(Arrays.stream(Case.values()).count())
        .isEqualTo(
            page.lines()
                .filter(line -> line.matches("\\| `[a-z0-9-]+` .*\\|.*\\|.*\\| `[A-Z].*"))
                .count());
  }
}
