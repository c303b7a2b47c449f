package io.decant.engine.verify;

import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowDigest;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.TableVerdict.Difference;
import io.decant.engine.report.TableVerdict.ValueDifference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds which rows of a table differ. Rows fall into buckets by the hash of their key, the same on
 * both sides; a first pass sums up each bucket, a second one fetches the rows of buckets whose sums
 * differ. Memory is bounded by the number of buckets and of rows fetched, not by the table.
 */
final class DifferenceFinder {
  private static final int BUCKETS = 4096;
  private static final int MAX_DIFFERENCES = 1_000;
  private static final int MAX_FETCHED = 50_000;

  private final Scanner sent;
  private final Scanner held;
  private final TablePlan plan;
  private final long salt;
  private final RowKey key;

  DifferenceFinder(Scanner sent, Scanner held, TablePlan plan, long salt) {
    this.sent = sent;
    this.held = held;
    this.plan = plan;
    this.salt = salt;
    this.key = RowKey.of(plan.target(), plan.writtenColumns());
  }

  /**
   * @param rejected the rows that the target cannot hold are known to be missing: not listed
   */
  List<Difference> find(boolean rejected) {
    Buckets ofSource = new Buckets();
    sent.visitAll(plan, ofSource::add, Side.Unfit.IGNORED);
    Buckets ofTarget = new Buckets();
    held.visitAll(plan, ofTarget::add, Side.Unfit.IGNORED);
    BitSet suspect = ofSource.differing(ofTarget);
    Fetched fetched = new Fetched(suspect);
    Side.Unfit unfit = rejected ? Side.Unfit.IGNORED : fetched::unfit;
    sent.visitAll(plan, batch -> fetched.add(batch, fetched.source), unfit);
    held.visitAll(plan, batch -> fetched.add(batch, fetched.target), Side.Unfit.IGNORED);
    return fetched.differences();
  }

  private List<LogicalType> types() {
    return Column.types(plan.writtenColumns());
  }

  /** Hashes the key columns alone. */
  private final class KeyHash {
    private final int[] columns = key.columns();
    private final RowBatch keys =
        new RowBatch(Arrays.stream(columns).mapToObj(i -> types().get(i)).toList(), 1, 1);
    private final RowDigest digest = new RowDigest(keys.types(), salt);

    int bucket(RowBatch batch, int row) {
      for (int i = 0; i < columns.length; i++) {
        keys.share(i, batch.column(columns[i]));
      }
      return (int) (digest.rowHash(keys, row) >>> 52);
    }
  }

  /** The sum of each bucket of one side. */
  private final class Buckets {
    private final KeyHash keyHash = new KeyHash();
    private final RowDigest digest = new RowDigest(types(), salt);
    private final long[] sums = new long[BUCKETS];
    private final long[] rows = new long[BUCKETS];

    void add(RowBatch batch) {
      for (int row = 0; row < batch.rows(); row++) {
        int bucket = keyHash.bucket(batch, row);
        sums[bucket] += digest.rowHash(batch, row);
        rows[bucket]++;
      }
    }

    /** As many differing buckets as can be fetched. */
    BitSet differing(Buckets other) {
      BitSet differing = new BitSet(BUCKETS);
      long fetched = 0;
      for (int i = 0; i < BUCKETS; i++) {
        boolean differs = sums[i] != other.sums[i] || rows[i] != other.rows[i];
        if (differs && (fetched == 0 || fetched + rows[i] + other.rows[i] <= MAX_FETCHED)) {
          fetched += rows[i] + other.rows[i];
          differing.set(i);
        }
      }
      return differing;
    }
  }

  /** A row as text; the hash decides whether two are equal. */
  private record Row(long hash, List<String> values, List<Integer> marks) {}

  /** The rows of suspicious buckets, by key. */
  private final class Fetched {
    private final BitSet suspect;
    private final KeyHash keyHash = new KeyHash();
    private final RowDigest digest = new RowDigest(types(), salt);
    private final Map<String, Deque<Row>> source = new LinkedHashMap<>();
    private final Map<String, Deque<Row>> target = new LinkedHashMap<>();
    private final List<Difference> unfit = new ArrayList<>();

    Fetched(BitSet suspect) {
      this.suspect = suspect;
    }

    void add(RowBatch batch, Map<String, Deque<Row>> to) {
      for (int row = 0; row < batch.rows(); row++) {
        if (suspect.get(keyHash.bucket(batch, row)) && to.size() <= MAX_FETCHED) {
          Row held = new Row(digest.rowHash(batch, row), values(batch, row), marks(batch, row));
          to.computeIfAbsent(key.text(batch, row), text -> new ArrayDeque<>()).add(held);
        }
      }
    }

    void unfit(RowBatch read, RowProblem problem) {
      if (unfit.size() < MAX_DIFFERENCES) {
        String column = plan.writtenColumns().get(problem.column()).name();
        unfit.add(
            new Difference(
                Difference.Kind.MISSING,
                RowKey.of(plan.read(), plan.readColumns()).text(read, problem.row()),
                List.of(
                    new ValueDifference(
                        column, problem.code() + ": " + problem.detail(), "no row"))));
      }
    }

    private List<String> values(RowBatch batch, int row) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < batch.columnCount(); i++) {
        values.add(ValueText.of(batch.column(i), batch.types().get(i), row, 1_000));
      }
      return values;
    }

    /** Of each whole value: what is shown is shortened, and NULL looks like the text. */
    private static List<Integer> marks(RowBatch batch, int row) {
      List<Integer> marks = new ArrayList<>();
      for (int i = 0; i < batch.columnCount(); i++) {
        marks.add(
            batch.column(i).isNull(row)
                ? 0
                : 1 + ValueText.of(batch.column(i), batch.types().get(i), row).hashCode());
      }
      return marks;
    }

    List<Difference> differences() {
      List<Difference> found = new ArrayList<>(unfit);
      source.forEach((keyText, rows) -> compare(keyText, rows, found));
      target.forEach(
          (keyText, rows) ->
              rows.forEach(
                  row -> found.add(new Difference(Difference.Kind.EXTRA, keyText, List.of()))));
      return List.copyOf(found.subList(0, Math.min(MAX_DIFFERENCES, found.size())));
    }

    /** Takes the matching rows out of the target's, so that what remains there is extra. */
    private void compare(String keyText, Deque<Row> rows, List<Difference> found) {
      Deque<Row> others = target.getOrDefault(keyText, new ArrayDeque<>());
      rows.removeIf(row -> removeEqual(others, row));
      for (Row row : rows) {
        Row other = others.poll();
        found.add(
            other == null
                ? new Difference(Difference.Kind.MISSING, keyText, List.of())
                : new Difference(Difference.Kind.DIFFERENT, keyText, columns(row, other)));
      }
    }

    private static boolean removeEqual(Deque<Row> rows, Row wanted) {
      return rows.removeIf(
          new Predicate<>() {
            private boolean found;

            @Override
            public boolean test(Row row) {
              boolean remove = !found && row.hash() == wanted.hash();
              found |= remove;
              return remove;
            }
          });
    }

    private List<ValueDifference> columns(Row one, Row other) {
      List<ValueDifference> differing = new ArrayList<>();
      for (int i = 0; i < one.values().size(); i++) {
        if (!one.marks().get(i).equals(other.marks().get(i))) {
          String name = plan.writtenColumns().get(i).name();
          differing.add(new ValueDifference(name, one.values().get(i), other.values().get(i)));
        }
      }
      return differing;
    }
  }
}
