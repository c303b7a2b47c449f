package io.decant.converter.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The closed set of types that databases meet in. A connector maps native to logical and logical to
 * native; only {@code Conversions} maps logical to logical.
 *
 * <p>Each type fixes how its values lie in a {@code RowBatch}, so that a reader and a writer that
 * never met agree:
 *
 * <table>
 * <caption>value in the batch</caption>
 * <tr><th>kind</th><th>carrier</th><th>value</th></tr>
 * <tr><td>INT</td><td>LONG</td><td>the number; an unsigned 64-bit number as its bit pattern</td></tr>
 * <tr><td>DECIMAL</td><td>BYTES</td><td>plain ASCII digits: {@code -?digits(.digits)?}, no exponent; or {@code NaN},
 *     {@code Infinity}, {@code -Infinity}. Trailing fractional zeros are kept as read</td></tr>
 * <tr><td>REAL</td><td>DOUBLE</td><td>the number; a 32-bit float widened exactly</td></tr>
 * <tr><td>BOOLEAN</td><td>LONG</td><td>0 or 1</td></tr>
 * <tr><td>CHAR VARCHAR TEXT</td><td>BYTES</td><td>valid UTF-8; CHAR without its padding</td></tr>
 * <tr><td>BYTES</td><td>BYTES</td><td>the bytes</td></tr>
 * <tr><td>DATE</td><td>LONG</td><td>days since 1970-01-01, proleptic Gregorian; or a special value of {@code Temporals}</td></tr>
 * <tr><td>TIME</td><td>LONG</td><td>microseconds since 00:00; negative or beyond a day only where the type says so</td></tr>
 * <tr><td>TIMESTAMP</td><td>LONG</td><td>microseconds of the wall clock since 1970-01-01 00:00, as if UTC; or special</td></tr>
 * <tr><td>TIMESTAMP_TZ</td><td>LONG</td><td>microseconds of the instant since 1970-01-01 00:00 UTC; or special</td></tr>
 * <tr><td>INTERVAL</td><td>BYTES</td><td>ASCII, ISO 8601 with sign per field: {@code P1Y2M3DT4H5M6.789S}, zero is {@code
 *     PT0S}; normalised by {@code Intervals}</td></tr>
 * <tr><td>UUID</td><td>BYTES</td><td>16 bytes, most significant first</td></tr>
 * <tr><td>JSON</td><td>BYTES</td><td>UTF-8 JSON text as the source prints it</td></tr>
 * <tr><td>ENUM</td><td>BYTES</td><td>the label, UTF-8; one byte of zero is the mark that MySQL keeps where a label was
 *     wrong</td></tr>
 * <tr><td>SET</td><td>BYTES</td><td>the labels in declared order joined by commas (a label holds none), UTF-8</td></tr>
 * <tr><td>BITS</td><td>BYTES</td><td>ASCII 0 and 1, most significant first</td></tr>
 * <tr><td>ARRAY</td><td>BYTES</td><td>a JSON array of the elements' texts, numbers and booleans bare, null for NULL; lower
 *     bounds other than 1 stand in front, see {@code ArrayBounds}</td></tr>
 * <tr><td>GEOMETRY</td><td>BYTES</td><td>SRID as 4 bytes little-endian, then well-known binary</td></tr>
 * <tr><td>NETWORK OPAQUE</td><td>BYTES</td><td>UTF-8 text as the source prints it</td></tr>
 * <tr><td>VARIANT</td><td>BYTES</td><td>one tag byte, then the value: {@code i} ASCII integer, {@code r} the 8 bytes of the
 *     double big-endian, {@code t} UTF-8 text (not validated), {@code b} bytes</td></tr>
 * </table>
 *
 * <p>A length or precision of 0 means "no limit". Switch on {@link #kind()} as an expression
 * without default: a new kind then stops the compile in every dialect.
 */
public sealed interface LogicalType {

  /** For switches. */
  enum Kind {
    INT,
    DECIMAL,
    REAL,
    BOOLEAN,
    CHAR,
    VARCHAR,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_TZ,
    INTERVAL,
    UUID,
    JSON,
    ENUM,
    SET,
    BITS,
    ARRAY,
    GEOMETRY,
    NETWORK,
    OPAQUE,
    VARIANT
  }

  Kind kind();

  /** How values of this type lie in a batch. */
  default Carrier carrier() {
    return switch (kind()) {
      case INT, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> Carrier.LONG;
      case REAL -> Carrier.DOUBLE;
      case DECIMAL,
          CHAR,
          VARCHAR,
          TEXT,
          BYTES,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Carrier.BYTES;
    };
  }

  /** An integer of 8, 16, 24, 32 or 64 bits. */
  record Int(int bits, boolean unsigned) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.INT;
    }

    @Override
    public String toString() {
      return (unsigned ? "uint" : "int") + bits;
    }
  }

  /**
   * An exact decimal. {@code precision} 0: any number of digits on either side (PostgreSQL's bare
   * numeric); then {@code scale} means nothing.
   */
  record Decimal(int precision, int scale) implements LogicalType {
    /** Any number of digits. */
    public static final Decimal UNBOUNDED = new Decimal(0, 0);

    @Override
    public Kind kind() {
      return Kind.DECIMAL;
    }

    public boolean isUnbounded() {
      return precision == 0;
    }

    @Override
    public String toString() {
      return isUnbounded() ? "decimal" : "decimal(" + precision + "," + scale + ")";
    }
  }

  /** A binary float of 32 or 64 bits. */
  record Real(int bits) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.REAL;
    }

    @Override
    public String toString() {
      return "float" + bits;
    }
  }

  /** True or false. */
  record Bool() implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }

    @Override
    public String toString() {
      return "boolean";
    }
  }

  /** Text padded with spaces to {@code length} characters; the padding is no part of the value. */
  record Char(int length, Collation collation) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.CHAR;
    }

    @Override
    public String toString() {
      return "char(" + length + ")";
    }
  }

  /** Text of at most {@code length} characters (code points). */
  record Varchar(int length, Collation collation) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.VARCHAR;
    }

    @Override
    public String toString() {
      return "varchar(" + length + ")";
    }
  }

  /** Text of at most {@code maxBytes} bytes, 0 for no limit. */
  record Text(long maxBytes, Collation collation) implements LogicalType {
    /** Unlimited text compared by bytes. */
    public static final Text UNLIMITED = new Text(0, Collation.BINARY);

    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public String toString() {
      return maxBytes == 0 ? "text" : "text(" + maxBytes + " bytes)";
    }
  }

  /**
   * Bytes: exactly {@code length} of them when {@code fixed}, else at most so many, 0 for no limit.
   */
  record Bytes(long length, boolean fixed) implements LogicalType {
    /** Any number of bytes. */
    public static final Bytes UNLIMITED = new Bytes(0, false);

    @Override
    public Kind kind() {
      return Kind.BYTES;
    }

    @Override
    public String toString() {
      return (fixed ? "binary" : "bytes") + (length == 0 ? "" : "(" + length + ")");
    }
  }

  /** A day of the calendar. */
  record Date() implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.DATE;
    }

    @Override
    public String toString() {
      return "date";
    }
  }

  /**
   * A time of day with {@code precision} fractional digits (0 to 6). With {@code beyondDay} it is a
   * span that may be negative or longer than a day, as MySQL's TIME (-838:59:59 to 838:59:59).
   */
  record Time(int precision, boolean beyondDay) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.TIME;
    }

    @Override
    public String toString() {
      return (beyondDay ? "time-span(" : "time(") + precision + ")";
    }
  }

  /**
   * A date and time on the wall, without zone, with {@code precision} fractional digits (0 to 6).
   */
  record Timestamp(int precision) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.TIMESTAMP;
    }

    @Override
    public String toString() {
      return "timestamp(" + precision + ")";
    }
  }

  /** An instant, with {@code precision} fractional digits (0 to 6). */
  record TimestampTz(int precision) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.TIMESTAMP_TZ;
    }

    @Override
    public String toString() {
      return "timestamptz(" + precision + ")";
    }
  }

  /** Months, days and microseconds, kept apart. */
  record Interval() implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.INTERVAL;
    }

    @Override
    public String toString() {
      return "interval";
    }
  }

  /** A UUID. */
  record Uuid() implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.UUID;
    }

    @Override
    public String toString() {
      return "uuid";
    }
  }

  /**
   * JSON. {@code normalised}: the database keeps the meaning but not the spelling (key order,
   * spaces, duplicate keys), as PostgreSQL's jsonb and MySQL's JSON.
   */
  record Json(boolean normalised) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.JSON;
    }

    @Override
    public String toString() {
      return normalised ? "json(normalised)" : "json";
    }
  }

  /**
   * One of a list of labels, which order it.
   *
   * @param name the type's own name where the database names it, else empty
   */
  record Enumerated(String name, List<String> labels) implements LogicalType {
    public Enumerated {
      labels = List.copyOf(labels);
    }

    @Override
    public Kind kind() {
      return Kind.ENUM;
    }

    @Override
    public String toString() {
      return "enum" + labels;
    }
  }

  /** Any subset of a list of labels. */
  record LabelSet(List<String> labels) implements LogicalType {
    public LabelSet {
      labels = List.copyOf(labels);
    }

    @Override
    public Kind kind() {
      return Kind.SET;
    }

    @Override
    public String toString() {
      return "set" + labels;
    }
  }

  /**
   * A string of exactly {@code length} bits, or at most so many when {@code varying} (0 for no
   * limit).
   */
  record Bits(int length, boolean varying) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.BITS;
    }

    @Override
    public String toString() {
      return (varying ? "varbit(" : "bit(") + length + ")";
    }
  }

  /** An array of any number of dimensions. */
  record ArrayOf(LogicalType element) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.ARRAY;
    }

    @Override
    public String toString() {
      return element + "[]";
    }
  }

  /**
   * A shape in a plane or on the globe.
   *
   * @param shape {@code geometry} for any, or {@code point}, {@code polygon} and so on, lower case
   * @param srid 0 when unknown or mixed
   */
  record Geometry(String shape, int srid) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.GEOMETRY;
    }

    @Override
    public String toString() {
      return shape + (srid == 0 ? "" : "(srid " + srid + ")");
    }
  }

  /** A network address. */
  record Network(Form form) implements LogicalType {
    /** What kind of address. */
    public enum Form {
      INET,
      CIDR,
      INET4,
      INET6,
      MACADDR,
      MACADDR8
    }

    @Override
    public Kind kind() {
      return Kind.NETWORK;
    }

    @Override
    public String toString() {
      return form.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A type that only its own engine understands. It passes unchanged between two databases of one
   * engine, and as text to others.
   *
   * @param engine the scheme of the connector that knows it
   * @param nativeName the type as that engine spells it in DDL
   */
  record Opaque(String engine, String nativeName) implements LogicalType {
    @Override
    public Kind kind() {
      return Kind.OPAQUE;
    }

    @Override
    public String toString() {
      return engine + ":" + nativeName;
    }
  }

  /**
   * A column whose values choose their type one by one, as in SQLite.
   *
   * @param seen what the data holds now
   */
  record Variant(Set<Form> seen) implements LogicalType {
    /** The type of one value. */
    public enum Form {
      INTEGER,
      REAL,
      TEXT,
      BYTES
    }

    public Variant {
      seen = Set.copyOf(seen);
    }

    @Override
    public Kind kind() {
      return Kind.VARIANT;
    }

    @Override
    public String toString() {
      return "variant" + new TreeSet<>(seen).toString().toLowerCase(Locale.ROOT);
    }
  }
}
