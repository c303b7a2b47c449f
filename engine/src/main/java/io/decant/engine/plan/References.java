package io.decant.engine.plan;

import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.discover.Discovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The foreign keys that a target table can have: those whose other end comes along. */
final class References {
  private final Discovered found;
  private final Map<TableName, Table> accepted;
  private final boolean onlyUnique;
  private final boolean equalTypes;

  /**
   * @param accepted the tables that come along as the target holds them, by their source names
   */
  References(Discovered found, Map<TableName, Table> accepted, Capabilities target) {
    this.found = found;
    this.accepted = accepted;
    this.onlyUnique = target.has(Trait.UNIQUE_REFERENCES);
    this.equalTypes = target.has(Trait.EQUAL_KEY_TYPES);
  }

  /**
   * A table's foreign keys, in the names of the target.
   *
   * @param remarks hears of those that are left out
   */
  List<ForeignKey> of(Table table, List<Remark> remarks) {
    List<ForeignKey> kept = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      Table into = accepted.get(key.target());
      if (into == null) {
        remarks.add(
            skipped(
                table,
                key,
                "OUTSIDE",
                "refers to " + key.target() + ", which is not part of this run"));
        continue;
      }
      Table other = source(key.target());
      List<String> names = names(other);
      if (!isWhole(key, other)) {
        String reason = "refers to no columns of " + key.target() + ", or not to as many as it has";
        remarks.add(skipped(table, key, "FOREIGN_KEY_TARGET", reason));
      } else if (!isIndexed(other, key.targetColumns())) {
        String reason = "what it refers to in " + key.target() + " is neither unique nor indexed";
        remarks.add(skipped(table, key, "FOREIGN_KEY_TARGET", reason));
      } else if (onlyUnique && !isUnique(other, key.targetColumns())) {
        String reason = "what it refers to in " + key.target() + " is indexed, but not unique";
        remarks.add(skipped(table, key, "FOREIGN_KEY_NOT_UNIQUE", reason));
      } else if (!isComparable(table, key, into, names)) {
        String reason = "its columns and those of " + key.target() + " hold different types";
        remarks.add(skipped(table, key, "FOREIGN_KEY_TYPE", reason));
      } else {
        List<String> columns =
            key.targetColumns().stream()
                .map(name -> into.columns().get(names.indexOf(name)).name())
                .toList();
        kept.add(
            onlyUnique
                ? renamed(key, key.columns(), into.name(), columns)
                : ordered(table, key, into, columns, remarks));
      }
    }
    return kept;
  }

  /**
   * Whether there is a column for each that refers. SQLite lets a key without stand until somebody
   * writes a row.
   */
  static boolean isWhole(ForeignKey key, Table other) {
    return key.targetColumns().size() == key.columns().size()
        && names(other).containsAll(key.targetColumns());
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** A text never refers to a number, but in SQLite. */
  private boolean isComparable(Table table, ForeignKey key, Table into, List<String> names) {
    Table own = Objects.requireNonNull(accepted.get(table.name()));
    List<String> ownNames = names(table);
    for (int i = 0; i < key.columns().size(); i++) {
      LogicalType one = own.columns().get(ownNames.indexOf(key.columns().get(i))).type();
      LogicalType other = into.columns().get(names.indexOf(key.targetColumns().get(i))).type();
      boolean open =
          one.kind() == LogicalType.Kind.VARIANT || other.kind() == LogicalType.Kind.VARIANT;
      if (!open && family(one) != family(other)) {
        return false;
      }
    }
    return true;
  }

  private LogicalType.Kind family(LogicalType type) {
    return switch (type.kind()) {
      case INT, DECIMAL, REAL -> equalTypes ? type.kind() : LogicalType.Kind.DECIMAL;
      case CHAR, VARCHAR, TEXT, ENUM -> LogicalType.Kind.TEXT;
      default -> type.kind();
    };
  }

  private Table source(TableName name) {
    return found.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The columns are a key, or the first of an index, in any order. */
  private static boolean isIndexed(Table table, List<String> columns) {
    Stream<List<String>> keys =
        Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream())
            .map(key -> key.columns());
    Stream<List<String>> indexes =
        table.indexes().stream()
            .map(index -> index.parts().stream().map(Index.Part::column).toList());
    return Stream.concat(keys, indexes)
        .anyMatch(
            each ->
                each.size() >= columns.size()
                    && each.subList(0, columns.size()).containsAll(columns));
  }

  /** No two rows are equal in exactly these columns. */
  private static boolean isUnique(Table table, List<String> columns) {
    Stream<List<String>> indexes =
        table.indexes().stream()
            .filter(index -> index.unique() && index.predicate().isEmpty())
            .filter(index -> index.parts().stream().allMatch(part -> part.prefixLength() == 0))
            .map(index -> index.parts().stream().map(Index.Part::column).toList());
    Stream<List<String>> keys =
        Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream())
            .map(key -> key.columns());
    return Stream.concat(keys, indexes)
        .anyMatch(each -> each.size() == columns.size() && each.containsAll(columns));
  }

  /**
   * The same reference, its columns in the order of a key or index that they are the first of:
   * InnoDB finds no other (MySQL manual, FOREIGN KEY Constraints).
   */
  private static ForeignKey ordered(
      Table table, ForeignKey key, Table into, List<String> columns, List<Remark> remarks) {
    Stream<List<String>> keys =
        Stream.concat(into.primaryKey().stream(), into.uniqueKeys().stream()).map(Key::columns);
    Stream<List<String>> indexes =
        into.indexes().stream()
            .map(index -> index.parts().stream().map(Index.Part::column).toList());
    List<List<String>> orders =
        Stream.concat(keys, indexes)
            .filter(each -> each.size() >= columns.size())
            .map(each -> each.subList(0, columns.size()))
            .filter(each -> each.containsAll(columns))
            .toList();
    List<String> order = orders.isEmpty() || orders.contains(columns) ? columns : orders.get(0);
    if (!order.equals(columns)) {
      String reason = "its columns in the order of the key that they refer to";
      remarks.add(remark(table, key, Remark.Outcome.CHANGED, "FOREIGN_KEY_ORDER", reason));
    }
    List<String> own =
        order.stream().map(column -> key.columns().get(columns.indexOf(column))).toList();
    return renamed(key, own, into.name(), order);
  }

  private static ForeignKey renamed(
      ForeignKey key, List<String> own, TableName target, List<String> columns) {
    return new ForeignKey(
        key.name(),
        own,
        target,
        columns,
        key.onDelete(),
        key.onUpdate(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated(),
        key.fullMatch());
  }

  private static Remark skipped(Table table, ForeignKey key, String code, String reason) {
    return remark(table, key, Remark.Outcome.SKIPPED, code, reason);
  }

  private static Remark remark(
      Table table, ForeignKey key, Remark.Outcome outcome, String code, String reason) {
    String name = key.name().isEmpty() ? PlannedObject.description(key) : key.name();
    ObjectRef object = new ObjectRef(ObjectKind.FOREIGN_KEY, table.name(), name);
    return new Remark(object, outcome, code, reason);
  }
}
