package io.decant.cli.report;

import io.decant.cli.terminal.Printable;
import io.decant.engine.report.RunReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Test cases of one name, and how they are written. */
record JUnitSuite(String name, List<TestCase> cases) {
  /** The schemas know no time zone. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  JUnitSuite {
    cases = List.copyOf(cases);
  }

  /** How a test ended. */
  enum Ending {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * One test.
   *
   * @param type of a failure
   * @param message why it failed or was skipped
   * @param detail more of it, on several lines
   */
  record TestCase(
      String name, double seconds, Ending ending, String type, String message, String detail) {

    static TestCase passed(String name, double seconds) {
      return new TestCase(name, seconds, Ending.PASSED, "", "", "");
    }

    static TestCase failed(
        String name, double seconds, String type, String message, String detail) {
      return new TestCase(name, seconds, Ending.FAILED, type, message, detail);
    }

    static TestCase skipped(String name, String message) {
      return new TestCase(name, 0, Ending.SKIPPED, "", message, "");
    }
  }

  void write(XMLStreamWriter xml, int id, RunReport run) throws XMLStreamException {
    String group = "decant." + run.command();
    line(xml, 1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("id", String.valueOf(id));
    xml.writeAttribute("package", group);
    xml.writeAttribute("name", name);
    xml.writeAttribute("timestamp", MOMENT.format(run.started()));
    xml.writeAttribute("hostname", "localhost");
    xml.writeAttribute("tests", String.valueOf(cases.size()));
    xml.writeAttribute("failures", number(Ending.FAILED));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", number(Ending.SKIPPED));
    xml.writeAttribute("time", time(cases.stream().mapToDouble(TestCase::seconds).sum()));
    line(xml, 2);
    xml.writeStartElement("properties");
    property(xml, "version", run.version());
    property(xml, "run", run.id());
    property(xml, "source", run.source());
    property(xml, "target", run.target());
    property(xml, "command-line", run.commandLine());
    line(xml, 2);
    xml.writeEndElement();
    for (TestCase one : cases) {
      write(xml, group + "." + name, one);
    }
    line(xml, 2);
    xml.writeEmptyElement("system-out");
    line(xml, 2);
    xml.writeEmptyElement("system-err");
    line(xml, 1);
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    line(xml, 3);
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", Printable.line(value));
  }

  private static void write(XMLStreamWriter xml, String group, TestCase one)
      throws XMLStreamException {
    line(xml, 2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", group);
    xml.writeAttribute("name", Printable.line(one.name()));
    xml.writeAttribute("time", time(one.seconds()));
    switch (one.ending()) {
      case PASSED -> {}
      case SKIPPED -> {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", Printable.line(one.message()));
        xml.writeEndElement();
      }
      case FAILED -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", one.type());
        xml.writeAttribute("message", Printable.line(one.message()));
        // Only these characters are XML's: the others are written as Java writes them.
        xml.writeCharacters(
            one.detail().lines().map(Printable::of).collect(Collectors.joining("\n")));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private String number(Ending ending) {
    return String.valueOf(cases.stream().filter(one -> one.ending() == ending).count());
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
