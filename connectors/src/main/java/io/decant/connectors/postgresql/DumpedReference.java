package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;

/**
 * A foreign key of a dump.
 *
 * @param key without columns of its target where it names none
 * @param clearsSome a deletion sets only some of its columns
 */
record DumpedReference(ForeignKey key, boolean clearsSome) {
  /**
   * @param from the columns that refer
   * @param words what follows REFERENCES
   */
  static DumpedReference read(String called, List<String> from, Declaration words, String schema) {
    TableName target = DumpLexis.name(words, schema);
    List<String> to = words.sees("(") ? words.names() : List.of();
    ForeignKey.Action onDelete = ForeignKey.Action.NO_ACTION;
    ForeignKey.Action onUpdate = ForeignKey.Action.NO_ACTION;
    boolean deferrable = false;
    boolean deferred = false;
    boolean validated = true;
    boolean full = false;
    boolean clearsSome = false;
    while (!words.isAtEnd()) {
      if (words.take("MATCH")) {
        full = words.take("FULL");
        words.take("SIMPLE");
      } else if (words.take("ON", "DELETE")) {
        onDelete = action(words);
        if (words.sees("(")) {
          words.inParentheses();
          clearsSome = true;
        }
      } else if (words.take("ON", "UPDATE")) {
        onUpdate = action(words);
      } else if (words.take("NOT", "VALID") || words.take("NOT", "ENFORCED")) {
        validated = false;
      } else if (words.take("INITIALLY", "DEFERRED")) {
        deferred = true;
      } else if (words.take("DEFERRABLE")) {
        deferrable = true;
      } else if (!words.take("NOT", "DEFERRABLE")) {
        words.require("INITIALLY", "IMMEDIATE");
      }
    }
    return new DumpedReference(
        new ForeignKey(
            called, from, target, to, onDelete, onUpdate, deferrable, deferred, validated, full),
        clearsSome);
  }

  private static ForeignKey.Action action(Declaration words) {
    if (words.take("CASCADE")) {
      return ForeignKey.Action.CASCADE;
    }
    if (words.take("RESTRICT")) {
      return ForeignKey.Action.RESTRICT;
    }
    if (words.take("SET", "NULL")) {
      return ForeignKey.Action.SET_NULL;
    }
    if (words.take("SET", "DEFAULT")) {
      return ForeignKey.Action.SET_DEFAULT;
    }
    words.require("NO", "ACTION");
    return ForeignKey.Action.NO_ACTION;
  }

  /**
   * With the columns of its target: of its primary key where none are named.
   *
   * @param tables all of the dump
   */
  ForeignKey in(Map<TableName, DumpedTable> tables) {
    DumpedTable target = tables.get(key.target());
    return key.targetColumns().isEmpty() && target != null
        ? referring(key, target.keyColumns())
        : key;
  }

  private static ForeignKey referring(ForeignKey key, List<String> columns) {
    return new ForeignKey(
        key.name(),
        key.columns(),
        key.target(),
        columns,
        key.onDelete(),
        key.onUpdate(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated(),
        key.fullMatch());
  }
}
