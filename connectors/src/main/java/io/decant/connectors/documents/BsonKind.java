package io.decant.connectors.documents;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a value is, in the words of plans and native types: BSON's types, and its two plain kinds of
 * bytes.
 */
enum BsonKind {
  INT32(Bson.INT32, "int32"),
  INT64(Bson.INT64, "int64"),
  DOUBLE(Bson.DOUBLE, "double"),
  DECIMAL128(Bson.DECIMAL128, "decimal128"),
  STRING(Bson.STRING, "string"),
  OBJECT_ID(Bson.OBJECT_ID, "objectId"),
  BOOL(Bson.BOOLEAN, "bool"),
  DATE(Bson.DATE, "date"),
  UUID(Bson.BINARY, "uuid"),
  BINARY(Bson.BINARY, "binary"),
  OTHER_BINARY(Bson.BINARY, "otherBinary"),
  OBJECT(Bson.DOCUMENT, "object"),
  ARRAY(Bson.ARRAY, "array"),
  NULL(Bson.NULL, "null"),
  UNDEFINED(Bson.UNDEFINED, "undefined"),
  REGEX(Bson.REGEX, "regex"),
  DB_POINTER(Bson.DB_POINTER, "dbPointer"),
  CODE(Bson.CODE, "javascript"),
  SYMBOL(Bson.SYMBOL, "symbol"),
  CODE_WITH_SCOPE(Bson.CODE_WITH_SCOPE, "javascriptWithScope"),
  TIMESTAMP(Bson.TIMESTAMP, "timestamp"),
  MIN_KEY(Bson.MIN_KEY, "minKey"),
  MAX_KEY(Bson.MAX_KEY, "maxKey");

  private static final BsonKind[] KINDS = values();
  private static final BsonKind[] BY_TYPE = new BsonKind[256];
  private static final Map<String, BsonKind> BY_WORD =
      Arrays.stream(KINDS).collect(Collectors.toMap(BsonKind::word, Function.identity()));

  static {
    for (BsonKind kind : KINDS) {
      BY_TYPE[kind.type & 255] = kind;
    }
  }

  private final byte type;
  private final String word;

  BsonKind(byte type, String word) {
    this.type = type;
    this.word = word;
  }

  byte type() {
    return type;
  }

  String word() {
    return word;
  }

  boolean isNumber() {
    return ordinal() <= DECIMAL128.ordinal();
  }

  static Optional<BsonKind> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The kind of a value. */
  static BsonKind of(byte type, byte[] bson, int from, int end) {
    if (type != Bson.BINARY) {
      return BY_TYPE[type & 255];
    }
    byte subtype = bson[from + 4];
    if (subtype == Bson.UUID && end - from == Bson.BINARY_HEAD + 16) {
      return UUID;
    }
    return subtype == Bson.PLAIN ? BINARY : OTHER_BINARY;
  }
}
