package io.decant.converter.schema;

import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Logical types in the words of people, who mostly take them from SQL. */
public final class TypeWords {
  /** One word of each type, for messages; lengths and precisions as letters. */
  public static final List<String> KNOWN =
      List.of(
          "boolean",
          "tinyint",
          "smallint",
          "integer",
          "bigint",
          "decimal(p,s)",
          "real",
          "double",
          "char(n)",
          "varchar(n)",
          "text",
          "bytes",
          "bytes(n)",
          "date",
          "time(p)",
          "timestamp(p)",
          "timestamptz(p)",
          "interval",
          "uuid",
          "json",
          "jsonb");

  private static final Pattern TYPE =
      Pattern.compile("([a-z0-9]+(?: [a-z]+)*?)(?:\\((\\d{1,9})(?:,(\\d{1,9}))?\\))?( unsigned)?");
  private static final int MAX_FRACTION = 6;

  private TypeWords() {}

  /**
   * The type that the words mean: {@code decimal(10,2)}, {@code bigint unsigned}; empty when they
   * mean none.
   */
  public static Optional<LogicalType> parse(String text) {
    String words = spelledShort(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    Matcher type = TYPE.matcher(words.replaceAll(" ?([(,)]) ?(?!u)", "$1"));
    if (!type.matches()) {
      return Optional.empty();
    }
    List<Integer> numbers =
        Stream.of(2, 3)
            .filter(group -> type.group(group) != null)
            .map(group -> Integer.valueOf(type.group(group)))
            .toList();
    boolean unsigned = type.group(4) != null;
    String word = type.group(1);
    Optional<LogicalType> number = integer(word, unsigned);
    if (number.isPresent() || unsigned) {
      return number.filter(any -> numbers.isEmpty());
    }
    return switch (numbers.size()) {
      case 0 -> plain(word);
      case 1 -> sized(word, numbers.get(0));
      default ->
          isDecimal(word) && numbers.get(0) >= numbers.get(1) && numbers.get(0) > 0
              ? Optional.of(new Decimal(numbers.get(0), numbers.get(1)))
              : Optional.empty();
    };
  }

  /** As databases spell their own types: what they print can be written. */
  private static String spelledShort(String words) {
    return words
        .replaceFirst("^character varying", "varchar")
        .replaceFirst("^character(?! )", "char")
        .replaceFirst("^(time|timestamp)( ?\\(\\d\\))? without time zone$", "$1$2")
        .replaceFirst("^timestamp( ?\\(\\d\\))? with time zone$", "timestamptz$1")
        .replaceFirst("^(?:tiny|medium|long)text$", "text")
        .replaceFirst("^(?:tiny|medium|long)blob$", "blob");
  }

  private static Optional<LogicalType> integer(String word, boolean unsigned) {
    boolean prefixed = word.startsWith("uint");
    return switch (prefixed ? word.substring(1) : word) {
      case "int8", "tinyint" -> Optional.of(new Int(8, unsigned || prefixed));
      case "int16", "smallint" -> Optional.of(new Int(16, unsigned || prefixed));
      case "int24", "mediumint" -> Optional.of(new Int(24, unsigned || prefixed));
      case "int32", "int", "integer" -> Optional.of(new Int(32, unsigned || prefixed));
      case "int64", "bigint" -> Optional.of(new Int(64, unsigned || prefixed));
      default -> Optional.empty();
    };
  }

  private static boolean isDecimal(String word) {
    return word.equals("decimal") || word.equals("numeric");
  }

  private static Optional<LogicalType> plain(String word) {
    return switch (word) {
      case "boolean", "bool" -> Optional.of(new Bool());
      case "decimal", "numeric" -> Optional.of(Decimal.UNBOUNDED);
      case "real", "float32" -> Optional.of(new Real(32));
      case "double", "double precision", "float64" -> Optional.of(new Real(64));
      case "text" -> Optional.of(Text.UNLIMITED);
      case "bytes", "blob", "bytea" -> Optional.of(Bytes.UNLIMITED);
      case "date" -> Optional.of(new Date());
      case "interval" -> Optional.of(new Interval());
      case "uuid" -> Optional.of(new Uuid());
      case "json" -> Optional.of(new Json(false));
      case "jsonb" -> Optional.of(new Json(true));
      default -> moment(word, MAX_FRACTION);
    };
  }

  private static Optional<LogicalType> sized(String word, int size) {
    return switch (word) {
      case "decimal", "numeric" -> when(size > 0, new Decimal(size, 0));
      case "char" -> when(size > 0, new Char(size, Collation.BINARY));
      case "varchar" -> when(size > 0, new Varchar(size, Collation.BINARY));
      case "bytes", "varbinary" -> when(size > 0, new Bytes(size, false));
      case "binary" -> when(size > 0, new Bytes(size, true));
      default -> size <= MAX_FRACTION ? moment(word, size) : Optional.empty();
    };
  }

  private static Optional<LogicalType> moment(String word, int digits) {
    return switch (word) {
      case "time" -> Optional.of(new Time(digits, false));
      case "timestamp", "datetime" -> Optional.of(new Timestamp(digits));
      case "timestamptz" -> Optional.of(new TimestampTz(digits));
      default -> Optional.empty();
    };
  }

  private static Optional<LogicalType> when(boolean valid, LogicalType type) {
    return valid ? Optional.of(type) : Optional.empty();
  }
}
