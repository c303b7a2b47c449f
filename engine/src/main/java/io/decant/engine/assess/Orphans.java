package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException;
import io.decant.converter.convert.LossCount;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import io.decant.engine.StopSignal;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that refer to none, where the source does not see to it itself: it never checked the rows
 * that were there before the foreign key. The keys referred to are all read, and so are the
 * references; where these are too many, that is said instead.
 */
final class Orphans {
  static final String CODE = "ORPHANS";

  /** So many keys are held in memory; reading as many more takes a second. */
  private static final int MOST = 500_000;

  private final Source source;
  private final MigrationPlan plan;
  private final StopSignal stop;
  private final List<Risk> risks = new ArrayList<>();

  private Orphans(Source source, MigrationPlan plan, StopSignal stop) {
    this.source = source;
    this.plan = plan;
    this.stop = stop;
  }

  /**
   * @param source its snapshot is taken
   */
  static List<Risk> of(Source source, MigrationPlan plan, StopSignal stop) {
    Orphans found = new Orphans(source, plan, stop);
    for (TablePlan table : plan.tables()) {
      for (ForeignKey key : table.source().foreignKeys()) {
        if (!key.validated()) {
          found.look(table, key);
        }
      }
    }
    return found.risks;
  }

  private void look(TablePlan table, ForeignKey key) {
    List<TablePlan> parents =
        plan.tables().stream().filter(each -> each.name().equals(key.target())).toList();
    if (parents.isEmpty()
        || !has(parents.get(0), key.targetColumns())
        || !has(table, key.columns())) {
      return; // the plan says so already
    }
    TablePlan parent = parents.get(0);
    if (parent.source().statistics().rows() > MOST || table.source().statistics().rows() > MOST) {
      unlooked(table, key, "the tables are too large for it");
      return;
    }
    try {
      Set<String> keys = keys(parent, key.targetColumns());
      if (keys.size() > MOST) {
        unlooked(table, key, "there are too many keys for it");
      } else {
        compare(table, key, keys);
      }
    } catch (DecantException failure) {
      unlooked(table, key, failure.message());
    }
  }

  private static boolean has(TablePlan table, List<String> columns) {
    return table.readColumns().stream().map(Column::name).toList().containsAll(columns)
        && !columns.isEmpty();
  }

  private Set<String> keys(TablePlan parent, List<String> columns) {
    Set<String> keys = new HashSet<>();
    read(
        parent,
        columns,
        (batch, row, places) -> {
          if (keys.size() <= MOST) {
            keys.add(text(batch, row, places));
          }
        });
    return keys;
  }

  private void compare(TablePlan table, ForeignKey key, Set<String> keys) {
    Set<String> wanted = new LinkedHashSet<>(key.columns());
    table.source().primaryKey().ifPresent(primary -> wanted.addAll(primary.columns()));
    Table narrow = narrow(table, wanted);
    RowKey rows = RowKey.of(narrow, narrow.storedColumns());
    long[] counts = new long[2];
    List<String> found = new ArrayList<>();
    read(
        table,
        List.copyOf(wanted),
        (batch, row, places) -> {
          counts[0]++;
          int[] own = Arrays.copyOf(places, key.columns().size());
          if (!hasNull(batch, row, own) && !keys.contains(text(batch, row, own))) {
            counts[1]++;
            if (found.size() < LossCount.MAX_SAMPLES) {
              found.add(rows.text(batch, row));
            }
          }
        });
    if (counts[1] > 0) {
      risks.add(
          new Risk(
              Severity.HIGH,
              CODE,
              table.name().toString(),
              key.columns().size() == 1 ? key.columns().get(0) : "",
              "rows refer to rows of " + key.target() + " that are not there",
              counts[1],
              counts[0],
              true,
              found,
              "Mend them in the source: the target cannot make the foreign key with them."));
    }
  }

  private interface Row {
    /**
     * @param places of the columns, in the order in which they were asked for
     */
    void at(RowBatch batch, int row, int[] places);
  }

  private void read(TablePlan table, List<String> columns, Row visitor) {
    Table narrow = narrow(table, new LinkedHashSet<>(columns));
    List<Column> stored = narrow.storedColumns();
    List<String> names = stored.stream().map(Column::name).toList();
    int[] places = columns.stream().mapToInt(names::indexOf).toArray();
    RowBatch batch = new RowBatch(Column.types(stored), 5_000, 8 << 20);
    for (Split split : source.split(table.read(), table.filter(), 64 << 20)) {
      stop.check();
      try (BatchReader reader = source.read(narrow, split)) {
        while (reader.read(batch)) {
          for (int row = 0; row < batch.rows(); row++) {
            visitor.at(batch, row, places);
          }
        }
      }
    }
  }

  private static Table narrow(TablePlan table, Set<String> columns) {
    return table
        .read()
        .withColumns(
            table.readColumns().stream().filter(each -> columns.contains(each.name())).toList());
  }

  private static boolean hasNull(RowBatch batch, int row, int[] places) {
    for (int place : places) {
      if (batch.column(place).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private static String text(RowBatch batch, int row, int[] places) {
    StringBuilder text = new StringBuilder();
    for (int place : places) {
      String value = ValueText.of(batch.column(place), batch.types().get(place), row);
      text.append(value.length()).append(':').append(value);
    }
    return text.toString();
  }

  private void unlooked(TablePlan table, ForeignKey key, String why) {
    risks.add(
        new Risk(
            Severity.LOW,
            "ORPHANS_UNKNOWN",
            table.name().toString(),
            key.columns().size() == 1 ? key.columns().get(0) : "",
            "the source did not check its references to " + key.target() + ", nor did we: " + why,
            0,
            0,
            false,
            List.of(),
            "migrate --verify tells, when it makes the foreign key."));
  }
}
