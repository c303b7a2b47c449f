package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Affinity;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a type is in a new SQLite table: the type that its values then have, and a declared name.
 * SQLite derives an affinity from that name and rewrites values by it, so the name is chosen to
 * leave them alone; beyond that it keeps as much of the type as a name can, for {@link
 * DeclaredType} to read it back. See docs/decisions/0006-sqlite-declared-names.md.
 *
 * @param declared empty for a column without a type
 */
record SqliteTypes(LogicalType type, String declared) {
  /** 2^64 - 1 has twenty digits; SQLite's integers end at 2^63 - 1. */
  private static final Decimal UNSIGNED_LONG = new Decimal(20, 0);

  /** In these languages I is no capital i, as NOCASE has it. */
  private static final Pattern TURKIC =
      Pattern.compile("(?i)(^|[^a-z])(tr|az|turkish|azerbaijani)([^a-z]|$)");

  /** Whatever a value is. */
  private static final LogicalType AS_STORED = new Variant(Set.of(Variant.Form.values()));

  static SqliteTypes of(LogicalType type) {
    return switch (type.kind()) {
      case INT -> integer((Int) type);
      case DECIMAL -> decimal((Decimal) type);
      case REAL -> new SqliteTypes(type, ((Real) type).bits() == 32 ? "FLOAT32" : "REAL");
      case BOOLEAN -> new SqliteTypes(type, "BOOLEAN");
      case CHAR -> {
        Char text = (Char) type;
        yield new SqliteTypes(
            new Char(text.length(), padded(text.collation())), sized("CHAR_TEXT", text.length()));
      }
      case VARCHAR -> {
        Varchar text = (Varchar) type;
        yield new SqliteTypes(
            new Varchar(text.length(), collation(text.collation())),
            sized("VARCHAR", text.length()));
      }
      case TEXT -> new SqliteTypes(new Text(0, collation(((Text) type).collation())), "TEXT");
      case BYTES -> {
        Bytes bytes = (Bytes) type;
        yield new SqliteTypes(type, sized(bytes.fixed() ? "BINARY_BLOB" : "BLOB", bytes.length()));
      }
      case DATE -> new SqliteTypes(type, "DATE");
      case TIME -> {
        Time time = (Time) type;
        String name = time.beyondDay() ? "TIME_SPAN_TEXT" : "TIME";
        yield new SqliteTypes(type, name + "(" + time.precision() + ")");
      }
      case TIMESTAMP -> new SqliteTypes(type, "DATETIME(" + ((Timestamp) type).precision() + ")");
      case TIMESTAMP_TZ ->
          new SqliteTypes(type, "TIMESTAMPTZ(" + ((TimestampTz) type).precision() + ")");
      // Not INTERVAL_TEXT: a name with INT in it has integer affinity.
      case INTERVAL -> new SqliteTypes(type, "DURATION_TEXT");
      case UUID -> new SqliteTypes(type, "UUID_TEXT");
      case JSON, ARRAY -> new SqliteTypes(new Json(false), "JSON_TEXT");
      case ENUM -> new SqliteTypes(type, "ENUM_TEXT");
      case SET -> new SqliteTypes(type, "SET_TEXT");
      case BITS -> {
        Bits bits = (Bits) type;
        yield new SqliteTypes(
            type, sized(bits.varying() ? "VARBIT_TEXT" : "BIT_TEXT", bits.length()));
      }
      case GEOMETRY -> new SqliteTypes(type, sized("GEOMETRY_BLOB", ((Geometry) type).srid()));
      case NETWORK -> new SqliteTypes(type, ((Network) type).form().name() + "_TEXT");
      case OPAQUE -> new SqliteTypes(Text.UNLIMITED, "TEXT");
      case VARIANT -> new SqliteTypes(type, "");
    };
  }

  /**
   * A column of SQLite's own keeps its declaration, and its values as they are stored: a date may
   * be spelled in many ways, a true be 1 or 'true', and a copy has no reason to choose.
   */
  static SqliteTypes own(Column column) {
    Affinity affinity = DeclaredType.of(column.nativeType()).affinity();
    LogicalType stored =
        switch (column.type().kind()) {
          case INT, CHAR, VARCHAR, TEXT, BYTES -> column.type();
          case REAL -> affinity == Affinity.REAL ? column.type() : AS_STORED;
          case DECIMAL,
              BOOLEAN,
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
              OPAQUE ->
              AS_STORED;
          case VARIANT -> column.type();
        };
    return new SqliteTypes(stored, column.nativeType());
  }

  private static SqliteTypes integer(Int type) {
    if (type.bits() == 64 && type.unsigned()) {
      return decimal(UNSIGNED_LONG);
    }
    String name =
        switch (type.bits()) {
          case 8 -> "TINYINT";
          case 16 -> "SMALLINT";
          case 24 -> "MEDIUMINT";
          case 32 -> "INT";
          default -> "BIGINT";
        };
    return new SqliteTypes(type, name + (type.unsigned() ? " UNSIGNED" : ""));
  }

  private static SqliteTypes decimal(Decimal type) {
    String digits = type.isUnbounded() ? "" : "(" + type.precision() + "," + type.scale() + ")";
    return new SqliteTypes(type, "DECIMAL_TEXT" + digits);
  }

  private static String sized(String name, long length) {
    return length == 0 ? name : name + "(" + length + ")";
  }

  /** The nearest of SQLite's own three. */
  static Collation collation(Collation wanted) {
    if (wanted.ignoresCase() && !TURKIC.matcher(wanted.name()).find()) {
      return TableDescription.collation("NOCASE");
    }
    return TableDescription.collation(wanted.padsSpaces() ? "RTRIM" : "");
  }

  /** Spaces at the end are no part of a CHAR, so two that differ in them alone are one key. */
  private static Collation padded(Collation wanted) {
    return collation(
        new Collation(wanted.name(), wanted.ignoresCase(), wanted.ignoresAccents(), true));
  }

  /** The collation of a text type; the plain one for every other type. */
  static Collation collationOf(LogicalType type) {
    if (type instanceof Char text) {
      return text.collation();
    }
    if (type instanceof Varchar text) {
      return text.collation();
    }
    return type instanceof Text text ? text.collation() : Collation.BINARY;
  }
}
