package io.decant.connectors.sql;

import io.decant.connectors.sql.Sql.Between;
import io.decant.connectors.sql.Sql.In;
import io.decant.connectors.sql.Sql.Like;
import io.decant.connectors.sql.Sql.Minus;
import io.decant.connectors.sql.Sql.Operation;
import io.decant.connectors.sql.Sql.Text;
import io.decant.connectors.sql.Sql.Truth;
import io.decant.connectors.sql.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;

/** What may be compared with what so that every engine says the same. */
final class Comparisons {
  private final Translator translator;

  Comparisons(Translator translator) {
    this.translator = translator;
  }

  Written compare(Operation operation, Scope scope) {
    Sql left = operation.left();
    Sql right = operation.right();
    boolean turned = Literals.is(left) && !Literals.is(right);
    Written one = translator.write(turned ? right : left, scope);
    Written other = against(turned ? left : right, one, operation.isEquality(), scope);
    translator.comparing(left, scope);
    translator.comparing(right, scope);
    String sign = " " + operation.sign() + " ";
    return translator.truth(
        turned ? other.text() + sign + one.text() : one.text() + sign + other.text());
  }

  Written between(Between between, Scope scope) {
    Written value = translator.write(between.operand(), scope);
    Written low = against(between.low(), value, false, scope);
    Written high = against(between.high(), value, false, scope);
    String not = Translator.not(between.not());
    return translator.truth(
        value.text() + " " + not + "BETWEEN " + low.text() + " AND " + high.text());
  }

  Written in(In in, Scope scope) {
    Written value = translator.write(in.operand(), scope);
    translator.comparing(in.operand(), scope);
    List<String> texts = new ArrayList<>();
    for (Sql each : in.values()) {
      texts.add(against(each, value, true, scope).text());
    }
    String not = Translator.not(in.not());
    return translator.truth(value.text() + " " + not + "IN (" + String.join(", ", texts) + ")");
  }

  Written like(Like like, Scope scope) {
    Written value = translator.write(like.operand(), scope);
    if (!value.is(Kind.TEXT) || !(Literals.of(like.pattern()) instanceof Text pattern)) {
      throw new Uncertain("LIKE with anything but a text");
    }
    if (pattern.text().indexOf('\\') >= 0) {
      throw new Uncertain("LIKE with an escape");
    }
    boolean tells = translator.from.likeTellsCase() && translator.to.likeTellsCase();
    if (pattern.text().chars().anyMatch(Character::isLetter)) {
      if (!tells) {
        throw new Uncertain("LIKE, which does not everywhere tell upper from lower case");
      }
      translator.comparing(like.operand(), scope);
    }
    String not = Translator.not(like.not());
    return translator.truth(
        value.text() + " " + not + "LIKE " + translator.to.literal(pattern.text()));
  }

  /** The second operand of a comparison, spelled to suit the first. */
  private Written against(Sql sql, Written first, boolean equality, Scope scope) {
    ValueType type = first.type();
    if (Literals.is(sql)) {
      return literal(Literals.of(sql), type, equality, scope);
    }
    Written second = translator.write(sql, scope);
    boolean numbers = type.isExact() && second.type().isExact();
    boolean same = type.is(second.type().kind()) && type.single() == second.type().single();
    boolean ordered = !type.is(Kind.TEXT) && !type.is(Kind.BOOLEAN) && !type.is(Kind.LABEL);
    boolean known = !type.is(Kind.OTHER) && !type.is(Kind.NULL) && !type.is(Kind.LABEL);
    if (!(numbers || same && known && (equality || ordered))) {
      throw unequal(type, second.type());
    }
    return second;
  }

  private Written literal(Sql value, ValueType type, boolean equality, Scope scope) {
    switch (type.kind()) {
      case BOOLEAN -> {
        boolean one = value instanceof Sql.Numeral number && number.text().equals("1");
        boolean zero = value instanceof Sql.Numeral number && number.text().equals("0");
        if (equality && (one || zero)) {
          return translator.write(new Truth(one), scope);
        }
        if (equality && value instanceof Truth) {
          return translator.write(value, scope);
        }
      }
      case INTEGER, DECIMAL, REAL -> {
        Written number = translator.write(value, scope);
        if (number.type().isExact() && (!type.single() || isSingle(value))) {
          return number;
        }
      }
      case TEXT -> {
        if (value instanceof Text && equality) {
          return translator.write(value, scope);
        }
      }
      case LABEL -> {
        if (value instanceof Text text && equality && type.labels().contains(text.text())) {
          return translator.write(value, scope);
        }
      }
      case DATE, TIMESTAMP -> {
        if (value instanceof Text text) {
          return translator.write(Literals.moment(text, type.kind()), scope);
        }
      }
      case ZONED, NULL, OTHER -> {}
    }
    throw unequal(type, translator.write(value, scope).type());
  }

  /** Whether a floating point number of 32 bits holds it exactly. */
  private static boolean isSingle(Sql value) {
    Sql digits = value instanceof Minus minus ? minus.operand() : value;
    return digits instanceof Sql.Numeral number
        && Double.compare(
                Double.parseDouble(number.text()), (double) Float.parseFloat(number.text()))
            == 0;
  }

  private static Uncertain unequal(ValueType one, ValueType other) {
    return new Uncertain("a comparison of " + one.kind() + " with " + other.kind());
  }
}
