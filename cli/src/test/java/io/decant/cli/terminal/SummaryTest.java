package io.decant.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.Golden;
import io.decant.cli.SampleReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
  private static final Style ASCII = new Style(false, false);
  private static final Style UNICODE = new Style(false, true);

  @Test
  void theSummaryIsAsItWas() {
    Report report = SampleReport.ending(Outcome.REJECTS);

    Golden.assertSame(
        "summary.txt",
        String.join("\n", new Summary(report, UNICODE, 80).lines())
            + "\n"
            + new LastLine(report, UNICODE).text()
            + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120})
  void theSummaryFitsTheTerminal(int width) {
    List<String> lines = new Summary(SampleReport.ending(Outcome.DONE), UNICODE, width).lines();

    assertThat(lines)
        .allSatisfy(line -> assertThat(Printable.width(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void anAssessmentFitsANarrowTerminalButForWordsThatAreLonger() {
    assertThat(AssessmentText.lines(SampleReport.assessed(), UNICODE, 40))
        .filteredOn(line -> Printable.width(line) > 40)
        .allSatisfy(line -> assertThat(line.strip()).doesNotContain(" "));
  }

  @Test
  @Timeout(10)
  void aWordLongerThanTheLineJutsOut() {
    List<String> lines = new Summary(SampleReport.ending(Outcome.DONE), UNICODE, 12).lines();

    assertThat(lines).anySatisfy(line -> assertThat(Printable.width(line)).isGreaterThan(12));
  }

  @Test
  void decorationIsAsciiWhereNothingElseIsShown() {
    Report report = SampleReport.ending(Outcome.DONE);
    String text =
        String.join("", new Summary(report, ASCII, 80).lines())
            + new LastLine(report, ASCII).text();

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text.replaceAll("[größe名前😀]", "")))
        .isTrue();
  }

  @Test
  void namesCannotSteerTheTerminal() {
    Report report = SampleReport.ending(Outcome.DIFFERENT);

    assertThat(String.join("", new Summary(report, new Style(false, true), 120).lines()))
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .contains("\\u001B");
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeHasAVerdictAndACommand(Outcome outcome) {
    String line = new LastLine(SampleReport.ending(outcome), ASCII).text();

    assertThat(line).contains(" -> ").doesNotContain("\n");
    assertThat(line.substring(line.indexOf(" -> ") + 4)).matches("(decant|see) .*");
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_FAILED", "TARGET_FAILED", "STOPPED", "INTERRUPTED"})
  void whatCanBeResumedSaysHow(Outcome outcome) {
    Report report = SampleReport.ending(outcome);
    assertThat(new LastLine(report.startedBy(""), ASCII).text())
        .endsWith(
            "decant migrate --source mysql://app@old/shop --target postgresql://app@new/shop"
                + " --resume");
    String typed = "decant migrate --config 'my job.yaml' --tables 'a*'";
    assertThat(new LastLine(report.startedBy(typed), ASCII).text()).endsWith(typed + " --resume");
    assertThat(new LastLine(report.startedBy(typed + " --resume"), ASCII).text())
        .endsWith(typed + " --resume");
  }

  @Test
  void whatIsComparedAgainIsWhatWasPoured() {
    Report report =
        SampleReport.ending(Outcome.DIFFERENT)
            .startedBy(
                "decant migrate --tables 'a*,b=it'\\''s c' --verify none --plan=shop.yaml"
                    + " --where-else x --parallel 2");

    assertThat(new LastLine(report, ASCII).text())
        .endsWith(
            "decant verify --source mysql://app@old/shop --target postgresql://app@new/shop"
                + " --tables 'a*,b=it'\\''s c' --plan shop.yaml --report html=differences.html");
  }

  @ParameterizedTest
  @EnumSource(names = {"DIFFERENT", "LOSSES", "SCHEMA_FAILED"})
  void whatIsSaidNextNamesTheSameDatabasesAndTables(Outcome outcome) {
    String source = "--source 'mongodb://old/shop?replicaSet=rs0'";
    String target = "'--target=postgresql://app@new/shop?sslmode=require'";
    String where = "'--where=id > 5' --tables 'a*'";
    String again =
        " --target 'postgresql://app@new/shop?sslmode=require' --where 'id > 5' --tables 'a*'";
    String line =
        new LastLine(
                SampleReport.ending(outcome)
                    .startedBy("decant migrate " + source + " " + target + " " + where + " --yes"),
                ASCII)
            .text();

    assertThat(line).contains(" " + source + again).doesNotContain("--yes");
  }

  @Test
  void commandsCanBePastedIntoAShell() {
    assertThat(LastLine.quoted("sqlite:my shop's.db")).isEqualTo("'sqlite:my shop'\\''s.db'");
    assertThat(LastLine.quoted("sqlite:$(rm x).db")).isEqualTo("'sqlite:$(rm x).db'");
    assertThat(LastLine.quoted("mysql://app@h:1/d")).isEqualTo("mysql://app@h:1/d");
  }
}
