package io.decant.engine.assess;

import io.decant.converter.schema.Table;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Extent;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.TableExtent;
import io.decant.engine.report.ObjectReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How much there is, and what of it stays behind. */
final class Extents {
  private static final int TABLES_SHOWN = 10;
  private static final int NAMES_SHOWN = 100;

  private final List<SampledTable> tables;

  Extents(List<SampledTable> tables) {
    this.tables = tables;
  }

  Extent whole() {
    return new Extent(
        tables.size(),
        sum(table -> table.columns().size()),
        tables.stream().mapToLong(table -> Math.max(0, table.knownRows())).sum(),
        tables.stream().allMatch(Extents::isExact),
        sum(table -> Math.max(0, table.statistics().bytes())),
        sum(table -> table.indexes().size()),
        sum(table -> table.primaryKey().stream().count() + table.uniqueKeys().size()),
        sum(table -> table.foreignKeys().size()));
  }

  private long sum(ToLongFunction<Table> number) {
    return tables.stream().map(SampledTable::plan).map(TablePlan::source).mapToLong(number).sum();
  }

  private static boolean isExact(SampledTable table) {
    return table.whole() || table.plan().source().statistics().exact();
  }

  List<TableExtent> largest() {
    return first(Comparator.comparingLong(TableExtent::bytes).thenComparingLong(TableExtent::rows));
  }

  List<TableExtent> widest() {
    return first(Comparator.comparingInt(TableExtent::columns));
  }

  private List<TableExtent> first(Comparator<TableExtent> order) {
    return tables.stream()
        .map(Extents::of)
        .sorted(order.reversed().thenComparing(TableExtent::name))
        .limit(TABLES_SHOWN)
        .toList();
  }

  private static TableExtent of(SampledTable sampled) {
    Table table = sampled.plan().source();
    long bytes = table.statistics().bytes();
    return new TableExtent(
        table.name().toString(),
        sampled.knownRows(),
        isExact(sampled),
        bytes < 0 && sampled.whole() ? sampled.bytes() : bytes,
        table.columns().size(),
        table.indexes().size());
  }

  /** Objects of the catalog, by kind; what belongs to a table is told of as a risk. */
  static List<StaysBehind> behind(List<ObjectReport> objects) {
    Map<String, List<ObjectReport>> byKind = new LinkedHashMap<>();
    for (ObjectReport object : objects) {
      if (object.staysBehind() && object.ofCatalog()) {
        byKind.computeIfAbsent(object.kind(), unused -> new ArrayList<>()).add(object);
      }
    }
    return byKind.entrySet().stream()
        .map(
            each ->
                new StaysBehind(
                    each.getKey(),
                    each.getValue().size(),
                    each.getValue().stream()
                        .limit(NAMES_SHOWN)
                        .map(ObjectReport::sourceName)
                        .toList(),
                    each.getValue().get(0).reason()))
        .sorted(Comparator.comparingLong(StaysBehind::count).reversed())
        .toList();
  }
}
