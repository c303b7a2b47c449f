package io.decant.engine.assess;

import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.Statistics;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a table is looked at: pieces of it that lie evenly spread from its beginning to its end, in
 * each stretch one that chance picks. So a sample costs as much as its rows, however large the
 * table is; and the same seed looks at the same places.
 *
 * @param splits those that are read, in their order
 * @param rowsEach how many rows of each are read at most
 * @param share of the table that they are, where each is read to its end; 1 for all of it
 */
public record Places(List<Split> splits, long rowsEach, double share) {
  private static final int PLACES = 32;

  /** More would make dividing the table dearer than reading its sample. */
  private static final int MOST_PIECES = 1_000;

  public Places {
    splits = List.copyOf(splits);
  }

  public static Places of(Source source, TablePlan table, SampleSize size, long seed) {
    Statistics known = table.source().statistics();
    long wanted = size.wanted(known.rows());
    if (size.isAll() || (known.rows() >= 0 && known.rows() <= wanted)) {
      List<Split> whole = source.split(table.read(), table.filter(), 64 << 20);
      return new Places(whole, Long.MAX_VALUE, 1);
    }
    long each = Math.max(1, wanted / PLACES);
    long pieces = Math.max(PLACES, Math.min(MOST_PIECES, Math.max(0, known.rows()) / each));
    List<Split> splits =
        source.split(table.read(), table.filter(), Math.max(1, known.bytes() / pieces));
    List<Split> chosen = spread(splits, new SplittableRandom(seed ^ table.name().hashCode()));
    return new Places(
        chosen,
        Math.max(1, (wanted + chosen.size() - 1) / chosen.size()),
        (double) chosen.size() / splits.size());
  }

  /** The first and the last always: what is odd is often the oldest or the newest. */
  private static List<Split> spread(List<Split> splits, SplittableRandom chance) {
    if (splits.size() <= PLACES) {
      return splits;
    }
    List<Split> chosen = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      int from = (int) ((long) place * splits.size() / PLACES);
      int to = (int) ((place + 1L) * splits.size() / PLACES);
      int at = place == 0 ? 0 : place == PLACES - 1 ? splits.size() - 1 : chance.nextInt(from, to);
      chosen.add(splits.get(at));
    }
    return chosen;
  }
}
