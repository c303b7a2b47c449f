package io.decant.cli.command;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.Display;
import io.decant.cli.terminal.FindingLines;
import io.decant.cli.terminal.Printable;
import io.decant.cli.terminal.Style;
import io.decant.cli.terminal.TextTable;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.preflight.Consent;
import io.decant.engine.preflight.Intended;
import io.decant.engine.preflight.Intended.Held;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.List;

/** Shows what a run would destroy, and asks whether it is meant. */
final class Confirmation implements Consent {
  private static final int SHOWN = 20;

  private final Endpoint target;
  private final Profile profile;
  private final OutputOptions output;
  private final Display display;
  private final Interruption interruption;

  Confirmation(
      Endpoint target,
      Profile profile,
      OutputOptions output,
      Display display,
      Interruption interruption) {
    this.target = target;
    this.profile = profile;
    this.output = output;
    this.display = display;
    this.interruption = interruption;
  }

  @Override
  public void require(Intended intended) {
    List<Finding> warnings = intended.findings().stream().filter(profile::asksFor).toList();
    boolean adds = intended.policy() == IfExists.APPEND && !intended.tables().isEmpty();
    if (!intended.destroys() && warnings.isEmpty() && !(adds && profile.asksMore())) {
      return;
    }
    Console console = output.console();
    String option =
        intended.destroys() || adds
            ? "--if-exists " + ReportJson.word(intended.policy())
            : ProfileOptions.NAME + " " + ReportJson.word(profile);
    if (!console.canAsk()) {
      throw new UserError(
          option,
          (adds
                  ? "it adds rows to tables that are there"
                  : Amounts.count(warnings.size(), "warning"))
              + ", and nobody is here to be asked",
          "Read them, then add --yes.");
    }
    List<String> lines = new ArrayList<>();
    if (intended.destroys() || adds) {
      lines.addAll(tables(intended));
    }
    lines.addAll(new FindingLines(errStyle(console), console.width()).of(warnings));
    display.aside(
        () -> {
          lines.forEach(console.err()::println);
          interruption.harmless(true);
          boolean agreed = console.confirm("Go on?");
          interruption.harmless(false);
          if (!agreed) {
            throw new UserError(option, "not confirmed; nothing was written", "");
          }
        });
  }

  private Style errStyle(Console console) {
    return new Style(output.style().colour(), console.unicode());
  }

  /** What happens to which tables, and how many rows they hold. */
  private List<String> tables(Intended intended) {
    Console console = output.console();
    String fate =
        switch (intended.policy()) {
          case DROP -> "will be dropped, with all rows";
          case TRUNCATE -> "will be emptied";
          case APPEND, ERROR -> "will get more rows";
        };
    List<Held> held = intended.tables();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s of %s %s:"
            .formatted(Amounts.count(held.size(), "table"), Printable.line(target + ""), fate));
    TextTable table = new TextTable(1, "table", "rows");
    held.stream().limit(SHOWN).forEach(each -> table.add(Printable.of(each.name()), rows(each)));
    if (held.size() > SHOWN) {
      table.add("and " + (held.size() - SHOWN) + " more", "");
    }
    long known = held.stream().mapToLong(each -> Math.max(0, each.rows())).sum();
    boolean exact = held.stream().allMatch(Held::exact);
    table.add();
    table.add("total", (exact ? "" : "about ") + Amounts.count(known));
    if (!held.isEmpty()) {
      lines.addAll(table.lines(console.width(), console.unicode()));
    }
    if (!intended.views().isEmpty()) {
      lines.add(
          "and %s: %s"
              .formatted(
                  Amounts.count(intended.views().size(), "view"),
                  Printable.line(String.join(", ", intended.views()))));
    }
    return lines;
  }

  private static String rows(Held table) {
    if (table.rows() < 0) {
      return "unknown";
    }
    return (table.exact() ? "" : "about ") + Amounts.count(table.rows());
  }
}
