package io.decant.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work in the order in which they are to be begun. A piece that is being done may bring
 * forth others; so there is an end only when nothing is left and nobody is busy. Thread-safe.
 */
public final class Work {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Runnable> open = new ArrayDeque<>();
  private int busy;

  /** To be begun before everything that is open. */
  public void addFirst(List<? extends Runnable> pieces) {
    lock.lock();
    try {
      for (int i = pieces.size() - 1; i >= 0; i--) {
        open.addFirst(pieces.get(i));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** To be begun after everything that is open. */
  public void addLast(List<? extends Runnable> pieces) {
    lock.lock();
    try {
      open.addAll(pieces);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next piece, whose taker calls {@link #done} at its end; null when there will be none. */
  @Nullable Runnable take() {
    lock.lock();
    try {
      while (open.isEmpty() && busy > 0) {
        changed.awaitUninterruptibly();
      }
      busy += open.isEmpty() ? 0 : 1;
      return open.poll();
    } finally {
      lock.unlock();
    }
  }

  /** A piece has ended, well or not. */
  void done() {
    lock.lock();
    try {
      busy--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
