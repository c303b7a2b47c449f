package io.decant.connectors.mysql;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import io.decant.converter.schema.LogicalType.Variant.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The nearest type that a server has, and how its DDL spells it.
 *
 * @param type what the column will hold
 * @param ddl the type as CREATE TABLE takes it
 * @param code of what is not as it was; empty when nothing is
 * @param reason in words
 */
record ColumnFit(LogicalType type, String ddl, String code, String reason) {
  private static final Set<String> SHAPES =
      Set.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private static final int MAX_VARCHAR = 16_383;
  private static final int MAX_VARBINARY = 1024;
  private static final Collation ASCII = new Collation("ascii_bin", false, false, true);

  /** Without the limits of any key. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static ColumnFit as(LogicalType type, String ddl) {
    return new ColumnFit(type, ddl, "", "");
  }

  private ColumnFit because(String newCode, String newReason) {
    return code.isEmpty() ? new ColumnFit(type, ddl, newCode, newReason) : this;
  }

  /**
   * @param keyBytes what the column may take of the keys it stands in, at most
   */
  static ColumnFit of(Column column, int keyBytes, ServerTraits traits) {
    LogicalType type = column.type();
    return switch (type.kind()) {
      case INT -> as(type, kept(column, integer((Int) type), traits));
      case DECIMAL -> decimal(column, (Decimal) type, keyBytes, traits);
      case REAL -> as(type, kept(column, ((Real) type).bits() == 32 ? "float" : "double", traits));
      case BOOLEAN -> as(type, column.nativeType().equals("bit(1)") ? "bit(1)" : "tinyint(1)");
      case CHAR -> character((Char) type, keyBytes, traits);
      case VARCHAR ->
          varchar(((Varchar) type).length(), ((Varchar) type).collation(), keyBytes, traits);
      case TEXT -> text((Text) type, keyBytes, traits);
      case BYTES -> bytes((Bytes) type, keyBytes, column, traits);
      case DATE -> as(type, "date");
      case TIME -> as(type, "time" + digits(((Time) type).precision()));
      case TIMESTAMP -> as(type, "datetime" + digits(((Timestamp) type).precision()));
      case TIMESTAMP_TZ -> instant(column, (TimestampTz) type);
      case INTERVAL -> ascii(64).because("INTERVAL", "kept as ISO 8601 text");
      case UUID -> uuid(traits);
      case JSON -> as(new Json(traits.jsonNormalised()), "json");
      case ENUM -> enumerated((Enumerated) type, keyBytes, column, traits);
      case SET -> labelSet((LabelSet) type, keyBytes, column, traits);
      case BITS -> bits((Bits) type, keyBytes, traits);
      case ARRAY ->
          new ColumnFit(new Json(traits.jsonNormalised()), "json", "ARRAY", "kept as a JSON array");
      case GEOMETRY -> geometry((Geometry) type, traits);
      case NETWORK ->
          traits.mariaDb() && isKept(column, traits)
              ? as(type, column.nativeType())
              : ascii(43).because("NETWORK", "kept as text");
      case OPAQUE -> text(Text.UNLIMITED, keyBytes, traits).because("UNKNOWN_TYPE", "kept as text");
      case VARIANT -> variant((Variant) type, keyBytes, column, traits);
    };
  }

  /** A type of MySQL, and not another engine's that begins alike: {@code double precision}. */
  private static final Pattern SPELLED =
      Pattern.compile("[a-z][a-z0-9]*(?:\\(.*\\))?(?: unsigned)?(?: zerofill)?");

  /** The source's own spelling where it means the same here: zerofill, display widths, year. */
  private static String kept(Column column, String otherwise, ServerTraits traits) {
    return isKept(column, traits) ? column.nativeType() : otherwise;
  }

  private static boolean isKept(Column column, ServerTraits traits) {
    String spelled = column.nativeType();
    // Our logical types print like "decimal(10,2)"; only what reads back as the same type is
    // native.
    return SPELLED.matcher(spelled).matches()
        && MySqlTypes.logical(NativeType.parse(spelled), Collation.BINARY, 0, traits)
            .equals(column.type());
  }

  private static String integer(Int type) {
    String word =
        switch (type.bits()) {
          case 8 -> "tinyint";
          case 16 -> "smallint";
          case 24 -> "mediumint";
          case 32 -> "int";
          default -> "bigint";
        };
    return type.unsigned() ? word + " unsigned" : word;
  }

  private static ColumnFit decimal(Column column, Decimal type, int keyBytes, ServerTraits traits) {
    if (type.isUnbounded()) {
      return as(new Decimal(65, 30), "decimal(65,30)")
          .because("NUMERIC_PRECISION", "at most 35 digits before the point and 30 behind it");
    }
    int precision = Math.max(type.precision(), type.scale()) - Math.min(0, type.scale());
    int scale = Math.max(0, type.scale());
    if (precision <= 65 && scale <= 30) {
      Decimal held = new Decimal(precision, scale);
      return as(held, kept(column, "decimal(" + precision + "," + scale + ")", traits));
    }
    return varchar(precision + 3, traits.textCollation(), keyBytes, traits)
        .because("NUMERIC_PRECISION", "more than 65 digits or 30 decimals, kept as text");
  }

  private static ColumnFit character(Char type, int keyBytes, ServerTraits traits) {
    if (type.length() < 1 || type.length() > 255) {
      return varchar(type.length(), type.collation(), keyBytes, traits)
          .because("CHAR_LENGTH", "longer than 255 characters: varchar, without padding");
    }
    Collation collation = collation(type.collation(), traits);
    return as(new Char(type.length(), collation), "char(" + type.length() + ")" + clause(collation))
        .noting(type.collation(), collation);
  }

  private static ColumnFit varchar(
      int length, Collation wanted, int keyBytes, ServerTraits traits) {
    Collation collation = collation(wanted, traits);
    int room = keyBytes == UNLIMITED ? UNLIMITED : keyBytes / characterBytes(collation);
    if (length > 0 && length <= Math.min(room, MAX_VARCHAR)) {
      return as(new Varchar(length, collation), "varchar(" + length + ")" + clause(collation))
          .noting(wanted, collation);
    }
    if (keyBytes != UNLIMITED) {
      return as(new Varchar(room, collation), "varchar(" + room + ")" + clause(collation))
          .because("KEY_LENGTH", "in a key: at most " + room + " characters")
          .noting(wanted, collation);
    }
    return text(new Text(Math.max(0, length) * 4L, wanted), UNLIMITED, traits);
  }

  private static ColumnFit text(Text type, int keyBytes, ServerTraits traits) {
    if (keyBytes != UNLIMITED) {
      return varchar(0, type.collation(), keyBytes, traits);
    }
    Collation collation = collation(type.collation(), traits);
    long bytes = type.maxBytes();
    String word =
        bytes == 0 || bytes > MySqlTypes.MEDIUM
            ? "longtext"
            : bytes > MySqlTypes.SMALL
                ? "mediumtext"
                : bytes > MySqlTypes.TINY ? "text" : "tinytext";
    return as(new Text(type.maxBytes(), collation), word + clause(collation))
        .noting(type.collation(), collation);
  }

  private static ColumnFit bytes(Bytes type, int keyBytes, Column column, ServerTraits traits) {
    long length = type.length();
    if (isKept(column, traits) && keyBytes == UNLIMITED) {
      return as(type, column.nativeType());
    }
    if (type.fixed() && length <= 255 && length > 0) {
      return as(type, "binary(" + length + ")");
    }
    if (length > 0 && length <= Math.min(keyBytes, MAX_VARBINARY)) {
      return as(new Bytes(length, false), "varbinary(" + length + ")");
    }
    if (keyBytes != UNLIMITED) {
      long room = length == 0 ? keyBytes : Math.min(length, keyBytes);
      ColumnFit fit = as(new Bytes(room, false), "varbinary(" + room + ")");
      return room == length
          ? fit
          : fit.because("KEY_LENGTH", "in a key: at most " + room + " bytes");
    }
    String word =
        length == 0 || length > MySqlTypes.MEDIUM
            ? "longblob"
            : length > MySqlTypes.SMALL ? "mediumblob" : "blob";
    return as(new Bytes(length, false), word);
  }

  private static ColumnFit instant(Column column, TimestampTz type) {
    String digits = digits(type.precision());
    // Only MySQL calls an instant "timestamp"; its values lie within 1970 to 2038.
    return column.nativeType().equals("timestamp" + digits)
        ? as(type, "timestamp" + digits)
        : as(new Timestamp(type.precision()), "datetime" + digits)
            .because("TIME_ZONE", "kept as its wall clock in UTC");
  }

  private static ColumnFit uuid(ServerTraits traits) {
    return traits.uuidType()
        ? as(new Uuid(), "uuid")
        : as(new Char(36, ASCII), "char(36)" + clause(ASCII));
  }

  /** Only JSON holds numbers beside bytes, and only bytes hold texts beside bytes. */
  private static ColumnFit variant(Variant type, int keyBytes, Column column, ServerTraits traits) {
    boolean numbers = type.seen().contains(Form.INTEGER) || type.seen().contains(Form.REAL);
    if (!type.seen().contains(Form.BYTES) || numbers && keyBytes != UNLIMITED) {
      return text(Text.UNLIMITED, keyBytes, traits)
          .because("MIXED_STORAGE", "values of several types, kept as text");
    }
    return numbers
        ? new ColumnFit(
            new Json(traits.jsonNormalised()),
            "json",
            "MIXED_STORAGE",
            "values of several types, kept as JSON")
        : bytes(Bytes.UNLIMITED, keyBytes, column, traits)
            .because("MIXED_STORAGE", "texts beside bytes, kept as bytes");
  }

  private static ColumnFit enumerated(
      Enumerated type, int keyBytes, Column column, ServerTraits traits) {
    boolean fits =
        !type.labels().isEmpty()
            && type.labels().size() <= 65_535
            && new HashSet<>(type.labels()).size() == type.labels().size()
            && type.labels().stream().allMatch(ColumnFit::isLabel);
    if (!fits) {
      int longest = type.labels().stream().mapToInt(String::length).max().orElse(1);
      return varchar(Math.max(1, longest), traits.textCollation(), keyBytes, traits)
          .because("ENUM_LABELS", "its labels do not fit an enum: kept as text");
    }
    Collation wanted = ofLabels(column);
    Collation held = collation(wanted, traits);
    return as(new Enumerated("", type.labels()), "enum" + labels(type.labels()) + clause(held))
        .noting(wanted, held);
  }

  private static ColumnFit labelSet(
      LabelSet type, int keyBytes, Column column, ServerTraits traits) {
    boolean fits =
        !type.labels().isEmpty()
            && type.labels().size() <= 64
            && type.labels().stream().allMatch(label -> isLabel(label) && !label.contains(","));
    Collation wanted = ofLabels(column);
    Collation held = collation(wanted, traits);
    return fits
        ? as(type, "set" + labels(type.labels()) + clause(held)).noting(wanted, held)
        : text(Text.UNLIMITED, keyBytes, traits)
            .because("SET_LABELS", "its labels do not fit a set: kept as text");
  }

  /** What a column of MySQL compares its labels by. */
  private static Collation ofLabels(Column column) {
    String name = NativeType.parse(column.nativeType()).collation();
    return ServerTraits.named(name, !name.isEmpty());
  }

  /** The server takes spaces at the end of a label away. */
  private static boolean isLabel(String label) {
    return label.length() <= 255 && !label.endsWith(" ");
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Escapes::quote).collect(Collectors.joining(",", "(", ")"));
  }

  private static ColumnFit bits(Bits type, int keyBytes, ServerTraits traits) {
    if (!type.varying() && type.length() == 1) {
      return as(new Bool(), "bit(1)");
    }
    if (!type.varying() && type.length() > 1 && type.length() <= 64) {
      return as(type, "bit(" + type.length() + ")");
    }
    return varchar(type.length(), ASCII, keyBytes, traits)
        .because("BIT_LENGTH", "more than 64 bits, or of varying length: kept as text");
  }

  private static ColumnFit geometry(Geometry type, ServerTraits traits) {
    String shape = SHAPES.contains(type.shape()) ? type.shape() : "geometry";
    boolean bound = traits.geometrySrid() && type.srid() != 0;
    return as(new Geometry(shape, type.srid()), shape + (bound ? " SRID " + type.srid() : ""));
  }

  private static ColumnFit ascii(int length) {
    return as(new Varchar(length, ASCII), "varchar(" + length + ")" + clause(ASCII));
  }

  /** The source's own collation where this server has it, else one that compares texts exactly. */
  private static Collation collation(Collation wanted, ServerTraits traits) {
    Collation known = traits.collations().get(wanted.name());
    return known == null ? traits.textCollation() : known;
  }

  private ColumnFit noting(Collation wanted, Collation held) {
    if (!wanted.merges() || wanted.name().isEmpty() || wanted.name().equals(held.name())) {
      return this;
    }
    String compared =
        "compared by " + held.name() + ", which tells apart what " + wanted.name() + " did not";
    return code.isEmpty()
        ? because("COLLATION", compared)
        : new ColumnFit(type, ddl, code + " COLLATION", reason + "; " + compared);
  }

  /** Texts that are one to their own database, and for whose collation this server has no other. */
  static boolean isMergedElsewhere(LogicalType type, ServerTraits traits) {
    Collation wanted =
        type instanceof Char fixed
            ? fixed.collation()
            : type instanceof Varchar varying
                ? varying.collation()
                : type instanceof Text text ? text.collation() : Collation.BINARY;
    return wanted.merges() && !traits.collations().containsKey(wanted.name());
  }

  static String clause(Collation collation) {
    return " CHARACTER SET " + MySqlTypes.characterSet(collation) + " COLLATE " + collation.name();
  }

  /** Bytes that a character takes in a key, at most. */
  static int characterBytes(Collation collation) {
    String set = MySqlTypes.characterSet(collation);
    return switch (set) {
      case "utf8", "utf8mb3" -> 3;
      case "ascii", "latin1", "latin2", "binary" -> 1;
      default -> 4;
    };
  }

  private static String digits(int precision) {
    return precision == 0 ? "" : "(" + precision + ")";
  }
}
