package io.decant.engine.report;

import io.decant.connectors.spi.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run, told at its end.
 *
 * @param reportVersion of this form
 * @param run which run, from where to where, and how it ended
 * @param problems what stopped it or failed, in the order found; empty when all went well
 * @param findings what was found out before anything was written, the gravest first
 * @param objects everything found in the selected part of the source, and what became of it
 * @param inventory the same counted; every line balances
 * @param tables the tables copied
 * @param rejects rows that were not written, at most 1,000; the files hold all
 * @param verification what was compared
 * @param assessment of a run that has not been: only where one was asked for
 * @param conversion of a dump's statements: only where there was a dump
 * @param rehearsal of what the whole would be: only where this was one
 */
public record Report(
    int reportVersion,
    RunReport run,
    List<Problem> problems,
    List<Finding> findings,
    List<ObjectReport> objects,
    List<InventoryLine> inventory,
    List<TableReport> tables,
    List<RejectReport> rejects,
    VerificationReport verification,
    Optional<AssessmentReport> assessment,
    Optional<ConversionReport> conversion,
    Optional<RehearsalReport> rehearsal) {

  /** Raised when a name changes its meaning or goes away. */
  public static final int VERSION = 1;

  public Report {
    problems = List.copyOf(problems);
    findings = List.copyOf(findings);
    objects = List.copyOf(objects);
    inventory = List.copyOf(inventory);
    tables = List.copyOf(tables);
    rejects = List.copyOf(rejects);
  }

  /** The same with an assessment. */
  public Report with(AssessmentReport made) {
    return with(run, Optional.of(made), conversion, rehearsal);
  }

  /** The same with a conversion. */
  public Report with(ConversionReport made) {
    return with(run, assessment, Optional.of(made), rehearsal);
  }

  /**
   * The same as a rehearsal.
   *
   * @param target that was rehearsed for
   */
  public Report with(RehearsalReport made, String target) {
    return with(run.rehearsing(target), assessment, conversion, Optional.of(made));
  }

  /** The same with the problems told otherwise. */
  public Report withProblems(UnaryOperator<Problem> told) {
    return new Report(
        reportVersion,
        run,
        problems.stream().map(told).toList(),
        findings,
        objects,
        inventory,
        tables,
        rejects,
        verification,
        assessment,
        conversion,
        rehearsal);
  }

  /** The same of a run that was started by that command line. */
  public Report startedBy(String commandLine) {
    return with(run.startedBy(commandLine), assessment, conversion, rehearsal);
  }

  private Report with(
      RunReport newRun,
      Optional<AssessmentReport> assessed,
      Optional<ConversionReport> converted,
      Optional<RehearsalReport> rehearsed) {
    return new Report(
        reportVersion,
        newRun,
        problems,
        findings,
        objects,
        inventory,
        tables,
        rejects,
        verification,
        assessed,
        converted,
        rehearsed);
  }

  public Outcome outcome() {
    return run.outcome();
  }

  /**
   * Something that stopped the run or part of it.
   *
   * @param where the place
   * @param message what happened
   * @param hint what the user can do; may be empty
   */
  public record Problem(String where, String message, String hint) {}

  /** How many objects of a kind were found, and what became of them. */
  public record InventoryLine(
      String kind, long found, long migrated, long changed, long skipped, long failed) {}

  /**
   * A row that was not written.
   *
   * @param key the row's key columns and values, or its place where the table has none
   * @param column empty when the whole row was refused
   * @param file where the row stands with all its values
   */
  public record RejectReport(
      String table, String key, String column, String code, String reason, String file) {}
}
