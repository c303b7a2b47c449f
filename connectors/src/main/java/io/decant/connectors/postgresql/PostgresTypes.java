package io.decant.connectors.postgresql;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;
import java.util.Set;

/** Native types to logical ones, and the accepted logical types to DDL. */
final class PostgresTypes {
  static final String ENGINE = "postgresql";

  /** A number of 32 bits without sign, which no other database has. */
  static final String OID = "oid";

  /** Before a length or precision in a packed modifier. Source: VARHDRSZ in PostgreSQL. */
  private static final int MODIFIER_HEADER = 4;

  private static final int MAX_FRACTION_DIGITS = 6;

  /** Types that every PostgreSQL has and that only it has; they pass to another one unchanged. */
  private static final Set<String> OWN =
      Set.of(
          "box",
          "circle",
          "cid",
          "daterange",
          "datemultirange",
          "int2vector",
          "int4range",
          "int4multirange",
          "int8range",
          "int8multirange",
          "jsonpath",
          "line",
          "lseg",
          "numrange",
          "nummultirange",
          "oidvector",
          "path",
          "pg_lsn",
          "pg_snapshot",
          "point",
          "polygon",
          "tid",
          "timetz",
          "tsquery",
          "tsrange",
          "tsmultirange",
          "tstzrange",
          "tstzmultirange",
          "tsvector",
          "txid_snapshot",
          "xid",
          "xid8",
          "xml");

  /** Types that have the same name in the catalog and in DDL. */
  private static final Set<String> OTHERS =
      Set.of(
          "text",
          "name",
          "bytea",
          "date",
          "interval",
          "uuid",
          "json",
          "jsonb",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "money",
          OID,
          "regclass",
          "regproc",
          "regprocedure",
          "regtype",
          "regrole",
          "regnamespace",
          "refcursor");

  private PostgresTypes() {}

  /**
   * @param tableSchema an enum of another schema gets that schema's name in front, so that two
   *     never meet under one name
   */
  static LogicalType fromNative(NativeType type, String tableSchema) {
    if (type.kind() == 'e') {
      String prefix = type.schema().equals(tableSchema) ? "" : type.schema() + "_";
      return new Enumerated(prefix + type.name(), type.labels());
    }
    if (type.element().isPresent()) {
      return new ArrayOf(fromNative(type.element().get(), tableSchema));
    }
    if (type.name().equals("citext")) {
      return new Text(0, type.collation());
    }
    return type.isBuiltIn() ? builtIn(type) : opaque(type);
  }

  private static LogicalType builtIn(NativeType type) {
    int modifier = type.modifier();
    int length = Math.max(0, modifier - MODIFIER_HEADER);
    return switch (type.name()) {
      case "int2" -> new Int(16, false);
      case "int4" -> new Int(32, false);
      case "int8" -> new Int(64, false);
      case "numeric" -> modifier < 0 ? Decimal.UNBOUNDED : decimal(modifier - MODIFIER_HEADER);
      // As the modifier, the digits behind the point that the server's currency has.
      case "money" -> new Decimal(19, modifier);
      case OID -> new Int(64, false);
      case "float4" -> new Real(32);
      case "float8" -> new Real(64);
      case "bool" -> new Bool();
      case "bpchar" ->
          modifier < 0 ? new Text(0, type.collation()) : new Char(length, type.collation());
      case "varchar" ->
          modifier < 0 ? new Text(0, type.collation()) : new Varchar(length, type.collation());
      case "text" -> new Text(0, type.collation());
      case "name" -> new Varchar(63, type.collation());
      // One byte, but printed as \ooo when it is not ASCII.
      case "char" -> new Varchar(4, type.collation());
      case "bytea" -> Bytes.UNLIMITED;
      case "date" -> new Date();
      case "time" -> new Time(fraction(modifier), false);
      case "timestamp" -> new Timestamp(fraction(modifier));
      case "timestamptz" -> new TimestampTz(fraction(modifier));
      case "interval" -> new Interval();
      case "uuid" -> new Uuid();
      case "json" -> new Json(false);
      case "jsonb" -> new Json(true);
      case "bit" -> new Bits(Math.max(1, modifier), false);
      case "varbit" -> new Bits(Math.max(0, modifier), true);
      case "inet" -> new Network(Network.Form.INET);
      case "cidr" -> new Network(Network.Form.CIDR);
      case "macaddr" -> new Network(Network.Form.MACADDR);
      case "macaddr8" -> new Network(Network.Form.MACADDR8);
      default -> opaque(type);
    };
  }

  private static Opaque opaque(NativeType type) {
    return new Opaque(ENGINE, type.spelling());
  }

  private static int fraction(int modifier) {
    return modifier < 0 ? MAX_FRACTION_DIGITS : modifier;
  }

  /**
   * Precision and scale, the scale in 11 bits with sign. Since PostgreSQL 15 it may be negative or
   * larger than the precision; then the logical precision holds every value of it.
   */
  private static Decimal decimal(int packed) {
    int precision = packed >> 16 & 0xFFFF;
    int scale = (packed & 0x7FF ^ 0x400) - 0x400;
    return scale < 0
        ? new Decimal(precision - scale, 0)
        : new Decimal(Math.max(precision, scale), scale);
  }

  /** Whether a type that only PostgreSQL has is one that every PostgreSQL has. */
  static boolean isOwn(Opaque type) {
    String name = type.nativeName().replaceFirst("\\(.*?\\)", "");
    return OWN.contains(name.equals("time with time zone") ? "timetz" : name);
  }

  /** Whether the catalog of every server has a type of this short name. */
  static boolean isBuiltIn(String name) {
    return OWN.contains(name) || OTHERS.contains(name);
  }

  /**
   * An accepted type as DDL spells it.
   *
   * @param enumName the quoted and qualified name of a type that the table's steps create
   */
  static String toNative(LogicalType type, String enumName) {
    return switch (type.kind()) {
      case INT ->
          ((Int) type).bits() == 16 ? "smallint" : ((Int) type).bits() == 32 ? "integer" : "bigint";
      case DECIMAL -> {
        Decimal decimal = (Decimal) type;
        yield decimal.isUnbounded()
            ? "numeric"
            : "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
      }
      case REAL -> ((Real) type).bits() == 32 ? "real" : "double precision";
      case BOOLEAN -> "boolean";
      case CHAR -> "character(" + ((Char) type).length() + ")";
      case VARCHAR -> "character varying(" + ((Varchar) type).length() + ")";
      case TEXT -> "text";
      case BYTES -> "bytea";
      case DATE -> "date";
      case TIME -> "time" + precision(((Time) type).precision());
      case TIMESTAMP -> "timestamp" + precision(((Timestamp) type).precision());
      case TIMESTAMP_TZ ->
          "timestamp" + precision(((TimestampTz) type).precision()) + " with time zone";
      case INTERVAL -> "interval";
      case UUID -> "uuid";
      case JSON -> ((Json) type).normalised() ? "jsonb" : "json";
      case ENUM -> enumName;
      case BITS -> {
        Bits bits = (Bits) type;
        yield (bits.varying() ? "bit varying" : "bit")
            + (bits.length() == 0 ? "" : "(" + bits.length() + ")");
      }
      case ARRAY -> toNative(((ArrayOf) type).element(), enumName) + "[]";
      case NETWORK ->
          switch (((Network) type).form()) {
            case INET, INET4, INET6 -> "inet";
            case CIDR -> "cidr";
            case MACADDR -> "macaddr";
            case MACADDR8 -> "macaddr8";
          };
      case OPAQUE -> ((Opaque) type).nativeName();
      case SET, GEOMETRY, VARIANT ->
          throw new IllegalArgumentException("PostgreSQL has no type for " + type);
    };
  }

  private static String precision(int digits) {
    return digits == MAX_FRACTION_DIGITS ? "" : "(" + digits + ")";
  }

  /**
   * How a column is selected, so that its binary form is the one that {@link FieldDecoder} knows
   * whatever its own type (money, citext, a domain): a cast to itself costs nothing.
   */
  static String selected(LogicalType type, String column) {
    return switch (type.kind()) {
      case INT ->
          column
              + (((Int) type).bits() <= 16
                  ? "::int2"
                  : ((Int) type).bits() <= 32 ? "::int4" : "::int8");
      case DECIMAL -> column + "::numeric";
      case REAL -> column + (((Real) type).bits() == 32 ? "::float4" : "::float8");
      case BOOLEAN -> column + "::bool";
      // To text, a char(n) loses its padding.
      case CHAR, VARCHAR, TEXT, ENUM, OPAQUE -> column + "::text";
      // Of money as numbers, not as a currency prints them.
      case ARRAY ->
          ((ArrayOf) type).element() instanceof Decimal
              ? column + "::numeric[]::text"
              : column + "::text";
      case BYTES -> column + "::bytea";
      case DATE -> column + "::date";
      case TIME -> column + "::time";
      case TIMESTAMP -> column + "::timestamp";
      case TIMESTAMP_TZ -> column + "::timestamptz";
      case INTERVAL -> column + "::interval";
      case UUID -> column + "::uuid";
      case JSON -> column + (((Json) type).normalised() ? "::jsonb" : "::json");
      case BITS -> column + "::varbit";
      // A cast of inet to text would add the mask; printing it does not.
      case NETWORK -> "CASE WHEN " + column + " IS NOT NULL THEN format('%s', " + column + ") END";
      case SET, GEOMETRY, VARIANT ->
          throw new IllegalArgumentException("PostgreSQL has no column of type " + type);
    };
  }

  /** How an array's elements stand in JSON. */
  static ArrayText.Element arrayElement(ArrayOf type) {
    return switch (type.element().kind()) {
      case INT, DECIMAL, REAL -> ArrayText.Element.NUMBER;
      case BOOLEAN -> ArrayText.Element.BOOLEAN;
      case CHAR,
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
          VARIANT ->
          ArrayText.Element.TEXT;
    };
  }

  /** What stands between an array's elements; the type box alone needs its commas for itself. */
  static char arrayDelimiter(ArrayOf type) {
    return type.element() instanceof Opaque opaque && opaque.nativeName().equals("box") ? ';' : ',';
  }
}
