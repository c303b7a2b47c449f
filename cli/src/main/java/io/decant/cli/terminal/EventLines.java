package io.decant.cli.terminal;

import io.decant.engine.event.Event;
import io.decant.engine.report.ReportJson;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/** Every event as one line of JSON, for programs. */
public final class EventLines implements Display {
  private final PrintStream stream;

  public EventLines(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void on(Event event) {
    String word =
        event
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=.)(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT);
    write(word, event);
  }

  /** Writes a line of the same form about something that is no event: the report at the end. */
  public void write(String word, Object detail) {
    stream.println(ReportJson.line(new Line(word, Instant.now(), detail)));
  }

  @Override
  public void close() {}

  /**
   * One line.
   *
   * @param event the event's name: {@code split-done}
   * @param detail its members
   */
  record Line(String event, Instant time, Object detail) {}
}
