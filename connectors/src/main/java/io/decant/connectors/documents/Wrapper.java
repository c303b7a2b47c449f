package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The objects by which extended JSON says what JSON has no word for, {@code {"$oid": "..."}}: as
 * documents that were just written, to be replaced by what they mean. Versions 1 and 2 of the
 * format are known, and {@code $bson} of our own. What looks like none in all of its parts is
 * somebody's own object and stays one.
 */
final class Wrapper {
  private static final List<byte[]> NAMES =
      java.util.stream.Stream.of(
              "$oid",
              "$numberInt",
              "$numberLong",
              "$numberDouble",
              "$numberDecimal",
              "$date",
              "$binary",
              "$uuid",
              "$timestamp",
              "$regularExpression",
              "$regex",
              "$code",
              "$symbol",
              "$undefined",
              "$minKey",
              "$maxKey",
              "$dbPointer",
              "$bson")
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toList();

  /** ISO 8601; older tools leave out the colon of the offset. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  private Wrapper() {}

  /** Whether the name that begins there is that of a wrapper's first field. */
  static boolean isName(byte[] bson, int from, int end) {
    if (from >= end || bson[from] != '$') {
      return false;
    }
    for (byte[] name : NAMES) {
      int behind = from + name.length;
      if (behind < end
          && bson[behind] == 0
          && Arrays.equals(bson, from, behind, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Replaces the document that begins there, and is the last value written, by what it means.
   *
   * @return the type of what stands there now
   */
  static byte unwrap(BsonOutput out, int start) {
    if (!isName(out.data(), start + 5, out.size())) {
      return Bson.DOCUMENT;
    }
    byte[] document = Arrays.copyOfRange(out.data(), start, out.size());
    int before = out.size();
    out.truncate(start);
    byte type = meaning(new Parts(document), out);
    if (type == Bson.DOCUMENT && out.size() == start) {
      out.bytes(document, 0, before - start);
    }
    return type;
  }

  /** The fields of a wrapper by name. */
  private static final class Parts {
    final byte[] bson;
    private final Map<String, Part> byName = new HashMap<>();
    private int count;

    Parts(byte[] bson) {
      this.bson = bson;
      BsonWalk walk = new BsonWalk().over(bson, 0, bson.length);
      while (count < 3 && walk.next()) {
        count++;
        byName.put(walk.name(), new Part(bson, walk.type(), walk.valueFrom(), walk.valueEnd()));
      }
    }

    /** Whether these are all names that there are. */
    boolean are(String... names) {
      return count == names.length && byName.keySet().containsAll(List.of(names));
    }

    Part part(String name) {
      return byName.getOrDefault(name, Part.NONE);
    }
  }

  private record Part(byte[] bson, byte type, int from, int end) {
    static final Part NONE = new Part(new byte[0], Bson.UNDEFINED, 0, 0);

    Optional<String> text() {
      return type == Bson.STRING
          ? Optional.of(new String(bson, from + 4, end - from - 5, StandardCharsets.UTF_8))
          : Optional.empty();
    }

    Optional<Long> number() {
      return switch (type) {
        case Bson.INT32 -> Optional.of((long) Bson.int32(bson, from));
        case Bson.INT64 -> Optional.of(Bson.int64(bson, from));
        default -> Optional.empty();
      };
    }

    Optional<Parts> object() {
      return type == Bson.DOCUMENT
          ? Optional.of(new Parts(Arrays.copyOfRange(bson, from, end)))
          : Optional.empty();
    }
  }

  /** Writes what the parts mean; writes nothing and says document when they mean themselves. */
  private static byte meaning(Parts parts, BsonOutput out) {
    int before = out.size();
    try {
      if (parts.count == 1) {
        return single(parts, out);
      }
      return pair(parts, out);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOne) {
      out.truncate(before);
      return Bson.DOCUMENT;
    }
  }

  private static byte single(Parts parts, BsonOutput out) {
    String name = parts.byName.keySet().iterator().next();
    Part part = parts.part(name);
    Optional<String> text = part.text();
    switch (name) {
      case "$oid" -> {
        return text.isPresent() ? objectId(text.get(), out) : Bson.DOCUMENT;
      }
      case "$numberInt" -> {
        if (text.isPresent()) {
          out.int32(Integer.parseInt(text.get()));
          return Bson.INT32;
        }
      }
      case "$numberLong" -> {
        if (text.isPresent() || part.number().isPresent()) {
          out.int64(text.map(Long::parseLong).or(part::number).orElseThrow());
          return Bson.INT64;
        }
      }
      case "$numberDouble" -> {
        if (text.isPresent()) {
          out.float64(Double.parseDouble(text.get()));
          return Bson.DOUBLE;
        }
      }
      case "$numberDecimal" -> {
        if (text.isPresent() && Decimal128.write(text.get(), out)) {
          return Bson.DECIMAL128;
        }
      }
      case "$date" -> {
        return date(part, out);
      }
      case "$uuid" -> {
        return text.isPresent() ? uuid(text.get(), out) : Bson.DOCUMENT;
      }
      case "$code", "$symbol" -> {
        if (text.isPresent()) {
          copy(part, out);
          return name.equals("$code") ? Bson.CODE : Bson.SYMBOL;
        }
      }
      case "$undefined" -> {
        return part.type == Bson.BOOLEAN ? Bson.UNDEFINED : Bson.DOCUMENT;
      }
      case "$minKey" -> {
        return part.number().isPresent() ? Bson.MIN_KEY : Bson.DOCUMENT;
      }
      case "$maxKey" -> {
        return part.number().isPresent() ? Bson.MAX_KEY : Bson.DOCUMENT;
      }
      case "$bson" -> {
        return text.isPresent() ? bytes(text.get(), out) : Bson.DOCUMENT;
      }
      default -> {
        return part.object().isPresent() ? nested(name, part.object().get(), out) : Bson.DOCUMENT;
      }
    }
    return Bson.DOCUMENT;
  }

  private static byte nested(String name, Parts parts, BsonOutput out) {
    if (name.equals("$binary") && parts.are("base64", "subType")) {
      return binary(parts.part("base64"), parts.part("subType"), out);
    }
    if (name.equals("$timestamp") && parts.are("t", "i")) {
      Optional<Long> seconds = parts.part("t").number();
      Optional<Long> increment = parts.part("i").number();
      if (seconds.isPresent() && increment.isPresent()) {
        out.int32(Integer.parseUnsignedInt(increment.get().toString()));
        out.int32(Integer.parseUnsignedInt(seconds.get().toString()));
        return Bson.TIMESTAMP;
      }
    }
    if (name.equals("$regularExpression") && parts.are("pattern", "options")) {
      return regex(parts.part("pattern"), parts.part("options"), out);
    }
    Part id = parts.part("$id");
    if (name.equals("$dbPointer")
        && parts.are("$ref", "$id")
        && id.type == Bson.OBJECT_ID
        && parts.part("$ref").text().isPresent()) {
      copy(parts.part("$ref"), out);
      copy(id, out);
      return Bson.DB_POINTER;
    }
    return Bson.DOCUMENT;
  }

  private static byte pair(Parts parts, BsonOutput out) {
    Part code = parts.part("$code");
    Part scope = parts.part("$scope");
    if (parts.are("$code", "$scope") && code.text().isPresent() && scope.type == Bson.DOCUMENT) {
      int start = out.begin();
      copy(code, out);
      copy(scope, out);
      Bson.putInt32(out.data(), start, out.size() - start);
      return Bson.CODE_WITH_SCOPE;
    }
    if (parts.are("$regex", "$options")) {
      return regex(parts.part("$regex"), parts.part("$options"), out);
    }
    return parts.are("$binary", "$type")
        ? binary(parts.part("$binary"), parts.part("$type"), out)
        : Bson.DOCUMENT;
  }

  private static void copy(Part part, BsonOutput out) {
    out.bytes(part.bson, part.from, part.end);
  }

  private static byte objectId(String hex, BsonOutput out) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    if (bytes.length != Bson.OBJECT_ID_LENGTH) {
      return Bson.DOCUMENT;
    }
    out.bytes(bytes, 0, bytes.length);
    return Bson.OBJECT_ID;
  }

  private static byte date(Part part, BsonOutput out) {
    Optional<Long> millis =
        part.text()
            .map(text -> MOMENT.parse(text, Instant::from))
            .map(Wrapper::wholeMillis)
            .or(part::number);
    if (millis.isEmpty()) {
      return Bson.DOCUMENT;
    }
    out.int64(millis.get());
    return Bson.DATE;
  }

  /** A finer moment is no BSON date: it stays the object that it is. */
  private static long wholeMillis(Instant moment) {
    if (moment.getNano() % 1_000_000 != 0) {
      throw new DateTimeException("finer than a millisecond");
    }
    return moment.toEpochMilli();
  }

  private static byte uuid(String text, BsonOutput out) {
    UUID uuid = UUID.fromString(text);
    BsonOutput bytes = new BsonOutput();
    bytes.int64(Long.reverseBytes(uuid.getMostSignificantBits()));
    bytes.int64(Long.reverseBytes(uuid.getLeastSignificantBits()));
    out.binary(Bson.UUID, bytes.data(), 0, bytes.size());
    return Bson.BINARY;
  }

  private static byte binary(Part base64, Part subtype, BsonOutput out) {
    Optional<String> type = subtype.text();
    Optional<String> text = base64.text();
    if (type.isEmpty() || text.isEmpty()) {
      return Bson.DOCUMENT;
    }
    byte[] bytes = Base64.getDecoder().decode(text.get());
    byte kind = (byte) Integer.parseInt(type.get(), 16);
    if (kind == Bson.OLD_BINARY) {
      BsonOutput old = new BsonOutput();
      old.int32(bytes.length);
      old.bytes(bytes, 0, bytes.length);
      bytes = old.copy();
    }
    out.binary(kind, bytes, 0, bytes.length);
    return Bson.BINARY;
  }

  private static byte regex(Part pattern, Part options, BsonOutput out) {
    Optional<String> text = pattern.text();
    Optional<String> flags = options.text();
    if (text.isEmpty() || flags.isEmpty() || (text.get() + flags.get()).indexOf(0) >= 0) {
      return Bson.DOCUMENT;
    }
    out.text(pattern.bson, pattern.from + 4, pattern.end - 1);
    out.text(options.bson, options.from + 4, options.end - 1);
    return Bson.REGEX;
  }

  private static byte bytes(String base64, BsonOutput out) {
    byte[] document = Base64.getDecoder().decode(base64);
    BsonWalk walk = new BsonWalk();
    try {
      if (!walk.over(document, 0, document.length).next()) {
        return Bson.DOCUMENT;
      }
    } catch (MalformedDocument notOurs) {
      return Bson.DOCUMENT;
    }
    out.bytes(document, walk.valueFrom(), walk.valueEnd());
    return walk.type();
  }
}
