package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Severity;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values of a unique key that the source tells apart and the target does not, because its collation
 * ignores case, accents or trailing spaces there.
 */
public final class AlikeKeys implements Detector {
  /** So many are remembered; beyond, only earlier ones can be met again. */
  private static final int REMEMBERED = 1_000_000;

  /**
   * Marks that differ from none in the second place only. The vowel signs of India and Thailand are
   * marks, too, and letters to every collation (Unicode Technical Standard 10).
   */
  private static final Pattern ACCENTS =
      Pattern.compile("[\\p{Mn}&&[\\p{IsInherited}\\p{IsHebrew}]]+");

  private final Column[] columns;
  private final int[] indexes;
  private final Collation[] collations;
  private final String names;
  private final RowKey key;
  private final Map<Long, String> seen = new HashMap<>();
  private final List<String> pairs = new ArrayList<>();
  private long rows;

  private AlikeKeys(
      Column[] columns, int[] indexes, Collation[] collations, String names, RowKey key) {
    this.columns = columns;
    this.indexes = indexes;
    this.collations = collations;
    this.names = names;
    this.key = key;
  }

  /** One for each key whose texts the target compares less closely than the source. */
  static List<Detector> of(TablePlan plan, RowKey key) {
    List<Column> read = plan.readColumns();
    List<Column> written = plan.writtenColumns();
    List<String> names = read.stream().map(Column::name).toList();
    List<Detector> detectors = new ArrayList<>();
    for (List<String> unique : uniques(plan)) {
      if (!names.containsAll(unique)) {
        continue;
      }
      int[] indexes = unique.stream().mapToInt(names::indexOf).toArray();
      Collation[] collations = new Collation[indexes.length];
      boolean looser = false;
      for (int i = 0; i < indexes.length; i++) {
        collations[i] = collation(written.get(indexes[i]).type());
        looser |= isLooser(collation(read.get(indexes[i]).type()), collations[i]);
      }
      if (looser) {
        Column[] columns =
            unique.stream().map(name -> read.get(names.indexOf(name))).toArray(Column[]::new);
        detectors.add(new AlikeKeys(columns, indexes, collations, String.join(", ", unique), key));
      }
    }
    return detectors;
  }

  private static List<List<String>> uniques(TablePlan plan) {
    return Stream.concat(
            Stream.concat(plan.source().primaryKey().stream(), plan.source().uniqueKeys().stream())
                .map(unique -> unique.columns()),
            plan.source().indexes().stream()
                .filter(index -> index.unique() && index.predicate().isEmpty())
                .filter(index -> index.parts().stream().noneMatch(Index.Part::isExpression))
                .map(index -> index.parts().stream().map(Index.Part::column).toList()))
        .distinct()
        .toList();
  }

  static boolean isLooser(Collation from, Collation to) {
    return (to.ignoresCase() && !from.ignoresCase())
        || (to.ignoresAccents() && !from.ignoresAccents())
        || (to.padsSpaces() && !from.padsSpaces());
  }

  /** How texts of that type are compared; by their bytes where it is none. */
  public static Collation collation(LogicalType type) {
    if (type instanceof Char text) {
      return text.collation();
    }
    if (type instanceof Varchar text) {
      return text.collation();
    }
    return type instanceof Text text ? text.collation() : Collation.BINARY;
  }

  @Override
  public void look(RowBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      if (!hasNull(batch, row)) {
        long folded = folded(batch, row);
        String before =
            seen.size() < REMEMBERED
                ? seen.putIfAbsent(folded, key.text(batch, row))
                : seen.get(folded);
        if (before != null) {
          rows++;
          if (pairs.size() < 20) {
            pairs.add(before + " and " + key.text(batch, row));
          }
        }
      }
    }
  }

  private boolean hasNull(RowBatch batch, int row) {
    for (int index : indexes) {
      if (batch.column(index).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /** A 64-bit hash: two different keys in a million share one with a chance of 1 in 10 million. */
  private long folded(RowBatch batch, int row) {
    long hash = 1125899906842597L;
    for (int i = 0; i < indexes.length; i++) {
      String text =
          batch.column(indexes[i]) instanceof BytesVector bytes && collations[i].merges()
              ? folded(bytes.text(row), collations[i])
              : ValueText.of(batch.column(indexes[i]), columns[i].type(), row);
      for (int at = 0; at < text.length(); at++) {
        hash = 31 * hash + text.charAt(at);
        hash ^= hash >>> 29;
        hash *= 0x9E3779B97F4A7C15L;
      }
      hash += 0xD6E8FEB86659FD93L;
    }
    return hash;
  }

  static String folded(String text, Collation collation) {
    String folded = text;
    if (collation.padsSpaces()) {
      int end = folded.length();
      while (end > 0 && folded.charAt(end - 1) == ' ') {
        end--;
      }
      folded = folded.substring(0, end);
    }
    if (collation.ignoresAccents()) {
      folded = ACCENTS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
    }
    return collation.ignoresCase()
        ? folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
        : folded;
  }

  @Override
  public List<Suspicion> found() {
    return rows == 0
        ? List.of()
        : List.of(
            new Suspicion(
                Severity.HIGH,
                Suspicion.ALIKE_KEYS,
                columns.length == 1 ? columns[0].name() : "",
                "values of the unique key (" + names + ") that are one to the target's collation",
                rows,
                pairs,
                "Make them differ in the source, or leave the key out of the target."));
  }
}
