package io.decant.engine;

import io.decant.converter.DecantException.BadValue;

/** What this process has, and what to say when it is not enough. */
public final class Memory {
  private static final long MEGABYTE = 1 << 20;

  private Memory() {}

  /**
   * A row is held whole, and more than once, on its way through drivers and buffers.
   *
   * @param where what was being done, as a table's name
   */
  public static BadValue exhausted(String where, OutOfMemoryError cause) {
    long has = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return new BadValue(
        where,
        "MEMORY",
        "the rows do not fit in the memory of this process, which is " + has + " MiB",
        "Set DECANT_JAVA_OPTS=-Xmx to five times the longest row, lower --parallel, and --resume.",
        cause);
  }
}
