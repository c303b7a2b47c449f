package io.decant.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.cli.SampleReport;
import io.decant.cli.report.Browser.View;
import io.decant.cli.report.html.HtmlReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a real browser shows them. */
class HtmlReportInBrowserTest {
  /** What the hostile names are, as text. */
  private static final String SHOWN = "</td><script>alert('\\u001B[31m\\u202E&\"')</script>";

  /** The texts whose contrast with their ground is too small to be read: WCAG 2.2, 1.4.3. */
  private static final String PALE =
      """
      (() => {
        const channels = c => (c.match(/[0-9.]+/g) || []).map(Number);
        const light = ([r, g, b]) => [r, g, b]
            .map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = e => {
          for (; e; e = e.parentElement) {
            const c = channels(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        const pale = [];
        for (const e of document.body.querySelectorAll('*:not(title)')) {
          const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
          if (!own) continue;
          const style = getComputedStyle(e);
          const ink = e.closest('svg') ? style.fill : style.color;
          const [a, b] = [light(channels(ink)), light(ground(e))];
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < 4.5) pale.push(e.tagName + '.' + e.className + ' ' + contrast.toFixed(2));
        }
        return [...new Set(pale)];
      })()
      """;

  @TempDir static Path folder;
  private static Browser browser;
  private static Map<String, Path> pages;

  @BeforeAll
  static void write() throws IOException {
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
    pages =
        Map.of(
            "run", page("run", SampleReport.ending(Outcome.DIFFERENT)),
            "assessment", page("assessment", SampleReport.assessed()),
            "conversion", page("conversion", SampleReport.converted()),
            "large", page("large", LargeReport.of(113)));
  }

  private static Path page(String name, Report report) throws IOException {
    return Files.writeString(folder.resolve(name + ".html"), HtmlReport.of(report));
  }

  @AfterAll
  static void close() throws IOException {
    browser.close();
  }

  static Stream<String> names() {
    return pages.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsComplainedOfAndNothingFetched(String name) throws IOException {
    for (View view : List.of(View.WIDE, View.NARROW, View.WIDE.inTheDark())) {
      browser.open(pages.get(name), view);

      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).containsExactly(pages.get(name).toUri().toString());
      assertThat(browser.spoke()).isFalse();
      assertThat(browser.ask("document.scripts.length").asInt()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void thePageIsNoWiderThanTheWindow(String name) throws IOException {
    for (View view : List.of(View.WIDE, View.NARROW)) {
      browser.open(pages.get(name), view);
      browser.ask("document.querySelectorAll('details').forEach(d => d.open = true)");

      assertThat(browser.ask("document.documentElement.scrollWidth").asInt())
          .isEqualTo(browser.ask("document.documentElement.clientWidth").asInt())
          .isLessThanOrEqualTo(view.width());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTablesAndTheIndexAreThere(String name) throws IOException {
    browser.open(pages.get(name), View.NARROW);

    assertThat(browser.ask("document.querySelectorAll('main table').length").asInt())
        .isGreaterThanOrEqualTo(3);
    assertThat(texts("nav a[href]")).hasSizeGreaterThan(3);
    assertThat(
            browser
                .ask(
                    "[...document.querySelectorAll('nav a')].every(a => document.querySelector(a.hash))")
                .asBoolean())
        .isTrue();
    assertThat(
            browser
                .ask("[...document.querySelectorAll('main tr')].every(row => row.cells.length)")
                .asBoolean())
        .isTrue();
    assertThat(
            browser
                .ask(
                    "[...document.querySelectorAll('table')].every(t =>"
                        + " [...t.rows].every(r => r.cells.length === t.rows[0].cells.length))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void hostileNamesAreShownAsTheyAre() throws IOException {
    for (String name : List.of("run", "assessment", "conversion")) {
      browser.open(pages.get(name), View.WIDE);

      assertThat(texts("td code")).contains(SHOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "assessment"})
  void everyTextCanBeReadInLightAndInDark(String name) throws IOException {
    for (View view : List.of(View.WIDE, View.WIDE.inTheDark(), View.WIDE.inTheDark().onPaper())) {
      browser.open(pages.get(name), view);

      assertThat(browser.ask(PALE)).as(view.toString()).isEmpty();
    }
  }

  @Test
  void theDarkPageIsDarkAndItsPrintIsNot() throws IOException {
    String ground = "getComputedStyle(document.body).backgroundColor";
    browser.open(pages.get("run"), View.WIDE.inTheDark());
    assertThat(browser.ask(ground).asText()).isEqualTo("rgb(20, 23, 27)");

    browser.open(pages.get("run"), View.WIDE.inTheDark().onPaper());
    assertThat(browser.ask(ground).asText()).isEqualTo("rgb(255, 255, 255)");
  }

  /** What is folded on the screen would be lost on paper. */
  @Test
  void everythingIsPrinted() throws IOException {
    String hidden =
        "[...document.querySelectorAll('td')].filter(cell => !cell.checkVisibility()).length";
    browser.open(pages.get("large"), View.WIDE);
    assertThat(browser.ask(hidden).asInt()).isPositive();

    browser.open(pages.get("large"), View.WIDE.onPaper());
    assertThat(browser.ask(hidden).asInt()).isZero();
    assertThat(new String(browser.print(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @Test
  void aPageWithoutScriptsShowsAndUnfoldsTheSame() throws IOException {
    browser.open(pages.get("large"), View.NARROW);
    List<String> before = texts("td, h1, h2, summary");

    browser.open(pages.get("large"), View.NARROW.withoutScripts());
    assertThat(texts("td, h1, h2, summary")).isEqualTo(before);
    assertThat(browser.ask("document.querySelectorAll('details:not([open])').length").asInt())
        .isPositive();
  }

  /** The verdict is at the top of the first screen, in words. */
  @Test
  void theVerdictIsSeenFirst() throws IOException {
    for (View view : List.of(View.WIDE, View.NARROW)) {
      browser.open(pages.get("run"), view);

      assertThat(texts("h1")).containsExactly("Source and target are different");
      assertThat(texts("header .badge")).containsExactly("✕ different");
      assertThat(browser.ask("document.querySelector('h1').getBoundingClientRect().bottom").asInt())
          .isLessThan(400);
    }
  }

  private static List<String> texts(String selector) throws IOException {
    List<String> texts = new ArrayList<>();
    JsonNode found =
        browser.ask(
            "[...document.querySelectorAll('" + selector + "')].map(e => e.textContent.trim())");
    found.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
