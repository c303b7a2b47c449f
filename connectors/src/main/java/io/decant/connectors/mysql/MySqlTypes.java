package io.decant.connectors.mysql;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;

/** Native types as logical ones. Facts: MySQL manual, "Data Types". */
final class MySqlTypes {
  static final String ENGINE = "mysql";

  static final long TINY = 255;
  static final long SMALL = 65_535;
  static final long MEDIUM = 16_777_215;
  static final long LONG = 4_294_967_295L;

  private MySqlTypes() {}

  /**
   * What the declaration alone says. A {@code tinyint(1)} is a number here; only its data can make
   * it a boolean.
   *
   * @param collation of a text column
   * @param srid of a geometry column
   */
  static LogicalType logical(NativeType type, Collation collation, int srid, ServerTraits traits) {
    return switch (type.word()) {
      case "tinyint" -> new Int(8, type.unsigned());
      case "smallint" -> new Int(16, type.unsigned());
      case "mediumint" -> new Int(24, type.unsigned());
      case "int" -> new Int(32, type.unsigned());
      case "bigint" -> new Int(64, type.unsigned());
      case "year" -> new Int(16, false);
      case "decimal" -> new Decimal(type.argument(0, 10), type.argument(1, 0));
      case "float" -> new Real(32);
      case "double" -> new Real(64);
      case "bit" -> type.argument(0, 1) == 1 ? new Bool() : new Bits(type.argument(0, 1), false);
      case "date" -> new Date();
      case "time" -> new Time(type.argument(0, 0), false);
      case "datetime" -> new Timestamp(type.argument(0, 0));
      case "timestamp" -> new TimestampTz(type.argument(0, 0));
      case "char" -> new Char(type.argument(0, 1), collation);
      case "varchar" -> new Varchar(type.argument(0, 1), collation);
      case "tinytext" -> new Text(textBytes(TINY, collation), collation);
      case "text" -> new Text(textBytes(SMALL, collation), collation);
      case "mediumtext" -> new Text(textBytes(MEDIUM, collation), collation);
      case "longtext" -> new Text(LONG, collation);
      case "binary" -> new Bytes(type.argument(0, 1), true);
      case "varbinary" -> new Bytes(type.argument(0, 1), false);
      case "tinyblob" -> new Bytes(TINY, false);
      case "blob" -> new Bytes(SMALL, false);
      case "mediumblob" -> new Bytes(MEDIUM, false);
      case "longblob" -> new Bytes(LONG, false);
      case "enum" -> new Enumerated("", type.arguments());
      case "set" -> new LabelSet(type.arguments());
      case "json" -> new Json(traits.jsonNormalised());
      case "uuid" -> new Uuid();
      case "inet4" -> new Network(Network.Form.INET4);
      case "inet6" -> new Network(Network.Form.INET6);
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon" ->
          new Geometry(type.word(), srid);
      case "geometrycollection", "geomcollection" -> new Geometry("geometrycollection", srid);
      default -> new Opaque(ENGINE, type.word());
    };
  }

  /** The character set of a collation, which stands at the front of its name. */
  static String characterSet(Collation collation) {
    if (collation.name().startsWith("uca1400")) {
      return "utf8mb4";
    }
    int end = collation.name().indexOf('_');
    return end < 0 ? collation.name() : collation.name().substring(0, end);
  }

  /** True where the text's bytes in a batch are its bytes in the column, too. */
  static boolean holdsUtf8(Collation collation) {
    String set = characterSet(collation);
    return set.startsWith("utf8") || set.equals("ascii") || set.equals("binary");
  }

  /** The limit counts the bytes of the column's own character set; ours count UTF-8. */
  private static long textBytes(long own, Collation collation) {
    return holdsUtf8(collation) ? own : Math.min(LONG, own * 3);
  }
}
