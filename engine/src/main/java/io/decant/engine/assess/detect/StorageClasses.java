package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Values of several storage classes in one column, as SQLite allows. Whole numbers and those with a
 * fraction are both numbers.
 */
final class StorageClasses implements Detector {
  private static final Map<Character, String> WORDS =
      Map.of('i', "integer", 'r', "real", 't', "text", 'b', "blob");

  private static final Set<Character> NUMBERS = Set.of('i', 'r');

  private final Column column;
  private final int index;
  private final RowKey key;
  private final Map<Character, Hits> classes = new TreeMap<>();

  StorageClasses(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.key = key;
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector values = rows.bytes(index);
    for (int row = 0; row < rows.rows(); row++) {
      if (values.length(row) > 0) {
        char tag = (char) values.data()[values.start(row)];
        classes.computeIfAbsent(tag, unused -> new Hits(key)).add(rows, row);
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    if (classes.size() < 2 || NUMBERS.containsAll(classes.keySet())) {
      return List.of();
    }
    Hits rarest = classes.values().stream().min(Comparator.comparingLong(Hits::rows)).orElseThrow();
    String counts =
        classes.entrySet().stream()
            .map(each -> each.getValue().rows() + " " + WORDS.get(each.getKey()))
            .collect(Collectors.joining(", "));
    return List.of(
        new Suspicion(
            Severity.MEDIUM,
            Suspicion.MIXED_STORAGE,
            column.name(),
            "values of several storage classes: " + counts,
            rarest.rows(),
            rarest.keys(),
            "A type rule decides: types: - { column: TABLE." + column.name() + ", to: text }"));
  }
}
