package io.decant.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Golden;
import io.decant.cli.SampleReport;
import io.decant.cli.report.html.HtmlReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.ReportJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
  private static final Map<String, List<String>> CONTRACT =
      Map.of(
          "/run",
          List.of(
              "id",
              "version",
              "started",
              "finished",
              "exit-code",
              "source",
              "target",
              "snapshot-position",
              "command-line"),
          "/objects/0",
          List.of("kind", "source-name", "target-name", "status", "reason"),
          "/inventory/0",
          List.of("kind", "found", "migrated", "changed", "skipped", "failed"),
          "/tables/0",
          List.of(
              "name",
              "source-rows",
              "target-rows",
              "rejected",
              "bytes",
              "seconds",
              "splits",
              "columns"),
          "/tables/0/columns/1",
          List.of("source-type", "logical-type", "target-type", "conversion", "evidence", "losses"),
          "/tables/0/columns/1/losses/0",
          List.of("code", "rows", "sample-keys"),
          "/rejects/0",
          List.of("table", "key", "column", "code", "reason", "file"),
          "/verification",
          List.of("mode", "tables"),
          "/verification/tables/0",
          List.of("verdict", "rows-compared", "columns-not-compared", "differences"));

  @Test
  void theJsonReportHasEveryKeyOfTheContract() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(ReportJson.pretty(SampleReport.ending(Outcome.REJECTS)));

    assertThat(json.path("report-version").asInt()).isEqualTo(1);
    CONTRACT.forEach(
        (place, keys) ->
            assertThat(json.at(place).fieldNames()).toIterable().as(place).containsAll(keys));
    assertThat(json.at("/verification/tables/2/verdict").asText()).isEqualTo("not-compared");
    assertThat(json.at("/objects/2/status").asText()).isEqualTo("skipped");
    assertThat(json.at("/run/started").asText()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void anAssessmentHasEveryKeyOfTheContractAndARunWithoutOneHasNone() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ReportJson.pretty(SampleReport.assessed()));

    assertThat(json.path("assessment").fieldNames())
        .toIterable()
        .contains(
            "compatibility-score",
            "complexity",
            "estimated-duration-seconds",
            "risks",
            "recommendations");
    assertThat(json.at("/assessment/complexity").asText()).isEqualTo("high");
    assertThat(json.at("/assessment/strategy/way").asText()).isEqualTo("incremental");
    assertThat(json.at("/assessment/estimated-duration-seconds").fieldNames())
        .toIterable()
        .contains("expected", "low", "high", "measured-on");
    String without = ReportJson.pretty(SampleReport.ending(Outcome.DONE));
    assertThat(new ObjectMapper().readTree(without).has("assessment")).isFalse();
  }

  @Test
  void theJsonReportIsAsItWas() {
    Golden.assertSame(
        "report.json", ReportJson.pretty(SampleReport.ending(Outcome.REJECTS)) + "\n");
  }

  @Test
  void theHtmlReportIsAsItWas() {
    Golden.assertSame("report.html", HtmlReport.of(SampleReport.ending(Outcome.REJECTS)));
  }

  @ParameterizedTest
  @EnumSource
  void namesCannotBreakOutOfTheHtmlReport(Outcome outcome) {
    String html = HtmlReport.of(SampleReport.ending(outcome));

    assertThat(html).doesNotContain("<script").doesNotContain("\u202e").doesNotContain("\u001b");
    assertThat(html).contains("&lt;script&gt;");
    assertThat(html).contains("default-src 'none'");
    assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("url(");
  }

  @Test
  void everyTagOfTheHtmlReportIsClosed() {
    String html = HtmlReport.of(SampleReport.ending(Outcome.DONE));

    for (String tag :
        List.of("table", "tr", "td", "th", "section", "h1", "h2", "svg", "ul", "li", "style")) {
      assertThat(count(html, "<" + tag + "[ >]")).as(tag).isEqualTo(count(html, "</" + tag + ">"));
    }
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
