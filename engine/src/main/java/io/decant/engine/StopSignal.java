package io.decant.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells all threads of a run that it is over: the user said so, or one of them failed. */
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  /** Thrown by {@link #check} in the threads of a run that is over. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("the run was stopped", null, false, false);
    }
  }

  /** The user wants the run to end. */
  public void interrupt() {
    given.countDown();
  }

  /** A thread failed, and the work of the others is no longer wanted. */
  public void abandon() {
    given.countDown();
  }

  /**
   * To be called often, at least once a batch.
   *
   * @throws Stopped the run is over
   */
  public void check() {
    if (given.getCount() == 0) {
      throw new Stopped();
    }
  }

  /**
   * Waits, but not longer than the run lasts.
   *
   * @throws Stopped the run is over
   */
  public void pause(long millis) {
    try {
      if (given.await(millis, TimeUnit.MILLISECONDS)) {
        throw new Stopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }
}
