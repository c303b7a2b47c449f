package io.decant.engine;

import io.decant.engine.StopSignal.Stopped;
import java.util.ArrayList;
import java.util.List;
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
      String name, int threads, List<T> pieces, StopSignal stop, Consumer<T> action) {
    Work work = new Work();
    work.addLast(pieces.stream().<Runnable>map(piece -> () -> action.accept(piece)).toList());
    run(name, Math.min(threads, pieces.size()), work, stop);
  }

  /** The same with pieces that may bring forth others. */
  public static void run(String name, int threads, Work work, StopSignal stop) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      Thread thread = new Thread(() -> work(name, work, stop, failure), name + "-" + i);
      running.add(thread);
      thread.start();
    }
    running.forEach(Workers::join);
    rethrow(failure.get());
  }

  private static void work(
      String name, Work work, StopSignal stop, AtomicReference<Throwable> failure) {
    try {
      for (Runnable piece = work.take(); piece != null; piece = work.take()) {
        try {
          stop.check();
          piece.run();
        } finally {
          work.done();
        }
      }
    } catch (Throwable thrown) {
      Throwable t = thrown instanceof OutOfMemoryError full ? Memory.exhausted(name, full) : thrown;
      // The first real failure counts, not the stopping that it sets off elsewhere.
      if (!failure.compareAndSet(null, t) && failure.get() instanceof Stopped) {
        failure.set(t);
      }
      stop.abandon();
    }
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
