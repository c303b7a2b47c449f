package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Between;
import io.decant.connectors.sql.Sql.In;
import io.decant.connectors.sql.Sql.IsNull;
import io.decant.connectors.sql.Sql.Like;
import io.decant.connectors.sql.Sql.Name;
import io.decant.connectors.sql.Sql.Not;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition on rows, for sources that have no language of their own: columns compared with
 * values, {@code IN}, {@code BETWEEN}, {@code LIKE}, {@code IS NULL}, joined by {@code AND}, {@code
 * OR} and {@code NOT}. NULL is neither equal nor unequal to anything, as in SQL; see {@link
 * ValueOrder} for what equal is. Immutable.
 */
public final class RowCondition {
  private static final Map<String, String> TURNED =
      Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=");

  private final List<Column> columns;
  private final Set<Integer> named = new TreeSet<>();
  private final Test test;

  /** What SQL's conditions are. */
  private enum Answer {
    FALSE,
    UNKNOWN,
    TRUE;

    static Answer of(boolean yes) {
      return yes ? TRUE : FALSE;
    }

    Answer not() {
      return values()[TRUE.ordinal() - ordinal()];
    }

    Answer and(Answer other) {
      return compareTo(other) < 0 ? this : other;
    }

    Answer or(Answer other) {
      return compareTo(other) > 0 ? this : other;
    }
  }

  private interface Test {
    Answer of(RowBatch batch, int row);

    default Test not() {
      return (batch, row) -> of(batch, row).not();
    }
  }

  private RowCondition(String text, List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.test = test(Parser.expression(text, Neutral.INSTANCE));
  }

  /**
   * Reads a condition.
   *
   * @param columns those of the batches that it will be asked of
   * @throws UserError it says something else, or names none of the columns
   */
  public static RowCondition of(String text, TableName table, List<Column> columns) {
    try {
      return new RowCondition(text, columns);
    } catch (Uncertain unknown) {
      throw new UserError(
          "--where",
          "'" + text + "' cannot be asked of " + table + ": " + unknown.reason(),
          "Compare columns with values: = <> < <= > >= IN BETWEEN LIKE, IS NULL, AND, OR, NOT.");
    }
  }

  /** The places of the columns that it names. */
  public Set<Integer> named() {
    return Set.copyOf(named);
  }

  public boolean holds(RowBatch batch, int row) {
    return test.of(batch, row) == Answer.TRUE;
  }

  private Test test(Sql sql) {
    if (sql instanceof Operation operation && operation.isLogical()) {
      Test left = test(operation.left());
      Test right = test(operation.right());
      return operation.sign().equals("AND")
          ? (batch, row) -> left.of(batch, row).and(right.of(batch, row))
          : (batch, row) -> left.of(batch, row).or(right.of(batch, row));
    }
    if (sql instanceof Operation operation && operation.isComparison()) {
      return operation.left() instanceof Name
          ? compared(operation.left(), operation.sign(), operation.right())
          : compared(
              operation.right(),
              TURNED.getOrDefault(operation.sign(), operation.sign()),
              operation.left());
    }
    if (sql instanceof Not not) {
      return test(not.operand()).not();
    }
    if (sql instanceof IsNull isNull) {
      int place = place(isNull.operand());
      return (batch, row) -> Answer.of(batch.column(place).isNull(row) != isNull.not());
    }
    if (sql instanceof Between between) {
      Test low = compared(between.operand(), ">=", between.low());
      Test high = compared(between.operand(), "<=", between.high());
      return negated((batch, row) -> low.of(batch, row).and(high.of(batch, row)), between.not());
    }
    if (sql instanceof In in) {
      List<Test> tests = new ArrayList<>();
      in.values().forEach(value -> tests.add(compared(in.operand(), "=", value)));
      return negated(
          (batch, row) ->
              tests.stream().map(each -> each.of(batch, row)).reduce(Answer.FALSE, Answer::or),
          in.not());
    }
    if (sql instanceof Like like) {
      return negated(like(like), like.not());
    }
    if (sql instanceof Truth truth) {
      return (batch, row) -> Answer.of(truth.value());
    }
    if (sql instanceof Name && columns.get(place(sql)).type().kind() == Kind.BOOLEAN) {
      return compared(sql, "=", new Truth(true));
    }
    throw new Uncertain("it is more than columns compared with values");
  }

  private static Test negated(Test test, boolean not) {
    return not ? test.not() : test;
  }

  private Test compared(Sql operand, String sign, Sql value) {
    int place = place(operand);
    if (value instanceof Sql.Null) {
      return (batch, row) -> Answer.UNKNOWN;
    }
    ValueOrder order = ValueOrder.of(columns.get(place), place, value);
    return (batch, row) ->
        batch.column(place).isNull(row)
            ? Answer.UNKNOWN
            : Answer.of(isSo(order.compare(batch, row), sign));
  }

  private static boolean isSo(int compared, String sign) {
    return switch (sign) {
      case "=" -> compared == 0;
      case "<>" -> compared != 0;
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      default -> compared >= 0;
    };
  }

  private Test like(Like like) {
    int place = place(like.operand());
    TextPattern pattern = TextPattern.of(columns.get(place), like.pattern());
    return (batch, row) ->
        batch.column(place).isNull(row)
            ? Answer.UNKNOWN
            : Answer.of(pattern.matches(batch.bytes(place).text(row)));
  }

  /** By the name as it is written, else by the only one that differs in case alone. */
  private int place(Sql sql) {
    if (!(sql instanceof Name name) || !name.table().isEmpty()) {
      throw new Uncertain("something but a column is compared");
    }
    List<Integer> alike = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i).name();
      if (column.equals(name.column())) {
        named.add(i);
        return i;
      }
      if (column.equalsIgnoreCase(name.column())) {
        alike.add(i);
      }
    }
    if (alike.size() != 1) {
      throw new Uncertain("there is no column " + name.column());
    }
    named.add(alike.get(0));
    return alike.get(0);
  }
}
