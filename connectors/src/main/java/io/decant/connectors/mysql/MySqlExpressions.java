package io.decant.connectors.mysql;

import io.decant.connectors.sql.ExpressionFit;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table's expressions, and where MySQL takes none: MySQL manual, "CHECK Constraints". */
final class MySqlExpressions {
  /** Of an index; four bytes each fit into InnoDB's longest key. */
  private static final int INDEXED_CHARACTERS = 700;

  private final Table table;
  private final List<Column> held;
  private final ExpressionFit fit;
  private final ServerTraits traits;

  /**
   * @param held the columns as they will be
   */
  MySqlExpressions(Table table, List<Column> held, ServerTraits traits) {
    this.traits = traits;
    this.table = table;
    this.held = held;
    this.fit =
        new ExpressionFit(MySqlGrammar.INSTANCE, MySqlTypes.ENGINE, table, held, ValueType::of);
  }

  Fitted condition(Expression given) {
    Expression expression = Relative.seenBy(traits, given);
    return bounded(expression, fit.condition(expression));
  }

  Fitted value(Expression given, LogicalType type) {
    Expression expression = Relative.seenBy(traits, given);
    return bounded(expression, fit.value(expression, type));
  }

  /** What an index can be on: values that are short. */
  Fitted indexed(Expression given) {
    Expression expression = Relative.seenBy(traits, given);
    Fitted fitted = bounded(expression, fit.value(expression));
    List<String> large = held.stream().filter(MySqlExpressions::isLarge).map(Column::name).toList();
    boolean refused =
        !expression.isOf(MySqlTypes.ENGINE)
            && fitted.expression().filter(by -> fit.names(by, large)).isPresent();
    return refused ? none("no index on large values here") : fitted;
  }

  /** A column as a value of an index; empty where it is too large. */
  Optional<String> column(Column column) {
    return isLarge(column)
        ? Optional.empty()
        : Optional.of(MySqlGrammar.INSTANCE.quote(column.name()));
  }

  private static boolean isLarge(Column column) {
    return switch (column.type().kind()) {
      case INT, DECIMAL, REAL, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, ENUM -> false;
      case CHAR -> ((LogicalType.Char) column.type()).length() > INDEXED_CHARACTERS;
      case VARCHAR -> ((LogicalType.Varchar) column.type()).length() > INDEXED_CHARACTERS;
      case TEXT, BYTES, INTERVAL, JSON, SET, BITS, ARRAY, GEOMETRY, NETWORK, OPAQUE, VARIANT ->
          true;
    };
  }

  /** Neither a counter nor a column that a foreign key changes may stand in an expression. */
  private Fitted bounded(Expression expression, Fitted fitted) {
    if (expression.isOf(MySqlTypes.ENGINE) || fitted.expression().isEmpty()) {
      return fitted;
    }
    List<String> barred = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      String name = table.columns().get(i).name();
      boolean changed =
          table.foreignKeys().stream()
              .anyMatch(key -> key.columns().contains(name) && changes(key));
      if (changed || table.columns().get(i).identity().isPresent()) {
        barred.add(held.get(i).name());
      }
    }
    return fit.names(fitted.expression().get(), barred)
        ? none("it names a counter or a column that a foreign key changes")
        : fitted;
  }

  private static boolean changes(ForeignKey key) {
    Set<Action> harmless = Set.of(Action.NO_ACTION, Action.RESTRICT);
    return !harmless.contains(key.onDelete()) || !harmless.contains(key.onUpdate());
  }

  private static Fitted none(String reason) {
    return new Fitted(Optional.empty(), reason, Set.of());
  }
}
