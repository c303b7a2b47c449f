package io.decant.engine.event;

/**
 * Hears of a run as it goes on. Called by many threads at once, also by those that copy: it must be
 * thread-safe and quick, and must not throw.
 */
public interface MigrationListener {

  /** Hears nothing. */
  MigrationListener SILENT = event -> {};

  void on(Event event);
}
