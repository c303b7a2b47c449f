package io.decant.cli.command;

import io.decant.cli.terminal.TextTable;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Connector;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.SinkConnector;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.TargetLimits.Special;
import io.decant.engine.report.ReportJson;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is installed. */
@Command(
    name = "connectors",
    aliases = "list-connectors",
    description = {"Lists the databases that Decant knows, and what each can do.", ""},
    footerHeading = "%nExamples:%n",
    footer = {"  decant connectors", "  decant connectors --json"})
final class ConnectorsCommand implements Callable<Integer> {
  /** Of the parameters' column, beside the others within a hundred characters. */
  private static final int PARAMETERS_WIDTH = 27;

  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  /**
   * One connector, for programs.
   *
   * @param schemes of its URLs, its own first
   * @param capabilities by name, those that it has not too
   */
  record Installed(
      List<String> schemes, List<String> parameters, Map<String, Object> capabilities) {}

  @Override
  public Integer call() {
    PrintStream out = output.console().out();
    if (output.json()) {
      Connectors.all().forEach(connector -> out.println(ReportJson.line(installed(connector))));
      return 0;
    }
    TextTable table =
        new TextTable(
            6,
            "scheme",
            "source",
            "target",
            "one snapshot",
            "rows+ledger at once",
            "URL parameters");
    for (Connector connector : Connectors.all()) {
      Capabilities can = connector.capabilities();
      Installed installed = installed(connector);
      List<String> parameters = lines(installed.parameters());
      table.add(
          String.join(", ", installed.schemes()),
          "yes",
          word(isSink(connector)),
          word(can.has(Trait.CONSISTENT_SNAPSHOT)),
          word(can.has(Trait.ATOMIC_COMMIT)),
          parameters.get(0));
      parameters.stream().skip(1).forEach(more -> table.add("", "", "", "", "", more));
    }
    table.lines(output.console().width(), output.style().unicode()).forEach(out::println);
    return 0;
  }

  /** One line at least, none so wide that the table would cut it. */
  private static List<String> lines(List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() + word.length() >= PARAMETERS_WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static Installed installed(Connector connector) {
    List<String> schemes = new ArrayList<>(List.of(connector.scheme()));
    schemes.addAll(new TreeSet<>(connector.aliases()));
    return new Installed(
        schemes, List.copyOf(new TreeSet<>(connector.parameters())), capabilities(connector));
  }

  private static Map<String, Object> capabilities(Connector connector) {
    Capabilities can = connector.capabilities();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("sink", isSink(connector));
    for (Trait trait : Trait.values()) {
      all.put(ReportJson.word(trait), can.has(trait));
    }
    all.put("max-writers", can.maxWriters());
    all.put("limits", limits(can.limits()));
    return all;
  }

  private static Map<String, Object> limits(TargetLimits limits) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Special special : Special.values()) {
      all.put(ReportJson.word(special), limits.allow(special));
    }
    all.put("not-a-number", limits.notANumber());
    all.put("min-epoch-day", limits.minEpochDay());
    all.put("max-epoch-day", limits.maxEpochDay());
    all.put("fraction-digits", limits.fractionDigits());
    return all;
  }

  private static boolean isSink(Connector connector) {
    return connector instanceof SinkConnector;
  }

  private static String word(boolean can) {
    return can ? "yes" : "no";
  }
}
