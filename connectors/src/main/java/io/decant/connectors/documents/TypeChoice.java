package io.decant.connectors.documents;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;

/**
 * The narrowest type that holds all values seen of one field exactly.
 *
 * @param kinds in the order in which a value of the column is taken for one of them
 * @param code of the evidence, empty where the type is what every value is
 */
record TypeChoice(LogicalType type, List<BsonKind> kinds, String code) {
  TypeChoice {
    kinds = List.copyOf(kinds);
  }

  static TypeChoice of(Shape.Node seen) {
    List<BsonKind> kinds = seen.kinds();
    if (kinds.size() == 1) {
      return new TypeChoice(single(kinds.get(0)), kinds, "");
    }
    if (!kinds.isEmpty() && kinds.stream().allMatch(BsonKind::isNumber)) {
      return new TypeChoice(number(seen), numbers(seen), "");
    }
    boolean shapes = kinds.contains(BsonKind.ARRAY) || kinds.contains(BsonKind.OBJECT);
    String code = shapes ? "MIXED_SHAPE" : "MIXED_TYPE";
    return new TypeChoice(new LogicalType.Json(false), kinds, kinds.isEmpty() ? "" : code);
  }

  /** Of documents' keys: values of many kinds, or of none that makes a key, become text. */
  static TypeChoice ofKey(Shape.Node seen) {
    TypeChoice choice = of(seen);
    return choice.type.kind() == LogicalType.Kind.JSON
        ? new TypeChoice(LogicalType.Text.UNLIMITED, choice.kinds, choice.code)
        : choice;
  }

  private static LogicalType single(BsonKind kind) {
    return switch (kind) {
      case INT32 -> new LogicalType.Int(32, false);
      case INT64 -> new LogicalType.Int(64, false);
      case DOUBLE -> new LogicalType.Real(64);
      case DECIMAL128 -> LogicalType.Decimal.UNBOUNDED;
      case STRING -> LogicalType.Text.UNLIMITED;
      case OBJECT_ID -> new LogicalType.Char(2 * Bson.OBJECT_ID_LENGTH, Collation.BINARY);
      case BOOL -> new LogicalType.Bool();
      case DATE -> new LogicalType.TimestampTz(3);
      case UUID -> new LogicalType.Uuid();
      case BINARY -> new LogicalType.Bytes(0, false);
      case OTHER_BINARY,
          OBJECT,
          ARRAY,
          NULL,
          UNDEFINED,
          REGEX,
          DB_POINTER,
          CODE,
          SYMBOL,
          CODE_WITH_SCOPE,
          TIMESTAMP,
          MIN_KEY,
          MAX_KEY ->
          new LogicalType.Json(false);
    };
  }

  private static LogicalType number(Shape.Node seen) {
    boolean decimals = seen.count(BsonKind.DECIMAL128) > 0;
    boolean doubles = seen.count(BsonKind.DOUBLE) > 0;
    if (decimals || doubles && seen.beyondDouble > 0) {
      return LogicalType.Decimal.UNBOUNDED;
    }
    return doubles ? new LogicalType.Real(64) : new LogicalType.Int(64, false);
  }

  /** So that as few values as possible are taken for another kind than they were. */
  private static List<BsonKind> numbers(Shape.Node seen) {
    List<BsonKind> kinds = new ArrayList<>();
    long ints = seen.count(BsonKind.INT32);
    long longs = seen.count(BsonKind.INT64);
    long doubles = seen.count(BsonKind.DOUBLE);
    if (seen.smallLongs <= ints) {
      add(kinds, BsonKind.INT32, ints);
      add(kinds, BsonKind.INT64, longs);
    } else {
      add(kinds, BsonKind.INT64, longs);
      add(kinds, BsonKind.INT32, ints);
    }
    if (doubles > 0) {
      kinds.add(seen.wholeDoubles > ints + longs ? 0 : kinds.size(), BsonKind.DOUBLE);
    }
    long decimals = seen.count(BsonKind.DECIMAL128);
    if (decimals > 0) {
      kinds.add(decimals > ints + longs + doubles ? 0 : kinds.size(), BsonKind.DECIMAL128);
    }
    return kinds;
  }

  private static void add(List<BsonKind> kinds, BsonKind kind, long count) {
    if (count > 0) {
      kinds.add(kind);
    }
  }
}
