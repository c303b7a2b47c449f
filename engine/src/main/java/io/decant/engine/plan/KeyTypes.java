package io.decant.engine.plan;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives both sides of a foreign key types that can be compared: the narrowest that holds the values
 * of both. For targets that take no other, numbers get the very same type. What cannot be brought
 * together stays as it is, for the target to refuse.
 */
final class KeyTypes {
  private final Map<TableName, Table> tables = new LinkedHashMap<>();
  private final boolean equal;

  private KeyTypes(List<Table> tables, boolean equal) {
    tables.forEach(table -> this.tables.put(table.name(), table));
    this.equal = equal;
  }

  /**
   * The same tables in the same order, their referring and referred columns widened.
   *
   * @param equal numbers must be of the very same type; else an integer may refer to any other
   */
  static List<Table> agreed(List<Table> tables, boolean equal) {
    KeyTypes types = new KeyTypes(tables, equal);
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
    Column one = table(from).column(referring);
    Column other = table(to).column(referred);
    if (!equal && isLargest(one.type()) && one.identity().isEmpty() && countsWithin(other)) {
      // What it refers to counts in a signed number, so its own values are no larger.
      change(from, referring, new Int(Long.SIZE, false));
      return true;
    }
    boolean same = one.type().equals(other.type()) && !isUnnamed(one.type());
    Optional<LogicalType> both = same ? Optional.empty() : holdingBoth(one, table(to), other);
    both.ifPresent(
        type -> {
          change(from, referring, type);
          change(to, referred, type);
        });
    return both.isPresent();
  }

  private static boolean isLargest(LogicalType type) {
    return type.equals(new Int(Long.SIZE, true));
  }

  /** Its numbers fit 64 bits with a sign: a counter at the end of those has gone beyond. */
  private static boolean countsWithin(Column column) {
    return column.type() instanceof Int number
        && (!isLargest(number)
            || column.identity().filter(counter -> counter.next() < Long.MAX_VALUE).isPresent());
  }

  private Table table(TableName name) {
    return Objects.requireNonNull(tables.get(name));
  }

  private void change(TableName name, String column, LogicalType type) {
    List<Column> columns = new ArrayList<>();
    for (Column each : table(name).columns()) {
      columns.add(each.name().equals(column) ? changed(each, type) : each);
    }
    tables.put(name, table(name).withColumns(columns));
  }

  private static Column changed(Column column, LogicalType type) {
    boolean number = column.type() instanceof Bool && type instanceof Int;
    return column
        .withType(type)
        .withDefaultValue(
            column
                .defaultValue()
                .map(
                    value ->
                        number && value instanceof Literal literal
                            ? new Literal(literal.text().equals("true") ? "1" : "0")
                            : value));
  }

  /** The narrowest type for the values of both; empty when there is none, or none is needed. */
  private Optional<LogicalType> holdingBoth(Column from, Table target, Column to) {
    LogicalType one = from.type();
    LogicalType other = to.type();
    if (one instanceof Bool && other instanceof Int) {
      return Optional.of(other);
    }
    if (one instanceof Int && other instanceof Bool) {
      return Optional.of(one);
    }
    if (one instanceof Int a && other instanceof Int b) {
      return equal ? integer(a, b) : Optional.empty();
    }
    if (one instanceof Decimal a && other instanceof Decimal b) {
      return equal ? Optional.of(decimal(a, b)) : Optional.empty();
    }
    if (one instanceof Time a && other instanceof Time b && a.beyondDay() != b.beyondDay()) {
      return Optional.of(new Time(Math.max(a.precision(), b.precision()), true));
    }
    boolean sameLabels =
        one instanceof Enumerated a
            && other instanceof Enumerated b
            && a.labels().equals(b.labels());
    return sameLabels && !equal && (isUnnamed(one) || isUnnamed(other))
        ? Optional.of(named((Enumerated) other, target, to))
        : Optional.empty();
  }

  private static boolean isUnnamed(LogicalType type) {
    return type instanceof Enumerated labels && labels.name().isEmpty();
  }

  /** Where labels are types of their own, both sides are of the referred column's. */
  private static Enumerated named(Enumerated labels, Table table, Column column) {
    return labels.name().isEmpty()
        ? new Enumerated(table.name().name() + "_" + column.name() + "_enum", labels.labels())
        : labels;
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
