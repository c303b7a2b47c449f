package io.decant.connectors.spi;

import java.util.List;

/**
 * One statement of a dump and what became of it.
 *
 * @param line where it begins, from 1
 * @param text as much of it as tells it from others, on one line
 * @param objects what it declares or says something of
 * @param reason why it is skipped, listed or failed; else empty
 */
public record DumpStatement(
    int line, String text, Fate fate, List<ObjectRef> objects, String reason) {
  private static final int SHOWN = 100;

  public DumpStatement {
    objects = List.copyOf(objects);
    String shown = text.strip().replaceAll("\\s+", " ");
    text = shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN - 1) + "…";
  }

  /** What became of a statement; each has exactly one. */
  public enum Fate {
    /** It declares something that the schema has. */
    CONVERTED,

    /** What it says is part of something that another statement declares. */
    MERGED,

    /** It is no part of a schema: rows, settings of the session, owners. */
    SKIPPED,

    /** It declares something that is not converted. */
    LISTED,

    /** It was not understood, or cannot be held by the target. */
    FAILED
  }

  /** The same with another fate. */
  public DumpStatement with(Fate other, String why) {
    return new DumpStatement(line, text, other, objects, why);
  }
}
