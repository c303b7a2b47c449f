package io.decant.connectors.spi;

/** How a split is written. */
public enum WriteMode {
  /** The fastest protocol; a refused row may show only at commit, and fails the split. */
  BULK,
  /**
   * Each {@link BatchWriter#write} is checked by the database before it returns, and leaves none of
   * its rows when it fails: slower, and how a bad row is found.
   */
  CAREFUL
}
