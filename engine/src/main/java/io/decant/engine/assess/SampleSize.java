package io.decant.engine.assess;

import io.decant.converter.DecantException.UserError;
import java.util.Locale;

/**
 * How much of each table is looked at.
 *
 * @param text as the user wrote it
 * @param rows of each table at most; {@link Long#MAX_VALUE} for all
 * @param share of each table's rows, 0 where a number of rows is given
 */
public record SampleSize(String text, long rows, double share) {
  /** Enough that what one row in 3,333 has is seen with 95 of 100. */
  public static final SampleSize DEFAULT = ofRows(10_000);

  /** Below it, a share of a table says too little. */
  private static final long FEWEST = 100;

  /** So many rows of each table. */
  public static SampleSize ofRows(long rows) {
    return new SampleSize(Long.toString(rows), rows, 0);
  }

  /**
   * @throws UserError it is neither a number of rows, nor a share such as {@code 5%}, nor {@code
   *     all}
   */
  public static SampleSize parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace("_", "").replace(",", "");
    try {
      if (word.equals("all")) {
        return new SampleSize(text, Long.MAX_VALUE, 0);
      }
      if (word.endsWith("%")) {
        double percent = Double.parseDouble(word.substring(0, word.length() - 1));
        if (percent > 0 && percent <= 100) {
          return new SampleSize(text, Long.MAX_VALUE, percent / 100);
        }
      } else {
        long rows = Long.parseLong(word);
        if (rows > 0) {
          return new SampleSize(text, rows, 0);
        }
      }
    } catch (NumberFormatException e) {
      // is told below, as numbers that mean nothing are
    }
    throw new UserError(
        "--sample",
        "'" + text + "' is no number of rows, no share and not all",
        "Write --sample 10000, --sample 5% or --sample all.");
  }

  /** Every row is read. */
  public boolean isAll() {
    return share == 1 || (share == 0 && rows == Long.MAX_VALUE);
  }

  /**
   * How many rows of a table are wanted.
   *
   * @param known how many it has; negative when that is not known
   */
  public long wanted(long known) {
    if (isAll() || share == 0) {
      return rows;
    }
    return known < 0
        ? DEFAULT.rows()
        : Math.max(Math.min(FEWEST, known), (long) Math.ceil(known * share));
  }
}
