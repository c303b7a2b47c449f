package io.decant.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.Golden;
import io.decant.cli.SampleReport;
import io.decant.engine.report.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {

  @Test
  void theReportOfARunIsAsItWas() {
    Golden.assertSame("report.md", MarkdownReport.of(SampleReport.ending(Outcome.REJECTS)));
  }

  @Test
  void theReportOfAnAssessmentIsAsItWas() {
    Golden.assertSame("assessment.md", MarkdownReport.of(SampleReport.assessed()));
  }

  @Test
  void statementsThatAreNotConvertedStandWithTheirLines() {
    assertThat(MarkdownReport.of(SampleReport.converted()))
        .startsWith("## ⚠️ Converted, but 2 statements are not: 12 statements\n")
        .contains("| 9 | failed | <code>CREATE &#124; TABLE</code> | ");
  }

  @ParameterizedTest
  @EnumSource
  void everyLineOfATableHasItsColumns(Outcome outcome) {
    List<String> lines = MarkdownReport.of(SampleReport.ending(outcome)).lines().toList();

    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("|") && lines.get(i - 1).startsWith("|")) {
        assertThat(columns(lines.get(i))).as(lines.get(i)).isEqualTo(columns(lines.get(i - 1)));
      }
    }
  }

  private static long columns(String line) {
    return line.chars().filter(letter -> letter == '|').count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "`a`",
        "<b>",
        "&lt;",
        "[a](b)",
        "![a](b)",
        "*a*",
        "__a__",
        "~~a~~",
        "#1",
        "@all",
        ":smile:",
        "$x$",
        "a\\|b",
        "a\nb | c",
        "<!-- -->"
      })
  void namesMeanNothingInMarkdown(String name) {
    String bare = Markdown.code(name).replaceAll("</?code>", "").replaceAll("&#[0-9]+;", "");

    assertThat(bare).doesNotContainPattern("[&<>|`*_\\[\\]\\\\~#@!$\n]|:[\\w/+-]");
  }

  @Test
  void wordsCallNobody() {
    assertThat(Markdown.words("mail @all")).isEqualTo("mail &#64;<!-- -->all");
  }

  @Test
  void aCommandLineCannotEndItsBlock() {
    Markdown markdown = new Markdown();
    markdown.commandLine("decant plan --tables '```'\n```");

    assertThat(markdown).hasToString("````sh\ndecant plan --tables '```' ```\n````\n\n");
  }
}
