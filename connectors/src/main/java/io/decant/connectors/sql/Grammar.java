package io.decant.connectors.sql;

import java.util.List;

/**
 * How one engine spells what the neutral SQL says. {@link Neutral} is the grammar of the neutral
 * SQL itself.
 */
public interface Grammar extends Lexis {
  /** Whether || joins texts. */
  default boolean joinsByBars() {
    return true;
  }

  /** Whether || binds before arithmetic; else after it. */
  default boolean joinsFirst() {
    return false;
  }

  /**
   * The neutral meaning of a function.
   *
   * @param call with the name as it is written
   * @throws Uncertain it has none
   */
  Sql read(Sql.Call call);

  /** A name in quotes. */
  String quote(String name);

  /** A text in quotes. */
  String literal(String text);

  /**
   * A neutral function in this engine's words.
   *
   * @param arguments as they are written here
   * @param result what it gives
   * @throws Uncertain there is none that surely does the same
   */
  String write(Sql.Call call, List<String> arguments, ValueType result);

  /** Joined texts. */
  default String joined(String left, String right) {
    return left + " || " + right;
  }

  /** A column where its value is computed or compared with. */
  default String operand(String quoted, ValueType type) {
    return quoted;
  }

  /** Whether decimal numbers are computed without loss. */
  default boolean exactDecimals() {
    return true;
  }

  /** Whether / of whole numbers gives a whole number. */
  default boolean dividesWhole() {
    return false;
  }

  /** What may be otherwise with this function here, in words for the report; empty for nothing. */
  default String doubt(Sql.Call call) {
    return "";
  }

  /** Arithmetic of two numbers. */
  default String arithmetic(String sign, String left, String right, ValueType result) {
    return left + " " + sign + " " + right;
  }

  /** A whole number as a text. */
  default String asText(String number) {
    return "CAST(" + number + " AS TEXT)";
  }

  /** Whether LIKE tells upper from lower case, as far as the column's collation does. */
  default boolean likeTellsCase() {
    return true;
  }
}
