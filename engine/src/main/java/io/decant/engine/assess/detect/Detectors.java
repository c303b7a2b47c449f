package io.decant.engine.assess.detect;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which detectors look at a table. */
public final class Detectors {
  private Detectors() {}

  public static List<Detector> of(TablePlan plan) {
    List<Column> columns = plan.readColumns();
    RowKey key = RowKey.of(plan.read(), columns);
    List<Detector> detectors = new ArrayList<>();
    Set<String> keys = keyColumns(plan.source());
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      switch (column.type().kind()) {
        case CHAR, VARCHAR, TEXT -> {
          detectors.add(new Mojibake(column, i, key));
          detectors.add(new LongValues(column, i, key));
          detectors.add(new FullColumns(column, i, key));
          detectors.add(new WideCharacters(column, i, key));
          if (!keys.contains(column.name())) {
            detectors.add(new KeptAsText(column, i, key));
          }
        }
        case JSON -> {
          detectors.add(new JsonKeys(column, i, key));
          detectors.add(new LongValues(column, i, key));
        }
        case BYTES -> detectors.add(new LongValues(column, i, key));
        case INT -> {
          detectors.add(new NumberLimits(column, i, key));
          detectors.add(new EpochNumbers(column, i, key));
        }
        case REAL -> {
          detectors.add(new EpochNumbers(column, i, key));
          detectors.add(new NoNumbers(column, i, key));
        }
        case DATE, TIMESTAMP, TIMESTAMP_TZ -> detectors.add(new DateLimits(column, i, key));
        case VARIANT -> detectors.add(new StorageClasses(column, i, key));
        case DECIMAL -> detectors.add(new NoNumbers(column, i, key));
        case BOOLEAN, TIME, INTERVAL, UUID, ENUM, SET, BITS, ARRAY, GEOMETRY, NETWORK, OPAQUE -> {}
      }
    }
    detectors.addAll(AlikeKeys.of(plan, key));
    return detectors;
  }

  /** What they hold are names for rows, whatever they look like. */
  private static Set<String> keyColumns(Table table) {
    return Stream.of(
            table.primaryKey().stream().map(Key::columns),
            table.uniqueKeys().stream().map(Key::columns),
            table.foreignKeys().stream().map(ForeignKey::columns))
        .flatMap(each -> each)
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }
}
