package io.decant.engine.report;

import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of the statements of a dump.
 *
 * @param read all of them: those converted, merged, skipped, listed and failed together
 * @param converted they declare what the target's schema has
 * @param merged they say something of what others declare
 * @param skipped they are no part of a schema
 * @param listed they are not converted
 * @param failed they were not understood, or the target cannot hold what they declare
 * @param skippedFor the skipped ones by the reason
 * @param statements the listed and the failed ones, in the order of the dump
 */
public record ConversionReport(
    long read,
    long converted,
    long merged,
    long skipped,
    long listed,
    long failed,
    Map<String, Long> skippedFor,
    List<StatementReport> statements) {

  public ConversionReport {
    skippedFor = Map.copyOf(skippedFor);
    statements = List.copyOf(statements);
  }

  /**
   * A statement that is not in the target's script.
   *
   * @param line where it begins in the dump
   * @param statement its begin
   * @param fate listed or failed
   */
  public record StatementReport(int line, String statement, Fate fate, String reason) {}

  public static ConversionReport of(List<DumpStatement> statements) {
    Map<Fate, Long> count =
        statements.stream()
            .collect(Collectors.groupingBy(DumpStatement::fate, Collectors.counting()));
    Function<Fate, Long> of = fate -> count.getOrDefault(fate, 0L);
    return new ConversionReport(
        statements.size(),
        of.apply(Fate.CONVERTED),
        of.apply(Fate.MERGED),
        of.apply(Fate.SKIPPED),
        of.apply(Fate.LISTED),
        of.apply(Fate.FAILED),
        statements.stream()
            .filter(each -> each.fate() == Fate.SKIPPED)
            .collect(
                Collectors.groupingBy(DumpStatement::reason, TreeMap::new, Collectors.counting())),
        statements.stream()
            .filter(each -> each.fate() == Fate.LISTED || each.fate() == Fate.FAILED)
            .map(each -> new StatementReport(each.line(), each.text(), each.fate(), each.reason()))
            .toList());
  }

  /** Whether every statement that declares something is in the script. */
  public boolean isComplete() {
    return statements.isEmpty();
  }
}
