package io.decant.converter.convert;

import io.decant.converter.row.ColumnVector;
import java.util.List;

/**
 * One column's way from a logical type to another, chosen once for a run. Stateless, so it may be
 * used by many threads.
 */
public interface ColumnConversion {

  /** The rule's name in plans and reports: {@code identity}, {@code int-to-decimal}. */
  String name();

  /** What may happen to values; empty when every value arrives equal. */
  List<Loss> losses();

  /**
   * Converts a whole column.
   *
   * @param in the values read; not changed
   * @param rows how many
   * @param out an empty vector of the target's carrier
   * @param listener hears of every value changed or refused
   * @return {@code out} with as many values, or {@code in} itself where nothing had to change
   */
  ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener);
}
