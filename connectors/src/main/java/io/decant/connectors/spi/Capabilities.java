package io.decant.connectors.spi;

import io.decant.converter.convert.TargetLimits;
import io.decant.converter.schema.TableName;
import java.util.Set;

/**
 * What an engine can do, as data. Every claim is put to the test by the connector contract, and so
 * is every denial. That it can be written, a connector says by being a {@link SinkConnector}.
 *
 * @param traits those that hold
 * @param maxWriters how many splits can be written at the same time; {@link #UNLIMITED} for any
 *     number
 * @param limits what values can be
 */
public record Capabilities(Set<Trait> traits, int maxWriters, TargetLimits limits) {
  /** Of {@link #maxWriters}. */
  public static final int UNLIMITED = 0;

  /** What holds for an engine, or does not. */
  public enum Trait {
    /** All readers of a source see the same moment. */
    CONSISTENT_SNAPSHOT,

    /** Rows and their ledger entry become durable in one transaction. */
    ATOMIC_COMMIT,

    /** Tables live in schemas inside the database. */
    SCHEMAS,

    /** Names of tables that differ only in the case of ASCII letters are one name. */
    FOLDS_TABLE_NAMES,

    /** A foreign key's numbers must be of the very type that they refer to. */
    EQUAL_KEY_TYPES,

    /** A foreign key refers to the columns of a unique key and to no others. */
    UNIQUE_REFERENCES,

    /**
     * No step after the data changes a row, and only a table's own keys and checks keep out who
     * reads it, or wait for them: it can be read back while other steps are run. Where this does
     * not hold, nothing is read before all steps have ended.
     */
    READABLE_ASIDE
  }

  public Capabilities {
    traits = Set.copyOf(traits);
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** How many of those that are wanted may write at a time. */
  public int writers(int wanted) {
    return maxWriters == UNLIMITED ? wanted : Math.min(maxWriters, wanted);
  }

  /** Equal for names of tables that the engine takes for the same. */
  public TableName identity(TableName name) {
    return has(Trait.FOLDS_TABLE_NAMES)
        ? new TableName(folded(name.schema()), folded(name.name()))
        : name;
  }

  /** Letters of ASCII alone: beyond them, databases differ. */
  private static String folded(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      folded.setCharAt(i, letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter);
    }
    return folded.toString();
  }
}
