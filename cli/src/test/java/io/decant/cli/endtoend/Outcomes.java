package io.decant.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.cli.endtoend.IndependentCompare.Difference;
import io.decant.cli.endtoend.IndependentCompare.Kind;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaCompare.SchemaDifference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sets what a run reported against what the two databases really hold. */
final class Outcomes {

  private final DecantRun run;
  private final PlainDatabase source;
  private final PlainDatabase target;

  Outcomes(DecantRun run, PlainDatabase source, PlainDatabase target) {
    this.run = run;
    this.source = source;
    this.target = target;
  }

  /** Every source table with the target table that the report names for it. */
  List<Pair> pairs() throws SQLException {
    List<PlainTable> arrived = target.tables();
    List<Pair> pairs = new ArrayList<>();
    for (PlainTable table : source.tables()) {
      JsonNode told = run.table(table);
      Optional<PlainTable> found =
          arrived.stream()
              .filter(candidate -> candidate.isNamed(told.path("target").asText()))
              .findFirst();
      if (found.isPresent()) {
        Map<String, String> columns = new LinkedHashMap<>();
        DecantRun.elements(told.path("columns"))
            .forEach(c -> columns.put(c.path("name").asText(), c.path("target-name").asText()));
        pairs.add(new Pair(table, found.get(), columns));
      }
    }
    return pairs;
  }

  /** Source tables that hold rows and of which the target has nothing. */
  List<String> absentTables(List<Pair> pairs) throws SQLException {
    return source.tables().stream()
        .filter(table -> pairs.stream().noneMatch(pair -> pair.source().equals(table)))
        .map(PlainTable::name)
        .toList();
  }

  /** What differs between the two databases and is not told in the report. */
  List<Difference> undeclaredDifferences(List<Pair> pairs) throws SQLException {
    List<Difference> undeclared = new ArrayList<>();
    for (Pair pair : pairs) {
      Allowance allowance = new Allowance();
      allowance.add(run.table(pair.source()), name -> name);
      undeclared.addAll(allowance.beyond(new IndependentCompare(source, target).compare(pair)));
    }
    return undeclared;
  }

  /** How many values of each column may differ, and how many rows may be missing. */
  static final class Allowance {
    private final Map<String, Long> values = new TreeMap<>();
    private long rows;

    /**
     * @param told the table's part of a report
     * @param names from the report's columns to those that differences are named by
     */
    void add(JsonNode told, UnaryOperator<String> names) {
      DecantRun.elements(told.path("columns"))
          .forEach(
              column ->
                  values.merge(
                      names.apply(column.path("name").asText()), changedRows(column), Long::sum));
      rows += told.path("rejected").asLong();
    }

    List<Difference> beyond(List<Difference> differences) {
      List<Difference> undeclared = new ArrayList<>();
      for (Difference difference : differences) {
        if (difference.kind() == Kind.MISSING && rows > 0) {
          rows--;
        } else if (values.merge(difference.column(), -1L, Long::sum) < 0) {
          undeclared.add(difference);
        }
      }
      return undeclared;
    }
  }

  /** What differs in the schema and is not told in the report. */
  List<SchemaDifference> silentDifferences(List<Pair> pairs) throws SQLException {
    return SilentDifferences.of(run, SchemaFacts.of(source), SchemaFacts.of(target), pairs);
  }

  private static long changedRows(JsonNode column) {
    return DecantRun.elements(column.path("losses"))
        .filter(loss -> loss.path("effect").asText().equals("changes"))
        .mapToLong(loss -> loss.path("rows").asLong())
        .sum();
  }

  /** Lines of the inventory that do not add up, or that count a failure. */
  List<String> unbalanced() {
    return run.list("inventory")
        .filter(
            line ->
                line.path("found").asLong()
                        != line.path("migrated").asLong()
                            + line.path("changed").asLong()
                            + line.path("skipped").asLong()
                            + line.path("failed").asLong()
                    || line.path("failed").asLong() != 0)
        .map(JsonNode::toString)
        .toList();
  }
}
