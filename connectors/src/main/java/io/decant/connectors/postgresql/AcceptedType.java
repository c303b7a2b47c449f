package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import io.decant.converter.schema.LogicalType.Variant.Form;
import java.util.Set;

/**
 * The nearest type that PostgreSQL has.
 *
 * @param code of the remark; empty when there is nothing to remark
 * @param reason in words
 */
record AcceptedType(LogicalType type, String code, String reason) {
  /** Source: MaxAttrSize in PostgreSQL: 10 MB of characters. */
  private static final int MAX_LENGTH = 10_485_760;

  private static final int MAX_BITS = 83_886_080;

  /** Source: NUMERIC_MAX_PRECISION in PostgreSQL. */
  private static final int MAX_PRECISION = 1000;

  private static AcceptedType same(LogicalType type) {
    return new AcceptedType(type, "", "");
  }

  /**
   * @param table the accepted table's name, which names enums that have no name of their own
   */
  static AcceptedType of(Column column, String table) {
    LogicalType type = column.type();
    if (type instanceof Int number) {
      return number(number, column.identity().filter(AcceptedType::fits).isPresent());
    }
    return of(type, table + "_" + column.name() + "_enum");
  }

  /** A counter that stands at the end of a long has handed out numbers beyond. */
  private static boolean fits(Identity identity) {
    return identity.next() < Long.MAX_VALUE;
  }

  private static AcceptedType number(Int type, boolean counts) {
    int bits = type.unsigned() ? type.bits() + 1 : type.bits();
    if (bits <= 16) {
      return same(new Int(16, false));
    }
    if (bits <= 32) {
      return same(new Int(32, false));
    }
    if (bits <= 64) {
      return same(new Int(64, false));
    }
    return counts
        ? new AcceptedType(
            new Int(64, false),
            "UNSIGNED_RANGE",
            "bigint, because only such a number counts by itself, and the data is far from its end;"
                + " a value beyond 9223372036854775807 is refused")
        : same(new Decimal(20, 0));
  }

  private static AcceptedType of(LogicalType type, String enumName) {
    return switch (type.kind()) {
      case INT -> number((Int) type, false);
      case DECIMAL -> decimal((Decimal) type);
      case CHAR -> {
        int length = ((Char) type).length();
        yield length > MAX_LENGTH
            ? tooLong(type)
            : same(new Char(Math.max(1, length), Collation.BINARY));
      }
      case VARCHAR -> {
        int length = ((Varchar) type).length();
        yield length > MAX_LENGTH
            ? tooLong(type)
            : same(length == 0 ? Text.UNLIMITED : new Varchar(length, Collation.BINARY));
      }
      case TEXT -> same(Text.UNLIMITED);
      case BYTES -> same(Bytes.UNLIMITED);
      case TIME -> same(((Time) type).beyondDay() ? new Interval() : type);
      case ENUM -> enumerated((Enumerated) type, enumName);
      case SET -> same(new ArrayOf(Text.UNLIMITED));
      case BITS -> {
        Bits bits = (Bits) type;
        yield same(bits.length() == 0 || bits.length() > MAX_BITS ? new Bits(0, true) : type);
      }
      case ARRAY -> array((ArrayOf) type, enumName);
      case GEOMETRY ->
          new AcceptedType(
              Bytes.UNLIMITED,
              "GEOMETRY_AS_BYTES",
              "bytes: the SRID in four, the lowest first, then well-known binary with X (longitude)"
                  + " before Y; because PostGIS is not assumed");
      case NETWORK ->
          switch (((Network) type).form()) {
            case INET4, INET6 -> same(new Network(Network.Form.INET));
            case INET, CIDR, MACADDR, MACADDR8 -> same(type);
          };
      case OPAQUE -> opaque((Opaque) type);
      case VARIANT -> same(variant(((Variant) type).seen()));
      case REAL, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_TZ, INTERVAL, UUID, JSON -> same(type);
    };
  }

  private static AcceptedType decimal(Decimal type) {
    return type.precision() > MAX_PRECISION || type.scale() > type.precision()
        ? same(Decimal.UNBOUNDED)
        : same(type);
  }

  private static AcceptedType tooLong(LogicalType type) {
    return new AcceptedType(Text.UNLIMITED, "LENGTH", type + " is longer than a length can be");
  }

  private static AcceptedType enumerated(Enumerated type, String enumName) {
    if (type.labels().stream()
        .anyMatch(label -> label.getBytes(UTF_8).length > PostgresNames.MAX_BYTES)) {
      return new AcceptedType(
          Text.UNLIMITED,
          "ENUM_LABEL_63",
          "text with a check, because a label is longer than 63 bytes");
    }
    String name = PostgresNames.shortened(type.name().isEmpty() ? enumName : type.name());
    return same(new Enumerated(name, type.labels()));
  }

  private static AcceptedType array(ArrayOf type, String enumName) {
    LogicalType element = type.element();
    while (element instanceof ArrayOf nested) {
      element = nested.element(); // an array type has any number of dimensions
    }
    AcceptedType accepted = of(element, enumName);
    return new AcceptedType(new ArrayOf(accepted.type()), accepted.code(), accepted.reason());
  }

  private static AcceptedType opaque(Opaque type) {
    return type.engine().equals(PostgresTypes.ENGINE) && PostgresTypes.isOwn(type)
        ? same(type)
        : new AcceptedType(
            Text.UNLIMITED,
            "TYPE_AS_TEXT",
            "text, because a new database need not have the type " + type.nativeName());
  }

  /** Where numbers and bytes meet, only JSON has a word for every value. */
  private static LogicalType variant(Set<Form> seen) {
    if (seen.contains(Form.BYTES)) {
      boolean numbers = seen.contains(Form.INTEGER) || seen.contains(Form.REAL);
      return numbers ? new Json(false) : Bytes.UNLIMITED;
    }
    return seen.isEmpty() || seen.contains(Form.TEXT) ? Text.UNLIMITED : Decimal.UNBOUNDED;
  }
}
