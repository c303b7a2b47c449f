package io.decant.engine;

import io.decant.engine.StopSignal.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does a list of work on several threads. */
public final class Workers {
  private Workers() {}

  /**
   * Does all of it, the first pieces first, and returns when every thread has ended. When one piece
   * fails, whatever it throws, no other is begun, those under way are told to stop, and the failure
   * is thrown here.
   */
  public static <T> void forEach(
      String name, int threads, List<T> work, StopSignal stop, Consumer<T> action) {
    Queue<T> queue = new ConcurrentLinkedQueue<>(work);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable worker =
        () -> {
          try {
            for (T piece = queue.poll(); piece != null; piece = queue.poll()) {
              stop.check();
              action.accept(piece);
            }
          } catch (Throwable thrown) {
            Throwable t =
                thrown instanceof OutOfMemoryError full ? Memory.exhausted(name, full) : thrown;
            // The first real failure counts, not the stopping that it sets off elsewhere.
            if (!failure.compareAndSet(null, t) && failure.get() instanceof Stopped) {
              failure.set(t);
            }
            stop.abandon();
          }
        };
    List<Thread> running = new ArrayList<>();
    for (int i = 1; i <= Math.min(threads, work.size()); i++) {
      Thread thread = new Thread(worker, name + "-" + i);
      running.add(thread);
      thread.start();
    }
    running.forEach(Workers::join);
    rethrow(failure.get());
  }

  /** An impatient caller must not leave the threads alone with connections that it then closes. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
