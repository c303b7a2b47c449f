package io.decant.cli.report.html;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.decant.cli.terminal.Printable;
import io.decant.cli.terminal.Verdict;
import io.decant.engine.report.Report;
import io.decant.engine.report.RunReport;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The report as one HTML file that needs nothing else: no script, no network, every text escaped.
 */
public final class HtmlReport {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  /** Made when the first page is. */
  private static final class Lazy {
    static final Template PAGE =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .withLoader(HtmlReport::open)
            .loadTemplate("page.html");
  }

  /** The file's text. */
  public static String of(Report report) {
    return Lazy.PAGE.execute(page(report));
  }

  private static Reader open(String name) {
    InputStream stream = HtmlReport.class.getResourceAsStream(name);
    return new InputStreamReader(Objects.requireNonNull(stream, name), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> page(Report report) {
    RunReport run = report.run();
    Verdict verdict = Verdict.of(report);
    List<Section> sections = sections(report).filter(section -> !section.isEmpty()).toList();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("kind", report.assessment().isPresent() ? "Assessment" : kind(run.command()));
    page.put("moment", MOMENT.format(run.started()));
    page.put("tone", Tones.style(verdict.tone()));
    page.put("badge", Tones.mark(verdict.tone()) + " " + verdict.word());
    page.put("verdict", Printable.line(verdict.title()));
    page.put("extent", verdict.extent());
    page.put("places", places(run));
    page.put("score", report.assessment().stream().map(AssessmentCharts::score).toList());
    page.put("tiles", Tile.of(report));
    page.put("sections", sections);
    page.put("command", Printable.line(run.commandLine()));
    page.put("version", run.version());
    return page;
  }

  private static String kind(String command) {
    return switch (command) {
      case "verify" -> "Verification";
      case "plan" -> "Plan";
      case "convert-schema" -> "Conversion";
      case "rehearse" -> "Rehearsal";
      default -> "Migration";
    };
  }

  private static List<Map<String, String>> places(RunReport run) {
    return Stream.of(
            Map.of(
                "role", "Source",
                "url", Printable.of(run.source()),
                "product", Printable.of(run.sourceProduct())),
            Map.of(
                "role", "Target",
                "url", Printable.of(run.target()),
                "product", Printable.of(run.targetProduct())))
        .filter(place -> !(place.get("url") + place.get("product")).isEmpty())
        .toList();
  }

  private static Stream<Section> sections(Report report) {
    ObjectSections objects = new ObjectSections(report);
    RowSections rows = new RowSections(report);
    VerificationSections compared = new VerificationSections(report.verification());
    return Stream.of(
            Stream.of(rows.problems()),
            compared.found(),
            report.conversion().stream().map(ConversionSection::of),
            report.assessment().stream().flatMap(made -> new AssessmentSections(made).all()),
            rows.warnings(),
            report.rehearsal().stream().flatMap(made -> new RehearsalSections(made).all()),
            Stream.of(
                rows.losses(),
                rows.rejects(),
                rows.notes(),
                objects.failed(),
                objects.skipped(),
                objects.changed(),
                compared.tables(),
                rows.timings(),
                objects.inventory()),
            rows.remarks(),
            Stream.of(objects.types(), rows.circumstances()))
        .flatMap(part -> part);
  }
}
