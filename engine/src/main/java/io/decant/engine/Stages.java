package io.decant.engine;

import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.event.MigrationListener;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells the listener when stages begin and end. */
public record Stages(MigrationListener listener) {

  public <T> T in(Stage stage, Supplier<T> work) {
    listener.on(new Event.StageStarted(stage));
    long started = System.nanoTime();
    try {
      return work.get();
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      listener.on(new Event.StageEnded(stage, took));
    }
  }

  public void run(Stage stage, Runnable work) {
    in(
        stage,
        () -> {
          work.run();
          return stage;
        });
  }
}
