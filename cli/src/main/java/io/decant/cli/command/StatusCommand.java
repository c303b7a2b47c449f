package io.decant.cli.command;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Printable;
import io.decant.cli.terminal.TextTable;
import io.decant.engine.Migration;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.Status;
import io.decant.engine.report.Status.RunStatus;
import io.decant.engine.report.Status.TableStatus;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the target remembers. */
@Command(
    name = "status",
    description = {
      "Prints what runs have done, are doing and have left, as the target remembers it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  decant status --target sqlite:shop.decant.db",
      "  decant status --target postgresql://app@new/shop --json"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private TargetOptions target;
  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  @Option(names = "--run", paramLabel = "ID", description = "Only this run. Default: all.")
  private String run = "";

  @Override
  public Integer call() {
    Status status = Migration.status(target.endpoint(output.console()), run);
    PrintStream out = output.console().out();
    if (output.json()) {
      out.println(ReportJson.line(status));
      return 0;
    }
    for (RunStatus one : status.runs()) {
      print(one, out);
    }
    if (status.runs().isEmpty()) {
      out.println(Printable.of(status.target()) + " remembers no run of Decant.");
    }
    return 0;
  }

  private void print(RunStatus one, PrintStream out) {
    out.println(
        output.style().strong("Run " + Printable.of(one.id()))
            + ": "
            + Printable.of(one.state())
            + (one.epoch() > 1 ? ", attempt " + one.epoch() : "")
            + ", from "
            + Printable.of(one.source()));
    TextTable table = new TextTable(1, "table", "parts", "rows", "rejected", "bytes");
    for (TableStatus row : one.tables()) {
      table.add(
          Printable.of(row.name()),
          row.splitsDone() + " of " + (row.splits() == 0 ? "?" : row.splits()),
          Amounts.count(row.rows()),
          Amounts.count(row.rejected()),
          Amounts.bytes(row.bytes()));
    }
    if (!output.quiet()) {
      table.lines(output.console().width(), output.style().unicode()).forEach(out::println);
    }
    out.println();
  }
}
