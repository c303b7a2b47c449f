package io.decant.cli.report;

import io.decant.cli.report.JUnitSuite.TestCase;
import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict;
import io.decant.connectors.spi.Finding;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.ConversionReport.StatementReport;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.InventoryLine;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableVerdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as the results of tests, for machines that show those: one test for the run, one for
 * each table's rows, each table's comparison, each kind of object and each kind of loss. A test
 * fails exactly where the run's exit code is not 0; of an assessment, which ends with 0, the
 * blockers fail.
 *
 * <p>There are several schemas of this form. The files are of the part that is common to those of
 * Jenkins' xunit plugin (junit-10.xsd) and of Ant (windyroad/JUnit-Schema).
 */
final class JUnitReport {
  private static final int SHOWN = 20;

  private final Report report;

  private JUnitReport(Report report) {
    this.report = report;
  }

  /** The file's text. */
  static String of(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      int id = 0;
      for (JUnitSuite suite : new JUnitReport(report).suites()) {
        suite.write(xml, id++, report.run());
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter takes everything
    }
    return text.toString();
  }

  private List<JUnitSuite> suites() {
    return Stream.of(
            suite("run", Stream.of(run())),
            suite("findings", report.findings().stream().map(JUnitReport::finding)),
            suite("risks", report.assessment().stream().flatMap(JUnitReport::risks)),
            suite(
                "statements",
                report.conversion().stream()
                    .flatMap(conversion -> conversion.statements().stream())
                    .map(this::statement)),
            suite("rows", rows()),
            suite("losses", losses()),
            suite("objects", report.inventory().stream().map(this::kind)),
            suite("verification", verification()))
        .filter(suite -> !suite.cases().isEmpty())
        .toList();
  }

  private static JUnitSuite suite(String name, Stream<TestCase> cases) {
    return new JUnitSuite(name, cases.toList());
  }

  private TestCase run() {
    String name = report.run().command();
    double seconds = report.run().seconds();
    if (report.run().exitCode() == 0) {
      return TestCase.passed(name, seconds);
    }
    String problems =
        report.problems().stream()
            .map(one -> one.where() + ": " + one.message() + " -> " + one.hint())
            .collect(Collectors.joining("\n"));
    return TestCase.failed(
        name,
        seconds,
        ReportJson.word(report.outcome()),
        Verdict.of(report).line() + " (exit code " + report.run().exitCode() + ")",
        problems);
  }

  private TestCase statement(StatementReport statement) {
    String name = "line " + statement.line() + ": " + statement.statement();
    return report.run().exitCode() == 0
        ? TestCase.skipped(name, statement.reason())
        : TestCase.failed(
            name, 0, ReportJson.word(statement.fate()), statement.reason(), statement.statement());
  }

  private static TestCase finding(Finding finding) {
    String name = finding.code() + " " + finding.where();
    return finding.stops()
        ? TestCase.failed(name, 0, finding.code(), finding.what(), finding.remedy())
        : TestCase.skipped(name, finding.what());
  }

  private static Stream<TestCase> risks(AssessmentReport made) {
    return made.risks().stream()
        .map(
            risk -> {
              String place = (risk.table() + " " + risk.column()).strip();
              String name = (risk.code() + " " + place).strip();
              String detail = risk.remedy() + "\n" + String.join("\n", risk.keys());
              return risk.severity() == AssessmentReport.Severity.BLOCKER
                  ? TestCase.failed(name, 0, risk.code(), risk.reason(), detail.strip())
                  : TestCase.skipped(name, risk.reason());
            });
  }

  /** A table of which no part was copied was only planned or compared. */
  private Stream<TestCase> rows() {
    return report.tables().stream()
        .filter(table -> table.splits() > 0)
        .map(
            table -> {
              if (table.rejected() == 0) {
                return TestCase.passed(table.name(), table.seconds());
              }
              String rejects =
                  report.rejects().stream()
                      .filter(reject -> reject.table().equals(table.name()))
                      .limit(SHOWN)
                      .map(one -> one.key() + " " + one.column() + ": " + one.reason())
                      .collect(Collectors.joining("\n"));
              return TestCase.failed(
                  table.name(),
                  table.seconds(),
                  "rejected",
                  Amounts.count(table.rejected(), "row") + " rejected",
                  rejects);
            });
  }

  /** Losses that are allowed are no failure: then the run ends well. */
  private Stream<TestCase> losses() {
    Map<String, List<String>> byCode = new TreeMap<>();
    for (TableReport table : report.tables()) {
      for (TableReport.ColumnReport column : table.columns()) {
        column.losses().stream()
            .filter(loss -> loss.rows() > 0)
            .forEach(
                loss ->
                    byCode
                        .computeIfAbsent(loss.code(), code -> new ArrayList<>())
                        .add(
                            table.name()
                                + "."
                                + column.name()
                                + ": "
                                + Amounts.count(loss.rows(), "row")
                                + ", first "
                                + String.join("; ", loss.sampleKeys())));
      }
    }
    boolean tooMuch = report.outcome() == Outcome.LOSSES;
    return byCode.entrySet().stream()
        .map(
            code ->
                tooMuch
                    ? TestCase.failed(
                        code.getKey(),
                        0,
                        "loss",
                        "values are not stored as they were",
                        String.join("\n", code.getValue()))
                    : TestCase.passed(code.getKey(), 0));
  }

  private TestCase kind(InventoryLine line) {
    if (line.failed() > 0) {
      return TestCase.failed(
          line.kind(),
          0,
          "failed",
          line.failed() + " of " + line.found() + " failed",
          objects(line.kind(), ObjectReport.Status.FAILED));
    }
    return line.skipped() > 0
        ? TestCase.skipped(
            line.kind(),
            line.skipped()
                + " of "
                + line.found()
                + " not migrated: "
                + objects(line.kind(), ObjectReport.Status.SKIPPED))
        : TestCase.passed(line.kind(), 0);
  }

  private String objects(String kind, ObjectReport.Status status) {
    return report.objects().stream()
        .filter(object -> object.kind().equals(kind) && object.status() == status)
        .limit(SHOWN)
        .map(object -> object.sourceName() + ": " + object.reason())
        .collect(Collectors.joining("\n"));
  }

  private Stream<TestCase> verification() {
    List<String> missing = report.verification().objects();
    Stream<TestCase> schema =
        report.verification().mode().equals("none")
            ? Stream.empty()
            : Stream.of(
                missing.isEmpty()
                    ? TestCase.passed("(schema)", 0)
                    : TestCase.failed(
                        "(schema)",
                        0,
                        "different",
                        Amounts.count(missing.size(), "object") + " missing or different",
                        String.join("\n", missing)));
    return Stream.concat(
        schema, report.verification().tables().stream().map(JUnitReport::compared));
  }

  private static TestCase compared(TableVerdict table) {
    return switch (table.verdict()) {
      case EQUAL -> TestCase.passed(table.name(), 0);
      case NOT_COMPARED -> TestCase.skipped(table.name(), table.reason());
      case DIFFERENT ->
          TestCase.failed(
              table.name(),
              0,
              "different",
              table.reason().isEmpty()
                  ? Amounts.count(table.sourceRows(), "row")
                      + " in the source, "
                      + Amounts.count(table.targetRows())
                      + " in the target"
                  : table.reason(),
              table.differences().stream()
                  .limit(SHOWN)
                  .map(JUnitReport::difference)
                  .collect(Collectors.joining("\n")));
    };
  }

  private static String difference(TableVerdict.Difference row) {
    return ReportJson.word(row.kind())
        + " "
        + row.key()
        + row.columns().stream()
            .map(one -> " " + one.column() + ": " + one.source() + " became " + one.target())
            .collect(Collectors.joining(","));
  }
}
