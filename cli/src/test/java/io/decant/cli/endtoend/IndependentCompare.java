package io.decant.cli.endtoend;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares two databases value by value. It knows nothing of Decant: it reads by plain JDBC, gives
 * every value a text of its own, and matches rows by primary key, or as multisets where the source
 * has none.
 */
final class IndependentCompare {

  private final PlainDatabase source;
  private final PlainDatabase target;

  IndependentCompare(PlainDatabase source, PlainDatabase target) {
    this.source = source;
    this.target = target;
  }

  /** Two tables that should hold the same, and which column of the one is which of the other. */
  record Pair(PlainTable source, PlainTable target, Map<String, String> columns) {
    /** Columns of the same names. */
    static Pair sameNames(PlainTable source, PlainTable target) {
      Map<String, String> columns = new LinkedHashMap<>();
      source.columns().forEach(column -> columns.put(column.name(), column.name()));
      return new Pair(source, target, columns);
    }
  }

  /** What can be wrong with a row, seen from the target. */
  enum Kind {
    MISSING,
    EXTRA,
    CHANGED
  }

  /**
   * @param column empty unless CHANGED
   * @param key the key's values, or the whole row where there is no key
   */
  record Difference(
      String table, Kind kind, String column, String key, String source, String target) {}

  List<Difference> compare(List<Pair> pairs) throws SQLException {
    List<Difference> differences = new ArrayList<>();
    for (Pair pair : pairs) {
      differences.addAll(compare(pair));
    }
    return differences;
  }

  List<Difference> compare(Pair pair) throws SQLException {
    List<PlainTable.Column> from =
        pair.columns().keySet().stream().map(pair.source()::column).toList();
    List<PlainTable.Column> to =
        pair.columns().values().stream().map(pair.target()::column).toList();
    List<Meaning> agreed =
        IntStream.range(0, from.size())
            .mapToObj(i -> from.get(i).meaning().agreedWith(to.get(i).meaning()))
            .toList();
    List<Integer> key =
        pair.source().key().stream()
            .map(name -> List.copyOf(pair.columns().keySet()).indexOf(name))
            .toList();
    // In the source, a key may be null or doubled only where SQLite lets it; then rows are a bag.
    Rows expected = read(source, pair.source(), from, agreed, key);
    Rows actual = read(target, pair.target(), to, agreed, key);
    return expected.differencesTo(actual, pair.source().name(), from);
  }

  private static Rows read(
      PlainDatabase database,
      PlainTable table,
      List<PlainTable.Column> columns,
      List<Meaning> agreed,
      List<Integer> key)
      throws SQLException {
    Rows rows = new Rows();
    database.rows(
        table,
        columns,
        values -> {
          List<String> texts = new ArrayList<>();
          for (int i = 0; i < values.length; i++) {
            @Nullable Object value = values[i];
            texts.add(columns.get(i).meaning().text(value, agreed.get(i)));
          }
          List<String> keyTexts =
              key.isEmpty() || key.contains(-1) ? texts : key.stream().map(texts::get).toList();
          rows.add(keyTexts, texts);
        });
    return rows;
  }

  /** Rows by key; several rows may stand under one key. */
  private static final class Rows {
    private final Map<List<String>, List<List<String>>> byKey = new HashMap<>();

    void add(List<String> key, List<String> row) {
      byKey.computeIfAbsent(key, any -> new ArrayList<>(1)).add(row);
    }

    List<Difference> differencesTo(Rows other, String table, List<PlainTable.Column> columns) {
      List<Difference> differences = new ArrayList<>();
      byKey.forEach(
          (key, rows) -> {
            List<List<String>> missing = new ArrayList<>(rows);
            List<List<String>> extra = new ArrayList<>(other.byKey.getOrDefault(key, List.of()));
            rows.forEach(row -> removeFromBoth(row, missing, extra));
            int changed = Math.min(missing.size(), extra.size());
            for (int i = 0; i < changed; i++) {
              changes(table, columns, key, missing.get(i), extra.get(i), differences);
            }
            missing.stream()
                .skip(changed)
                .forEach(row -> differences.add(of(table, Kind.MISSING, key)));
            extra.stream()
                .skip(changed)
                .forEach(row -> differences.add(of(table, Kind.EXTRA, key)));
          });
      other.byKey.forEach(
          (key, rows) -> {
            if (!byKey.containsKey(key)) {
              rows.forEach(row -> differences.add(of(table, Kind.EXTRA, key)));
            }
          });
      return differences;
    }

    private static void removeFromBoth(
        List<String> row, List<List<String>> missing, List<List<String>> extra) {
      if (extra.remove(row)) {
        missing.remove(row);
      }
    }

    private static void changes(
        String table,
        List<PlainTable.Column> columns,
        List<String> key,
        List<String> source,
        List<String> target,
        List<Difference> into) {
      for (int i = 0; i < columns.size(); i++) {
        if (!source.get(i).equals(target.get(i))) {
          into.add(
              new Difference(
                  table,
                  Kind.CHANGED,
                  columns.get(i).name(),
                  shortened(key.toString()),
                  shortened(source.get(i)),
                  shortened(target.get(i))));
        }
      }
    }

    private static Difference of(String table, Kind kind, List<String> key) {
      return new Difference(table, kind, "", shortened(key.toString()), "", "");
    }

    private static String shortened(String text) {
      return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
  }
}
