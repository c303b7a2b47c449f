package io.decant.engine.plan;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the numbers on both sides of a foreign key one type, for targets that take no other: the
 * narrowest that holds the values of both. What cannot be brought together stays as it is, for the
 * target to refuse.
 */
final class KeyTypes {
  private final Map<TableName, Table> tables = new LinkedHashMap<>();

  private KeyTypes(List<Table> tables) {
    tables.forEach(table -> this.tables.put(table.name(), table));
  }

  /** The same tables in the same order, their referring and referred columns widened. */
  static List<Table> equal(List<Table> tables) {
    KeyTypes types = new KeyTypes(tables);
    // A column that refers may be referred to itself: until nothing widens any more.
    while (types.widenAll()) {}
    return List.copyOf(types.tables.values());
  }

  private boolean widenAll() {
    boolean widened = false;
    for (TableName name : List.copyOf(tables.keySet())) {
      for (ForeignKey key : table(name).foreignKeys()) {
        if (tables.containsKey(key.target()) && References.isWhole(key, table(key.target()))) {
          for (int i = 0; i < key.columns().size(); i++) {
            widened |= widen(name, key.columns().get(i), key.target(), key.targetColumns().get(i));
          }
        }
      }
    }
    return widened;
  }

  private boolean widen(TableName from, String referring, TableName to, String referred) {
    LogicalType one = table(from).column(referring).type();
    LogicalType other = table(to).column(referred).type();
    Optional<LogicalType> both = one.equals(other) ? Optional.empty() : holdingBoth(one, other);
    both.ifPresent(
        type -> {
          change(from, referring, type);
          change(to, referred, type);
        });
    return both.isPresent();
  }

  private Table table(TableName name) {
    return java.util.Objects.requireNonNull(tables.get(name));
  }

  private void change(TableName name, String column, LogicalType type) {
    List<Column> columns = new ArrayList<>();
    for (Column each : table(name).columns()) {
      columns.add(each.name().equals(column) ? each.withType(type) : each);
    }
    tables.put(name, table(name).withColumns(columns));
  }

  /**
   * The narrowest type for the values of both; empty when there is none, or they are no numbers.
   */
  private static Optional<LogicalType> holdingBoth(LogicalType one, LogicalType other) {
    if (one instanceof Int a && other instanceof Int b) {
      return integer(a, b);
    }
    if (one instanceof Decimal a && other instanceof Decimal b) {
      return Optional.of(decimal(a, b));
    }
    return Optional.empty();
  }

  private static Optional<LogicalType> integer(Int one, Int other) {
    if (one.unsigned() == other.unsigned()) {
      return Optional.of(new Int(Math.max(one.bits(), other.bits()), one.unsigned()));
    }
    Int signed = one.unsigned() ? other : one;
    int unsignedBits = one.unsigned() ? one.bits() : other.bits();
    return List.of(8, 16, 24, 32, 64).stream()
        .filter(bits -> bits > unsignedBits && bits >= signed.bits())
        .findFirst()
        .map(bits -> new Int(bits, false));
  }

  private static Decimal decimal(Decimal one, Decimal other) {
    if (one.isUnbounded() || other.isUnbounded()) {
      return Decimal.UNBOUNDED;
    }
    int scale = Math.max(one.scale(), other.scale());
    int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
    return new Decimal(whole + scale, scale);
  }
}
