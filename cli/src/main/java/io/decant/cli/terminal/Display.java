package io.decant.cli.terminal;

import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;

/** Shows a run while it goes on, until it is closed. */
public interface Display extends MigrationListener, AutoCloseable {

  /** Shows nothing. */
  Display NONE =
      new Display() {
        @Override
        public void on(Event event) {}

        @Override
        public void close() {}
      };

  /** How it looks. */
  enum Form {
    BAR,
    LOG,
    JSON,
    NONE
  }

  /**
   * A display on the error stream.
   *
   * @param verbose also what only somebody who looks for a mistake wants to read
   */
  static Display of(Form form, Console console, boolean verbose) {
    return switch (form) {
      case BAR -> new ProgressBoard(console);
      case LOG -> new ProgressLog(console.err(), verbose);
      case JSON -> new EventLines(console.err());
      case NONE -> NONE;
    };
  }

  /** Both at once. */
  static Display both(Display first, Display second) {
    return new Display() {
      @Override
      public void on(Event event) {
        first.on(event);
        second.on(event);
      }

      @Override
      public void close() {
        first.close();
        second.close();
      }

      @Override
      public void aside(Runnable words) {
        first.aside(() -> second.aside(words));
      }
    };
  }

  /** Lets somebody else have the terminal for a while. */
  default void aside(Runnable words) {
    words.run();
  }

  @Override
  void close();
}
