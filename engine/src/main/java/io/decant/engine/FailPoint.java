package io.decant.engine;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where a test can have the process die as if killed. The system property {@code
 * decant.fail} names one, and which time it is reached: {@code before-commit:3}. Without the
 * property nothing happens.
 */
public enum FailPoint {
  /** The run is in the ledger, no table is made. */
  AFTER_BEGIN,
  /** A step of the schema was run and is not in the ledger yet. */
  IN_STEP,
  /** A table was divided; its splits are in the ledger. */
  AFTER_PLAN,
  /** All rows of a split were written and nothing is committed. */
  BEFORE_COMMIT,
  /** A split is durable. */
  AFTER_COMMIT,
  /** All splits are durable. */
  AFTER_COPY;

  /** No exit code of the contract, so that a test cannot take it for an orderly end. */
  public static final int EXIT_CODE = 86;

  private static final String WANTED = System.getProperty("decant.fail", "");

  private final AtomicInteger reached = new AtomicInteger();

  /** Ends the process at once, without a single line of clean-up, if this is the place. */
  public void reach() {
    if (WANTED.isEmpty()) {
      return;
    }
    String[] placeAndCount = WANTED.split(":", 2);
    int count = placeAndCount.length == 1 ? 1 : Integer.parseInt(placeAndCount[1]);
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (placeAndCount[0].equals(name) && reached.incrementAndGet() == count) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
