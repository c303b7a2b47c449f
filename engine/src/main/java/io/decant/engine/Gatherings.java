package io.decant.engine;

import io.decant.connectors.spi.Gathering;
import io.decant.connectors.spi.RowGroup;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes sure that rows which come to lie together have room there, before any is copied. */
final class Gatherings {
  private Gatherings() {}

  /**
   * Has the source measure the largest group of rows of each such table. It takes what it stores,
   * which is near to what the target will: the target itself has the last word.
   *
   * @throws UnsupportedSchema a group has no room; lists every table
   */
  static void requireRoom(MigrationPlan plan, Source source, TargetSchema sink) {
    List<String> problems = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      Optional<Gathering> gathering = sink.gathering(table.target());
      Optional<RowGroup> largest =
          gathering.flatMap(
              each ->
                  source.largestGroup(
                      table.source(), table.filter(), inSource(table, each), each.rowBytes()));
      if (largest.isPresent() && largest.get().bytes() > gathering.get().maxBytes()) {
        problems.add(problem(table, gathering.get(), largest.get()));
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema("plan", problems, "Let the table be one of its own.");
    }
  }

  private static List<String> inSource(TablePlan table, Gathering gathering) {
    List<String> names = table.target().storedColumns().stream().map(Column::name).toList();
    return gathering.columns().stream()
        .map(column -> table.read().columns().get(names.indexOf(column)).name())
        .toList();
  }

  private static String problem(TablePlan table, Gathering gathering, RowGroup largest) {
    return table.name()
        + ": the "
        + largest.rows()
        + " rows with "
        + largest.key()
        + " take about "
        + largest.bytes()
        + " bytes, and "
        + gathering.place()
        + " has room for "
        + gathering.maxBytes();
  }
}
