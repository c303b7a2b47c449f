package io.decant.cli.endtoend;

import io.decant.cli.endtoend.IndependentCompare.Difference;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaCompare.SchemaDifference;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A database poured into another engine and from there into a new one of its own, and what did not
 * come back although neither report says so.
 *
 * @param schema what is missing or narrower than it was
 * @param wider columns that came back with room for more than they had
 */
record RoundTrip(
    DecantRun there,
    DecantRun back,
    List<Difference> values,
    List<SchemaDifference> schema,
    List<SchemaDifference> wider) {

  static RoundTrip of(Path folder, Engine engine, String url, Engine by)
      throws IOException, SQLException {
    try (TestDatabase between = by.server().newDatabase();
        TestDatabase end = engine.server().newDatabase()) {
      DecantRun there = pour(folder, url, between.url());
      DecantRun back = pour(folder, between.url(), end.url());
      try (PlainDatabase first = new PlainDatabase(engine, url);
          PlainDatabase middle = new PlainDatabase(by, between.url());
          PlainDatabase last = new PlainDatabase(engine, end.url())) {
        return judge(there, back, first, middle, last);
      }
    }
  }

  private static DecantRun pour(Path folder, String from, String to) throws IOException {
    return DecantRun.of(
        folder, "migrate", "--source", from, "--target", to, "--verify", "--on-error", "reject");
  }

  private static RoundTrip judge(
      DecantRun there,
      DecantRun back,
      PlainDatabase first,
      PlainDatabase middle,
      PlainDatabase last)
      throws SQLException {
    List<Pair> out = new Outcomes(there, first, middle).pairs();
    List<Pair> home = new Outcomes(back, middle, last).pairs();
    List<Pair> round = new ArrayList<>();
    List<Difference> values = new ArrayList<>();
    Map<String, Pair> ways = new LinkedHashMap<>();
    for (Pair one : out) {
      for (Pair two : home) {
        if (two.source().equals(one.target())) {
          Pair pair = joined(one, two);
          round.add(pair);
          ways.put(one.source().name(), one);
          Map<String, String> names = new LinkedHashMap<>();
          one.columns().forEach((name, between) -> names.put(between, name));
          Outcomes.Allowance allowance = new Outcomes.Allowance();
          allowance.add(there.table(one.source()), name -> name);
          allowance.add(back.table(two.source()), name -> names.getOrDefault(name, name));
          values.addAll(allowance.beyond(new IndependentCompare(first, last).compare(pair)));
        }
      }
    }
    List<SchemaDifference> all =
        SchemaCompare.differences(SchemaFacts.of(first), SchemaFacts.of(last), round, true).stream()
            .filter(difference -> !SilentDifferences.isTold(there, difference, out))
            .filter(
                difference ->
                    !SilentDifferences.isTold(
                        back, inTheMiddle(difference, ways.get(difference.table())), home))
            .toList();
    Map<Boolean, List<SchemaDifference>> schema =
        all.stream().collect(Collectors.partitioningBy(SchemaDifference::isWider));
    return new RoundTrip(there, back, values, schema.get(false), schema.get(true));
  }

  /** A value of SQLite means what the column in the middle made of it. */
  private static Pair joined(Pair one, Pair two) {
    Map<String, String> columns = new LinkedHashMap<>();
    one.columns()
        .forEach(
            (name, between) -> {
              if (two.columns().containsKey(between)) {
                columns.put(name, two.columns().get(between));
              }
            });
    PlainTable last = two.target();
    List<PlainTable.Column> meant =
        last.columns().stream()
            .map(
                column ->
                    two.columns().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(column.name()))
                        .map(entry -> two.source().column(entry.getKey()).meaning())
                        .filter(meaning -> column.meaning() == Meaning.DYNAMIC)
                        .findFirst()
                        .map(column::as)
                        .orElse(column))
            .toList();
    return new Pair(
        one.source(),
        new PlainTable(last.schema(), last.name(), last.from(), meant, last.key()),
        columns);
  }

  /** The difference as the report of the way back would name it. */
  private static SchemaDifference inTheMiddle(SchemaDifference difference, Pair way) {
    if (way == null) {
      return difference;
    }
    return new SchemaDifference(
        way.target().name(),
        difference.kind(),
        way.columns().getOrDefault(difference.name(), difference.name()),
        difference.columns().stream().map(c -> way.columns().getOrDefault(c, c)).toList(),
        difference.what());
  }
}
