package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.terminal.Console;
import io.decant.cli.terminal.ConversionSummary;
import io.decant.connectors.spi.Connector;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.SchemaConversion;
import io.decant.engine.SchemaConversion.Converted;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A dump of one engine into a script of another's. */
@Command(
    name = "convert-schema",
    description = {
      "Converts a dump of one engine's schema into statements of another's, without any server. What is not"
          + " converted is listed with its line.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mysqldump --no-data shop > shop.sql",
      "  decant convert-schema --from mysql --to postgresql --input shop.sql --output shop.pg.sql",
      "",
      "  pg_dump --schema-only shop | decant convert-schema --from postgresql --to mariadb \\",
      "    --input - --output - --compatibility-mode strict --report json=shop.json | mariadb shop",
      "",
      "Dumps may be gzipped and may hold rows, which are passed over.",
      "",
      ExitCodes.TEXT
    })
final class ConvertSchemaCommand implements Callable<Integer> {
  private static final String STANDARD = "-";

  /** What a statement that is not converted means for the exit code. */
  enum Compatibility {
    STRICT,
    LENIENT
  }

  @Option(
      names = "--from",
      required = true,
      paramLabel = "ENGINE",
      description = "The dump's engine: postgresql, mysql, mariadb or sqlite.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "ENGINE",
      description =
          "The engine to write for: postgresql (12 or newer), mysql (8.4), mariadb (11.4) or sqlite.")
  private String to = "";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "The dump; - for standard input.")
  private String input = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The script to write, replaced if it is there; - for standard output.")
  private String script = "";

  @Option(
      names = "--compatibility-mode",
      paramLabel = "MODE",
      converter = Word.OfCompatibility.class,
      completionCandidates = Word.OfCompatibility.class,
      defaultValue = "lenient",
      description =
          "lenient: statements that are not converted are listed, and one that failed makes the exit"
              + " code 7; strict: any of them makes it 3. Default: ${DEFAULT-VALUE}.")
  private Compatibility compatibility = Compatibility.LENIENT;

  @Option(
      names = "--report",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "FORMAT=FILE",
      description = "Files to tell of it, such as html=FILE or json=FILE, separated by commas.")
  private List<String> reports = List.of();

  @Mixin private OutputOptions output;
  @Mixin private HelpOption help;

  @Override
  public Integer call() throws IOException {
    DumpConnector reader = reader();
    SinkConnector writer = writer();
    List<ReportFiles.Wanted> wanted = ReportOptions.wanted(reports);
    requireApart(wanted);
    boolean strict = compatibility == Compatibility.STRICT;
    Console console = output.console();
    Converted converted;
    try (InputStream in = open(console)) {
      converted =
          SchemaConversion.convert(reader, from, writer, to, in, name(), Version.number(), strict);
    }
    write(converted.script(), console);
    Report report = output.told(converted.report());
    new ReportFiles(report).write(wanted);
    tell(report, console);
    return report.outcome().exitCode();
  }

  private DumpConnector reader() {
    if (connector("--from", from) instanceof DumpConnector reader) {
      return reader;
    }
    String readable =
        Connectors.all().stream()
            .filter(DumpConnector.class::isInstance)
            .map(Connector::scheme)
            .collect(Collectors.joining(", "));
    throw new UserError(
        "--from " + from,
        "has no dumps in SQL",
        "Dumps of " + readable + " can be read; for others, plan --source URL --ddl FILE.");
  }

  private SinkConnector writer() {
    if (connector("--to", to) instanceof DumpConnector) {
      return Connectors.sink(to);
    }
    throw new UserError(
        "--to " + to, "has no DDL that a script could hold", "migrate-schema makes it there.");
  }

  private static Connector connector(String option, String engine) {
    try {
      return Connectors.of(engine);
    } catch (UserError unknown) {
      throw new UserError(
          option + " " + engine,
          "is no engine that is known",
          Suggestion.of(engine, dumpEngines()));
    }
  }

  private static List<String> dumpEngines() {
    return Connectors.all().stream()
        .filter(DumpConnector.class::isInstance)
        .flatMap(known -> Stream.concat(Stream.of(known.scheme()), known.aliases().stream()))
        .toList();
  }

  private void requireApart(List<ReportFiles.Wanted> wanted) {
    if (script.equals(STANDARD) && output.json()) {
      throw new UserError(
          "--json", "standard output is the script's already", "Name a file with --output.");
    }
    Apart files = new Apart();
    if (!input.equals(STANDARD)) {
      files.reads("the dump itself", Path.of(input));
    }
    if (!script.equals(STANDARD)) {
      files.writes("--output", Path.of(script));
    }
    ReportOptions.requireApart(wanted, files);
  }

  private String name() {
    return input.equals(STANDARD) ? "standard input" : input;
  }

  private InputStream open(Console console) throws IOException {
    if (input.equals(STANDARD)) {
      return console.in();
    }
    Path dump = Path.of(input);
    if (Files.isDirectory(dump)) {
      throw new UserError("--input", input + " is a folder", "Name the dump's file.");
    }
    try {
      return Files.newInputStream(dump);
    } catch (NoSuchFileException missing) {
      throw new UserError("--input", "no such file: " + input, "Check the path.");
    } catch (AccessDeniedException closed) {
      throw new UserError("--input", "may not be read: " + input, "Allow it: chmod u+r FILE.");
    }
  }

  private void write(String text, Console console) {
    if (script.equals(STANDARD)) {
      console.out().print(text);
      console.out().flush();
      return;
    }
    Apart.write("--output", Path.of(script), text);
  }

  private void tell(Report report, Console console) {
    if (output.json()) {
      console.out().println(ReportJson.line(report));
    } else {
      PrintStream to = script.equals(STANDARD) ? console.err() : console.out();
      new ConversionSummary(report, script, output.style(), console.width())
          .lines(output.quiet())
          .forEach(to::println);
    }
  }
}
