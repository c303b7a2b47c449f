package io.decant.engine.assess;

import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import java.util.OptionalLong;

/**
 * How often a source was written by others while it was looked at: from its own count, at the
 * beginning and at the end.
 *
 * @param perSecond negative where it is not known
 * @param seconds that were looked at
 */
record WriteRate(double perSecond, double seconds) {
  static final WriteRate UNKNOWN = new WriteRate(-1, 0);

  /** That nothing was written in less says nothing: servers count up to a second late. */
  static final double SHORTEST_SECONDS = 1;

  /** A count, and when it was taken. */
  static final class Watch {
    private final Source source;
    private final OptionalLong before;
    private final long began = System.nanoTime();

    private Watch(Source source) {
      this.source = source;
      this.before = count(source);
    }

    WriteRate rate() {
      OptionalLong now = before.isEmpty() ? before : count(source);
      return now.isEmpty()
          ? UNKNOWN
          : of(now.getAsLong() - before.getAsLong(), (System.nanoTime() - began) / 1e9);
    }
  }

  static Watch watch(Source source) {
    return new Watch(source);
  }

  /**
   * @param writes negative where the count began anew
   */
  static WriteRate of(long writes, double seconds) {
    return writes < 0 || (writes == 0 && seconds < SHORTEST_SECONDS)
        ? UNKNOWN
        : new WriteRate(Math.round(writes / seconds * 100) / 100.0, seconds);
  }

  boolean isKnown() {
    return perSecond >= 0;
  }

  /** That it may not be asked is no failure. */
  private static OptionalLong count(Source source) {
    try {
      return source.writes();
    } catch (DecantException unknown) {
      return OptionalLong.empty();
    }
  }
}
