package io.decant.cli.command;

import io.decant.cli.terminal.TextTable;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Connector;
import io.decant.connectors.spi.Connectors;
import io.decant.engine.report.ReportJson;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
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
  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  /**
   * One connector, for programs.
   *
   * @param schemes of its URLs, its own first
   */
  record Installed(List<String> schemes, List<String> parameters, Capabilities capabilities) {}

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
      table.add(
          String.join(", ", installed.schemes()),
          "yes",
          word(can.sink()),
          word(can.consistentSnapshot()),
          word(can.atomicCommit()),
          String.join(" ", installed.parameters()));
    }
    table.lines(output.console().width(), output.style().unicode()).forEach(out::println);
    return 0;
  }

  private static Installed installed(Connector connector) {
    List<String> schemes = new ArrayList<>(List.of(connector.scheme()));
    schemes.addAll(new TreeSet<>(connector.aliases()));
    return new Installed(
        schemes, List.copyOf(new TreeSet<>(connector.parameters())), connector.capabilities());
  }

  private static String word(boolean can) {
    return can ? "yes" : "no";
  }
}
