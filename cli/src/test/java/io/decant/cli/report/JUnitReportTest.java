package io.decant.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.Golden;
import io.decant.cli.SampleReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitReportTest {

  @Test
  void theReportIsAsItWas() {
    Golden.assertSame("junit.xml", JUnitReport.of(SampleReport.ending(Outcome.REJECTS)));
  }

  @ParameterizedTest
  @EnumSource
  void theReportIsOfTheFormThatReadersShare(Outcome outcome) throws Exception {
    validate(JUnitReport.of(SampleReport.ending(outcome)));
  }

  @Test
  void thoseOfAssessmentsAndConversionsAreOfThatFormToo() throws Exception {
    validate(JUnitReport.of(SampleReport.assessed()));
    validate(JUnitReport.of(SampleReport.converted()));
  }

  @Test
  void hostileNamesAreReadBackAsTheyAreShown() throws Exception {
    List<String> names = attributes(SampleReport.ending(Outcome.DONE), "testcase", "name");

    assertThat(names)
        .contains("</td><script>alert('\\u001B[31m\\u202E&\"')</script>")
        .contains("größe 名前 😀");
  }

  @ParameterizedTest
  @EnumSource
  void theRunsTestFailsWhereItsExitCodeSaysSo(Outcome outcome) throws Exception {
    Element run = elements(SampleReport.ending(outcome), "testcase").get(0);

    assertThat(run.getElementsByTagName("failure").getLength())
        .isEqualTo(outcome.exitCode() == 0 ? 0 : 1);
  }

  @Test
  void theNumbersOfASuiteAreThoseOfItsTests() throws Exception {
    for (Element suite : elements(SampleReport.ending(Outcome.LOSSES), "testsuite")) {
      assertThat(suite.getAttribute("tests"))
          .isEqualTo(number(suite, "testcase"))
          .isNotEqualTo("0");
      assertThat(suite.getAttribute("failures")).isEqualTo(number(suite, "failure"));
      assertThat(suite.getAttribute("skipped")).isEqualTo(number(suite, "skipped"));
    }
  }

  private static String number(Element suite, String tag) {
    return String.valueOf(suite.getElementsByTagName(tag).getLength());
  }

  private static List<String> attributes(Report report, String tag, String name) throws Exception {
    return elements(report, tag).stream().map(one -> one.getAttribute(name)).toList();
  }

  private static List<Element> elements(Report report, String tag)
      throws IOException, SAXException, ParserConfigurationException {
    byte[] xml = JUnitReport.of(report).getBytes(StandardCharsets.UTF_8);
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static void validate(String xml) throws IOException, SAXException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(JUnitReportTest.class.getResource("junit.xsd")))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }
}
