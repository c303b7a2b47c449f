package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Between;
import io.decant.connectors.sql.Sql.Call;
import io.decant.connectors.sql.Sql.Case;
import io.decant.connectors.sql.Sql.Cast;
import io.decant.connectors.sql.Sql.Exists;
import io.decant.connectors.sql.Sql.In;
import io.decant.connectors.sql.Sql.InQuery;
import io.decant.connectors.sql.Sql.IsNull;
import io.decant.connectors.sql.Sql.Like;
import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Name;
import io.decant.connectors.sql.Sql.Not;
import io.decant.connectors.sql.Sql.Null;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Star;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.connectors.sql.Sql.When;
import io.decant.connectors.sql.ValueType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes an expression in another grammar, as far as its types make its meaning certain. */
class Translator {
  final Grammar from;
  final Grammar to;
  final Set<String> doubts = new LinkedHashSet<>();
  private final Functions functions = new Functions(this);
  private final Comparisons comparisons = new Comparisons(this);
  private final boolean qualified;

  /**
   * @param qualified columns are written with their table
   */
  Translator(Grammar from, Grammar to, boolean qualified) {
    this.from = from;
    this.to = to;
    this.qualified = qualified;
  }

  /**
   * @throws Uncertain its meaning is not the same for sure
   */
  final Written write(Sql sql, Scope scope) {
    if (sql instanceof Name name) {
      return name(name, scope, true);
    } else if (sql instanceof Sql.Numeral number) {
      return number(number);
    } else if (sql instanceof Text text) {
      return new Written(to.literal(text.text()), ValueType.TEXT);
    } else if (sql instanceof Truth truth) {
      return new Written(truth.value() ? "TRUE" : "FALSE", ValueType.BOOLEAN);
    } else if (sql instanceof Null) {
      return new Written("NULL", ValueType.NULL);
    } else if (sql instanceof Operation operation) {
      return operation(operation, scope);
    } else if (sql instanceof Not not) {
      return truth("NOT " + condition(not.operand(), scope));
    } else if (sql instanceof Minus minus) {
      return minus(minus, scope);
    } else if (sql instanceof IsNull test) {
      return truth(nullable(test.operand(), scope) + " IS " + not(test.not()) + "NULL");
    } else if (sql instanceof Between between) {
      return comparisons.between(between, scope);
    } else if (sql instanceof In in) {
      return comparisons.in(in, scope);
    } else if (sql instanceof Like like) {
      return comparisons.like(like, scope);
    } else if (sql instanceof Call call) {
      return functions.write(call, scope);
    } else if (sql instanceof Case cases) {
      return cases(cases, scope);
    } else if (sql instanceof Cast cast) {
      return cast(cast, scope);
    } else if (sql instanceof InQuery in) {
      return inQuery(in, scope);
    } else if (sql instanceof Exists exists) {
      return exists(exists, scope);
    }
    throw new Uncertain(sql instanceof Star ? "a star" : "an expression");
  }

  /** What must be true or false. */
  final String condition(Sql sql, Scope scope) {
    Written written = write(sql, scope);
    if (!written.is(Kind.BOOLEAN)) {
      throw new Uncertain("a " + written.type().kind() + " where true or false is needed");
    }
    return written.text();
  }

  /** A column as it stands, or as something to compute with. */
  final Written name(Name name, Scope scope, boolean computed) {
    Scope.Found found = scope.find(name);
    String quoted = to.quote(found.field().written());
    ValueType type = found.field().type();
    String full = qualified ? to.quote(found.relation().alias()) + "." + quoted : quoted;
    return new Written(computed ? to.operand(full, type) : full, type);
  }

  private String nullable(Sql operand, Scope scope) {
    return operand instanceof Name name
        ? name(name, scope, false).text()
        : write(operand, scope).text();
  }

  private static Written number(Sql.Numeral number) {
    String digits = number.text().replace(".", "").replaceFirst("^0+", "");
    if (digits.length() > (number.isWhole() ? 18 : 15)) {
      throw new Uncertain("the number " + number.text() + " has many digits");
    }
    return new Written(number.text(), ValueType.of(number.isWhole() ? Kind.INTEGER : Kind.DECIMAL));
  }

  private Written minus(Minus minus, Scope scope) {
    Written operand = write(minus.operand(), scope);
    requireComputable(operand);
    boolean literal = minus.operand() instanceof Sql.Numeral;
    return new Written(
        literal ? "-" + operand.text() : "(- " + operand.text() + ")", operand.type());
  }

  private Written operation(Operation operation, Scope scope) {
    if (operation.isLogical()) {
      return truth(
          condition(operation.left(), scope)
              + " "
              + operation.sign()
              + " "
              + condition(operation.right(), scope));
    }
    if (operation.isComparison()) {
      return comparisons.compare(operation, scope);
    }
    if (operation.sign().equals("||")) {
      return new Written(
          "("
              + to.joined(
                  functions.text(operation.left(), scope), functions.text(operation.right(), scope))
              + ")",
          ValueType.TEXT);
    }
    return arithmetic(operation, scope);
  }

  private Written arithmetic(Operation operation, Scope scope) {
    Written left = write(operation.left(), scope);
    Written right = write(operation.right(), scope);
    requireComputable(left);
    requireComputable(right);
    boolean whole = left.is(Kind.INTEGER) && right.is(Kind.INTEGER);
    boolean divides = operation.sign().equals("/") || operation.sign().equals("%");
    if (divides && !(operation.right() instanceof Sql.Numeral number && !number.isZero())) {
      throw new Uncertain("a division that may be by zero");
    }
    if (operation.sign().equals("/") && whole && from.dividesWhole()) {
      return functions.write(Call.of("DIV", operation.left(), operation.right()), scope);
    }
    if (operation.sign().equals("%") ? !whole : divides && !left.is(Kind.REAL)) {
      throw new Uncertain("a division whose digits differ");
    }
    ValueType type =
        whole
            ? ValueType.INTEGER
            : ValueType.of(
                left.type().isExact() && right.type().isExact() ? Kind.DECIMAL : Kind.REAL);
    if (type.is(Kind.REAL) && (left.type().single() || right.type().single())) {
      throw new Uncertain("arithmetic with small floating point numbers");
    }
    String text = to.arithmetic(operation.sign(), left.text(), right.text(), type);
    return new Written("(" + text + ")", type);
  }

  final void requireComputable(Written value) {
    if (!value.type().isNumber()) {
      throw new Uncertain("arithmetic with a " + value.type().kind());
    }
    if (value.is(Kind.DECIMAL) && !(from.exactDecimals() && to.exactDecimals())) {
      throw new Uncertain("arithmetic with decimal numbers");
    }
  }

  private Written cases(Case cases, Scope scope) {
    StringBuilder text = new StringBuilder("(CASE");
    List<Written> results = new ArrayList<>();
    for (When when : cases.whens()) {
      Sql condition =
          cases
              .operand()
              .<Sql>map(operand -> new Operation("=", operand, when.condition()))
              .orElse(when.condition());
      Written result = write(when.result(), scope);
      results.add(result);
      text.append(" WHEN ").append(condition(condition, scope));
      text.append(" THEN ").append(result.text());
    }
    cases
        .otherwise()
        .map(value -> write(value, scope))
        .ifPresent(
            result -> {
              results.add(result);
              text.append(" ELSE ").append(result.text());
            });
    return new Written(text + " END)", common(results));
  }

  /** The type of a value that can be any of these. */
  static ValueType common(List<Written> values) {
    ValueType common = ValueType.NULL;
    for (Written value : values) {
      ValueType type = value.type();
      if (common.is(Kind.NULL)) {
        common = type;
      } else if (common.isExact() && type.isExact()) {
        common = ValueType.of(common.is(type.kind()) ? type.kind() : Kind.DECIMAL);
      } else if (!type.is(Kind.NULL) && !common.is(type.kind())) {
        throw new Uncertain("values of " + common.kind() + " and " + type.kind() + " together");
      }
    }
    if (common.is(Kind.LABEL) || common.is(Kind.OTHER) || common.is(Kind.NULL)) {
      throw new Uncertain("a choice among values of " + common.kind());
    }
    return common;
  }

  private Written cast(Cast cast, Scope scope) {
    Sql literal = Literals.of(cast);
    if (!(literal instanceof Cast)) {
      return write(literal, scope);
    }
    Written value = write(cast.operand(), scope);
    return switch (Literals.kind(cast.type())) {
      case TEXT -> {
        if (value.is(Kind.TEXT) || value.is(Kind.LABEL)) {
          yield value;
        }
        if (value.is(Kind.INTEGER)) {
          yield new Written(to.asText(value.text()), ValueType.TEXT);
        }
        throw new Uncertain("a " + value.type().kind() + " as a text");
      }
      case INTEGER, DECIMAL -> {
        boolean same = value.is(Literals.kind(cast.type())) || value.is(Kind.INTEGER);
        if (!same) {
          throw new Uncertain("a " + value.type().kind() + " as " + cast.type());
        }
        yield value;
      }
      case BOOLEAN, REAL, DATE, TIMESTAMP, ZONED -> {
        if (!value.is(Literals.kind(cast.type()))) {
          throw new Uncertain("a " + value.type().kind() + " as " + cast.type());
        }
        yield value;
      }
      case LABEL, NULL, OTHER -> throw new Uncertain("a conversion to " + cast.type());
    };
  }

  Written inQuery(InQuery in, Scope scope) {
    throw new Uncertain("a query");
  }

  Written exists(Exists exists, Scope scope) {
    throw new Uncertain("a query");
  }

  final Written truth(String text) {
    return new Written("(" + text + ")", ValueType.BOOLEAN);
  }

  static String not(boolean not) {
    return not ? "NOT " : "";
  }

  /** Remembers where texts are compared otherwise in the target. */
  final void comparing(Sql operand, Scope scope) {
    if (operand instanceof Name name) {
      Scope.Field field = scope.find(name).field();
      if (field.otherwise()) {
        doubts.add(
            "texts of "
                + field.name()
                + " that differ in case, accents or trailing spaces compare otherwise here");
      }
    } else if (operand instanceof Cast cast) {
      comparing(cast.operand(), scope);
    } else if (operand instanceof Call call) {
      call.arguments().forEach(argument -> comparing(argument, scope));
    }
  }
}
