package io.decant.converter.convert;

/**
 * Hears, value by value, what a conversion did that is not the identity. Called by the thread that
 * converts.
 */
public interface ValueListener {

  /**
   * The value of that row was stored differently; the loss {@code code} was declared. A problem of
   * that code that the reader had reported of the value is answered by it.
   */
  void changed(int row, String code);

  /**
   * The value of that row cannot be held; NULL stands in its place and the row must not be written.
   */
  void refused(int row, String code, String detail);
}
