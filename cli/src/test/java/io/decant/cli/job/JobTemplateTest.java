package io.decant.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.Decant;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.engine.Mapping;
import io.decant.engine.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What config init prints is a job file, whatever is taken into use. */
class JobTemplateTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("NEW_SHOP_PASSWORD", "x");

  @TempDir Path folder;

  private static boolean isSetting(String line) {
    return line.matches("#(\\S|  +\\S).*");
  }

  private JobFile read(String text) throws IOException {
    return JobFile.read(Files.writeString(folder.resolve("decant.yaml"), text), ENVIRONMENT);
  }

  private static String inUse(String text) {
    return String.join(
        "\n", text.lines().map(line -> isSetting(line) ? line.substring(1) : line).toList());
  }

  @Test
  void itIsPrintedAndReadAsItIs() throws IOException {
    Decant.Result printed = Decant.run("config", "init");
    assertThat(printed.exitCode()).isZero();
    assertThat(printed.out()).isEqualTo(JobTemplate.text());
    JobFile job = read(printed.out());
    assertThat(job.option("--source")).containsExactly("mysql://app@old/shop");
    assertThat(job.options().keySet()).containsExactlyInAnyOrder("--source", "--target");
    assertThat(job.mapping().values()).isEqualTo(ValuePolicies.DEFAULTS);
  }

  @Test
  void everySettingIsKnownAndEveryKnownOneIsThere() throws IOException {
    JobFile job = read(inUse(JobTemplate.text()));
    Stream<String> others =
        Stream.of("--tables", "--exclude-tables", "--where", "--arrays", "--objects", "--verify");
    assertThat(job.options().keySet())
        .as("and none that the source shown, which declares its schema, refuses")
        .doesNotContain("--sample")
        .containsAll(
            Stream.concat(others, JobFile.DEFAULTS.stream().map(name -> "--" + name))
                .filter(option -> !option.equals("--sample"))
                .toList());
    assertThat(JobTemplate.text()).contains("\"sample: 10000\"");
    assertThat(job.mapping().values().chosen().keySet()).containsExactlyInAnyOrder(Case.values());
    assertThat(job.mapping().types()).extracting(TypeRule::column).contains("users.active");
    assertThat(job.passwords()).containsEntry("DECANT_TARGET_PASSWORD", "x");
  }

  @Test
  void policiesAreShownWithTheirDefaults() throws IOException {
    ValuePolicies shown = read(inUse(JobTemplate.text())).mapping().values();
    assertThat(Arrays.stream(Case.values()))
        .allSatisfy(one -> assertThat(shown.of(one)).isEqualTo(one.answers().get(0)));
  }

  static Stream<String> sections() {
    return Stream.of("defaults", "tables", "types", "policies", "documents", "verify");
  }

  @ParameterizedTest
  @MethodSource("sections")
  void eachSectionMayBeTakenIntoUseAlone(String section) throws IOException {
    boolean within = false;
    StringBuilder text = new StringBuilder();
    for (String line : JobTemplate.text().lines().toList()) {
      within =
          isSetting(line)
              && (line.startsWith("#" + section + ":") || within && line.startsWith("#  "));
      text.append(within ? line.substring(1) : line).append('\n');
    }
    JobFile job = read(text.toString());
    boolean inMapping = !job.mapping().equals(Mapping.DEFAULTS);
    assertThat(inMapping || job.options().size() > 2).as(text.toString()).isTrue();
  }

  @Test
  void aWordIsAskedForAfterConfig() {
    Decant.Result result = Decant.run("config");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("decant config init");
  }
}
