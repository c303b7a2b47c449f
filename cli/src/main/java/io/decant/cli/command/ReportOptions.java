package io.decant.cli.command;

import io.decant.cli.report.ReportFiles;
import io.decant.cli.report.ReportFiles.Format;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.MigrationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which files a run leaves. */
final class ReportOptions {
  @ArgGroup(validate = false, heading = "%nReport:%n", order = 8)
  private Files options = new Files();

  static final class Files {
    @Option(
        names = "--report",
        split = ",",
        hideParamSyntax = true,
        paramLabel = "FORMAT=FILE",
        description =
            "html=FILE to read, json=FILE for programs, md=FILE for a pull request, junit=FILE for"
                + " a CI server; several are separated by commas.")
    List<String> reports = List.of();

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "The same, the format being that of the name: .html, .json, .md, or .xml.")
    List<Path> outputs = List.of();
  }

  /**
   * Takes out those that are to hold a plan, which only one command writes: {@code yaml=FILE}, and
   * what is called {@code .yaml} or {@code .yml}.
   */
  List<Path> takePlans() {
    List<Path> plans = new ArrayList<>();
    List<String> reports = new ArrayList<>(options.reports);
    List<Path> outputs = new ArrayList<>(options.outputs);
    reports.removeIf(
        report -> report.startsWith("yaml=") && plans.add(Path.of(report.substring(5))));
    outputs.removeIf(file -> file.toString().matches(".*\\.ya?ml") && plans.add(file));
    options.reports = reports;
    options.outputs = outputs;
    return plans;
  }

  /**
   * The files asked for.
   *
   * @throws UserError a format is not known, or a file cannot be written
   */
  List<ReportFiles.Wanted> wanted() {
    List<ReportFiles.Wanted> wanted = wanted(options.reports);
    for (Path output : options.outputs) {
      String name = output.toString();
      wanted.add(wanted("--output", name.substring(name.lastIndexOf('.') + 1), output));
    }
    return wanted;
  }

  /** Those that --report alone asks for. */
  static List<ReportFiles.Wanted> wanted(List<String> reports) {
    List<ReportFiles.Wanted> wanted = new ArrayList<>();
    for (String report : reports) {
      String[] parts = report.split("=", 2);
      if (parts.length < 2 || parts[1].isEmpty()) {
        throw new UserError(
            "--report",
            "'" + report + "' is not of the form FORMAT=FILE",
            "Write --report html=report.html.");
      }
      wanted.add(wanted("--report", parts[0], Path.of(parts[1])));
    }
    return wanted;
  }

  /**
   * Files are replaced when they are written: none may be a database, or another one's.
   *
   * @throws UserError one is
   */
  static Apart requireApart(List<ReportFiles.Wanted> wanted, MigrationSpec spec) {
    return requireApart(wanted, Apart.of(spec));
  }

  /** The same beside files that are known. */
  static Apart requireApart(List<ReportFiles.Wanted> wanted, Apart files) {
    wanted.forEach(one -> files.writes("--report", one.file()));
    return files;
  }

  private static ReportFiles.Wanted wanted(String option, String format, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !java.nio.file.Files.isDirectory(folder)) {
      throw new UserError(option, "the folder of " + file + " is not there", "Make it first.");
    }
    // Told now, and not when the rows are in.
    boolean there = java.nio.file.Files.exists(file);
    if (java.nio.file.Files.isDirectory(file)
        || !java.nio.file.Files.isWritable(there ? file : folder)) {
      throw new UserError(
          option, file + " cannot be written", "Name a file in a folder that you may write to.");
    }
    return new ReportFiles.Wanted(format(option, format), file);
  }

  private static Format format(String option, String name) {
    return switch (name) {
      case "html" -> Format.HTML;
      case "json" -> Format.JSON;
      case "md" -> Format.MD;
      case "junit", "xml" -> Format.JUNIT;
      default ->
          throw new UserError(
              option,
              "unknown report format '" + name + "'",
              Suggestion.of(name, List.of("html", "json", "md", "junit")));
    };
  }
}
