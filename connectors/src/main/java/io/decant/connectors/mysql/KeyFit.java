package io.decant.connectors.mysql;

import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table's keys within InnoDB's limits, its indexes aside. */
final class KeyFit {
  static final String PRIMARY = "PRIMARY";

  /** With room for {@code _ibfk_} and a number within 64 characters. */
  private static final int LONG_TABLE_NAME = 50;

  /** Hears what is not as it was. */
  interface Remarks {
    void add(ObjectKind kind, String object, Outcome outcome, String code, String reason);
  }

  private final Table table;
  private final Map<String, String> names;
  private final ServerTraits traits;
  private final Remarks remarks;

  /**
   * @param names the columns' names as they were, to the names as they will be
   */
  KeyFit(Table table, Map<String, String> names, ServerTraits traits, Remarks remarks) {
    this.table = table;
    this.names = names;
    this.traits = traits;
    this.remarks = remarks;
  }

  Optional<Key> primaryKey() {
    table.primaryKey().ifPresent(key -> remarkMerging(ObjectKind.PRIMARY_KEY, key));
    return table.primaryKey().map(key -> Key.of(PRIMARY, renamed(key.columns())));
  }

  List<Key> uniqueKeys() {
    List<Key> kept = new ArrayList<>();
    Names distinct = new Names();
    for (Key key : table.uniqueKeys()) {
      if (key.nullsEqual()) {
        remarks.add(
            ObjectKind.UNIQUE_KEY,
            TableFit.label(key),
            Outcome.CHANGED,
            "NULLS_NOT_DISTINCT",
            "NULLs do not collide here");
      }
      if (key.deferrable()) {
        remarks.add(
            ObjectKind.UNIQUE_KEY,
            TableFit.label(key),
            Outcome.CHANGED,
            "DEFERRABLE",
            "checked at every statement");
      }
      remarkMerging(ObjectKind.UNIQUE_KEY, key);
      String name = key.name().isEmpty() ? "" : distinct.distinct(key.name());
      renamed(ObjectKind.UNIQUE_KEY, key.name(), name);
      kept.add(Key.of(name, renamed(key.columns())));
    }
    return kept;
  }

  /** Says when a key took texts for equal that this server tells apart. */
  private void remarkMerging(ObjectKind kind, Key key) {
    key.columns().stream()
        .filter(column -> ColumnFit.isMergedElsewhere(table.column(column).type(), traits))
        .findFirst()
        .ifPresent(
            column ->
                remarks.add(
                    kind,
                    TableFit.label(key),
                    Outcome.CHANGED,
                    "CI_UNIQUE",
                    "texts of "
                        + column
                        + " that differ in case, accents or trailing spaces are different keys"
                        + " here"));
  }

  List<ForeignKey> foreignKeys() {
    List<ForeignKey> kept = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      String label = key.name().isEmpty() ? String.join(",", key.columns()) : key.name();
      boolean setDefault =
          key.onDelete() == ForeignKey.Action.SET_DEFAULT
              || key.onUpdate() == ForeignKey.Action.SET_DEFAULT;
      if (setDefault) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "SET_DEFAULT",
            "InnoDB has no SET DEFAULT: no action");
      }
      if (key.deferrable()) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "DEFERRABLE",
            "checked at every statement");
      }
      if (key.fullMatch() && key.columns().size() > 1) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "MATCH_FULL",
            "a NULL in any of its columns lifts it here");
      }
      boolean clears = setsNull(key);
      if (clears) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "SET_NULL",
            "no action: a column that takes no NULL cannot be set to NULL");
      }
      kept.add(
          new ForeignKey(
              name(key),
              renamed(key.columns()),
              TableName.of(Names.table(key.target().name(), traits)),
              key.targetColumns().stream().map(Names::fit).toList(),
              held(key.onDelete(), clears),
              held(key.onUpdate(), clears),
              false,
              false,
              true));
    }
    return kept;
  }

  /** Unlike elsewhere, the name is the only one of its kind in the whole database. */
  private String name(ForeignKey key) {
    String name = key.name();
    boolean distinct =
        table.options().contains(TableFit.OWN_NAMES) || name.startsWith(table.name().name());
    if (name.isEmpty()) {
      // The server would add to the table's name, and then refuse what is too long.
      String own = table.name().name();
      return own.length() > LONG_TABLE_NAME
          ? Names.fit(own + "_" + String.join("_", key.columns()))
          : "";
    }
    String held = Names.fit(distinct ? name : table.name().name() + "_" + name);
    renamed(ObjectKind.FOREIGN_KEY, name, held);
    return held;
  }

  private void renamed(ObjectKind kind, String from, String to) {
    if (!from.equals(to)) {
      remarks.add(kind, from, Outcome.CHANGED, "NAME", "renamed to " + to);
    }
  }

  /** The key asks for what its columns forbid: the server refuses such a key altogether. */
  private boolean setsNull(ForeignKey key) {
    boolean asked =
        key.onDelete() == ForeignKey.Action.SET_NULL
            || key.onUpdate() == ForeignKey.Action.SET_NULL;
    return asked
        && key.columns().stream()
            .anyMatch(
                column ->
                    new KeyColumns(table).isPrimary(column) || !table.column(column).nullable());
  }

  private static ForeignKey.Action held(ForeignKey.Action action, boolean clears) {
    return switch (action) {
      case SET_DEFAULT -> ForeignKey.Action.NO_ACTION;
      case SET_NULL -> clears ? ForeignKey.Action.NO_ACTION : action;
      case NO_ACTION, RESTRICT, CASCADE -> action;
    };
  }

  private List<String> renamed(List<String> columns) {
    return columns.stream().map(names::get).toList();
  }
}
