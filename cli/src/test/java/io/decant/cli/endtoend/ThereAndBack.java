package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Difference;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs to a place that is no SQL database, and what came home from there. */
record ThereAndBack(Path folder) {

  /** A run that ends well and finds everything equal. */
  DecantRun migrate(String from, String to) throws IOException {
    DecantRun run = DecantRun.of(folder, "migrate", "--source", from, "--target", to, "--verify");
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.notEqual()).as("verification").isEmpty();
    return run;
  }

  /**
   * Compares all tables that left with those that came home, values and schema.
   *
   * @param there what it told of may be otherwise
   */
  static void assertHome(Engine engine, String origin, String end, DecantRun there)
      throws SQLException, IOException {
    try (PlainDatabase first = new PlainDatabase(engine, origin);
        PlainDatabase last = new PlainDatabase(engine, end)) {
      List<Pair> pairs = pairs(first, last);
      assertThat(pairs).hasSameSizeAs(first.tables());
      List<Difference> values = new ArrayList<>();
      Outcomes.Allowance allowance = new Outcomes.Allowance();
      for (Pair pair : pairs) {
        allowance.add(there.table(pair.source()), name -> name);
        values.addAll(allowance.beyond(new IndependentCompare(first, last).compare(pair)));
      }
      assertThat(values).as("values").isEmpty();
      assertThat(
              SchemaCompare.differences(SchemaFacts.of(first), SchemaFacts.of(last), pairs, true))
          .filteredOn(difference -> !SilentDifferences.isTold(there, difference, pairs))
          .as("schema")
          .isEmpty();
    }
  }

  private static List<Pair> pairs(PlainDatabase first, PlainDatabase last) throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    for (PlainTable table : first.tables()) {
      for (PlainTable other : last.tables()) {
        if (other.name().equals(table.name()) && other.schema().equals(table.schema())) {
          pairs.add(Pair.sameNames(table, other));
        }
      }
    }
    return pairs;
  }
}
