package io.decant.engine;

import io.decant.converter.DecantException.UserError;

/**
 * How many rows may be rejected before a run stops.
 *
 * @param rows at most so many; negative for no limit
 * @param percent at most so many percent of the rows read so far, looked at when a split ends and
 *     once 1,000 rows were read; negative for no limit
 */
public record RejectLimit(long rows, double percent) {
  public static final RejectLimit NONE = new RejectLimit(-1, -1);

  /** So few rows say nothing about a percentage. */
  private static final long ENOUGH_ROWS = 1_000;

  /**
   * Reads {@code 100} or {@code 0.5%}.
   *
   * @throws UserError it is neither
   */
  public static RejectLimit parse(String text) {
    try {
      RejectLimit limit =
          text.endsWith("%")
              ? new RejectLimit(-1, Double.parseDouble(text.substring(0, text.length() - 1)))
              : new RejectLimit(Long.parseLong(text), -1);
      if (limit.rows >= 0 || (limit.percent >= 0 && limit.percent <= 100)) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for everything that is no limit.
    }
    throw new UserError(
        "--max-rejects",
        "'" + text + "' is neither a number of rows nor a percentage",
        "Write --max-rejects 100 or --max-rejects 0.5%.");
  }

  /** True when so many rejected rows are too many, however many were read. */
  public boolean isExceededBy(long rejected) {
    return rows >= 0 && rejected > rows;
  }

  /** True when so many rejects among so many rows read so far are too many. */
  public boolean isExceeded(long rejected, long read) {
    return isExceededBy(rejected)
        || (percent >= 0 && read >= ENOUGH_ROWS && rejected * 100.0 > percent * read);
  }
}
