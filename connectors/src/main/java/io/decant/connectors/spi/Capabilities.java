package io.decant.connectors.spi;

import io.decant.converter.convert.TargetLimits;
import io.decant.converter.schema.TableName;

/**
 * What an engine can do, as data. Every claim is put to the test by the connector contract, and so
 * is every denial.
 *
 * @param sink can be written
 * @param consistentSnapshot all readers of a source see the same moment
 * @param atomicCommit rows and their ledger entry become durable in one transaction
 * @param transactionalDdl a failed CREATE leaves nothing
 * @param schemas tables live in schemas inside the database
 * @param foldsTableNames names of tables that differ only in the case of ASCII letters are one name
 * @param equalKeyTypes a foreign key's numbers must be of the very type that they refer to
 * @param uniqueReferences a foreign key refers to the columns of a unique key and to no others
 * @param readableAside no step after the data changes a row, and only a table's own keys and checks
 *     keep out who reads it, or wait for them: it can be read back while other steps are run. Where
 *     this is false, nothing is read before all steps have ended
 * @param maxIdentifierBytes the longest name, in bytes of UTF-8; 0 for no limit
 * @param maxWriters how many splits can be written at the same time; 0 for no limit
 * @param limits what values can be
 */
public record Capabilities(
    boolean sink,
    boolean consistentSnapshot,
    boolean atomicCommit,
    boolean transactionalDdl,
    boolean schemas,
    boolean foldsTableNames,
    boolean equalKeyTypes,
    boolean uniqueReferences,
    boolean readableAside,
    int maxIdentifierBytes,
    int maxWriters,
    TargetLimits limits) {

  /** Equal for names of tables that the engine takes for the same. */
  public TableName identity(TableName name) {
    return foldsTableNames ? new TableName(folded(name.schema()), folded(name.name())) : name;
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
