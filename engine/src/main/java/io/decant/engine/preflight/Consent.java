package io.decant.engine.preflight;

import io.decant.converter.DecantException.UserError;

/** Somebody who is asked once all is known, and while nothing is written yet. */
public interface Consent {
  /** Nobody need be asked. */
  Consent GIVEN = intended -> {};

  /**
   * Called once, before the first byte, on the thread that runs the migration; not for a run that
   * is resumed.
   *
   * @throws UserError the user does not want it
   */
  void require(Intended intended);
}
