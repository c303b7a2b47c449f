package io.decant.connectors.sql;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import java.util.List;

/**
 * What is known of a value.
 *
 * @param collation of a text
 * @param labels of an enum's value
 * @param digits of a decimal number; 0 where they are not known
 * @param single a floating point number of 32 bits
 */
public record ValueType(
    Kind kind, Collation collation, List<String> labels, int digits, boolean single) {
  public ValueType {
    labels = List.copyOf(labels);
  }

  /** The kinds whose comparisons mean the same in every engine. */
  public enum Kind {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    REAL,
    TEXT,
    LABEL,
    DATE,
    TIMESTAMP,
    ZONED,
    NULL,
    /** Only whether it is NULL is certain. */
    OTHER
  }

  public static final ValueType BOOLEAN = of(Kind.BOOLEAN);
  public static final ValueType INTEGER = of(Kind.INTEGER);
  public static final ValueType TEXT = of(Kind.TEXT);
  public static final ValueType NULL = of(Kind.NULL);
  public static final ValueType OTHER = of(Kind.OTHER);

  public static ValueType of(Kind kind) {
    return new ValueType(kind, Collation.BINARY, List.of(), 0, false);
  }

  static ValueType text(Collation collation) {
    return new ValueType(Kind.TEXT, collation, List.of(), 0, false);
  }

  /** Of a column's values. */
  public static ValueType of(LogicalType type) {
    return switch (type.kind()) {
      case INT -> INTEGER;
      case DECIMAL ->
          new ValueType(
              Kind.DECIMAL,
              Collation.BINARY,
              List.of(),
              ((LogicalType.Decimal) type).precision(),
              false);
      case REAL ->
          new ValueType(
              Kind.REAL, Collation.BINARY, List.of(), 0, ((LogicalType.Real) type).bits() == 32);
      case BOOLEAN -> BOOLEAN;
      case CHAR -> text(((LogicalType.Char) type).collation());
      case VARCHAR -> text(((LogicalType.Varchar) type).collation());
      case TEXT -> text(((LogicalType.Text) type).collation());
      case ENUM ->
          new ValueType(
              Kind.LABEL, Collation.BINARY, ((LogicalType.Enumerated) type).labels(), 0, false);
      case DATE -> of(Kind.DATE);
      case TIMESTAMP -> of(Kind.TIMESTAMP);
      case TIMESTAMP_TZ -> of(Kind.ZONED);
      case BYTES,
          TIME,
          INTERVAL,
          UUID,
          JSON,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          OTHER;
    };
  }

  /** Whether the same texts are equal. */
  boolean comparesLike(ValueType other) {
    Collation own = collation;
    Collation its = other.collation;
    return own.ignoresCase() == its.ignoresCase()
        && own.ignoresAccents() == its.ignoresAccents()
        && own.padsSpaces() == its.padsSpaces();
  }

  boolean isNumber() {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.REAL;
  }

  boolean isExact() {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL;
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
