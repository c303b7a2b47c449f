package io.decant.connectors.sql;

import java.util.List;
import java.util.Optional;

/** An expression. Names are as the database holds them, texts without quotes. */
public sealed interface Sql {

  /**
   * A column.
   *
   * @param table how the query calls its table; empty where it does not say
   */
  record Name(String table, String column) implements Sql {}

  /** A number as it is written, without sign. */
  record Numeral(String text) implements Sql {
    boolean isWhole() {
      return text.chars().allMatch(Character::isDigit);
    }

    boolean isZero() {
      return text.chars().allMatch(digit -> digit == '0' || digit == '.');
    }
  }

  /** A text. */
  record Text(String text) implements Sql {}

  /** TRUE or FALSE. */
  record Truth(boolean value) implements Sql {}

  /** NULL. */
  record Null() implements Sql {}

  /** The star of {@code count(*)}, or all columns of a table; of all tables where it is empty. */
  record Star(String table) implements Sql {}

  /** Two operands; the sign is {@code AND}, {@code OR}, a comparison, arithmetic, or ||. */
  record Operation(String sign, Sql left, Sql right) implements Sql {
    boolean isLogical() {
      return sign.equals("AND") || sign.equals("OR");
    }

    boolean isComparison() {
      return List.of("=", "<>", "<", "<=", ">", ">=").contains(sign);
    }

    /** A comparison that needs no order. */
    boolean isEquality() {
      return sign.equals("=") || sign.equals("<>");
    }
  }

  /** NOT. */
  record Not(Sql operand) implements Sql {}

  /** A minus sign in front. */
  record Minus(Sql operand) implements Sql {}

  /** IS NULL. */
  record IsNull(Sql operand, boolean not) implements Sql {}

  /** BETWEEN. */
  record Between(Sql operand, Sql low, Sql high, boolean not) implements Sql {}

  /** IN a list. */
  record In(Sql operand, List<Sql> values, boolean not) implements Sql {
    public In {
      values = List.copyOf(values);
    }
  }

  /** LIKE, with a backslash as escape character. */
  record Like(Sql operand, Sql pattern, boolean not) implements Sql {}

  /** IN a query's only column. */
  record InQuery(Sql operand, Query query, boolean not) implements Sql {}

  /** EXISTS. */
  record Exists(Query query) implements Sql {}

  /** A function. Its name is in upper case once it is the neutral one. */
  record Call(String name, List<Sql> arguments, boolean distinct) implements Sql {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public static Call of(String name, Sql... arguments) {
      return new Call(name, List.of(arguments), false);
    }

    public boolean is(String function) {
      return name.equalsIgnoreCase(function);
    }

    /** So many arguments, and no DISTINCT. */
    public boolean takes(int count) {
      return arguments.size() == count && !distinct;
    }

    public Call named(String function) {
      return new Call(function, arguments, distinct);
    }
  }

  /** CASE; with an operand the conditions are values to compare it with. */
  record Case(Optional<Sql> operand, List<When> whens, Optional<Sql> otherwise) implements Sql {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /** One branch of a CASE. */
  record When(Sql condition, Sql result) {}

  /** A conversion; the type is in lower case, as it is written. */
  record Cast(Sql operand, String type) implements Sql {}
}
