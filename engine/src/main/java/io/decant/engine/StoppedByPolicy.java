package io.decant.engine;

import io.decant.converter.DecantException.BadValue;

/**
 * A row ended the run because the user said that such a row should. Unlike the {@link BadValue} of
 * a writer, nothing is tried again.
 */
public final class StoppedByPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final BadValue reason;

  public StoppedByPolicy(BadValue reason) {
    super(reason);
    this.reason = reason;
  }

  public BadValue reason() {
    return reason;
  }
}
