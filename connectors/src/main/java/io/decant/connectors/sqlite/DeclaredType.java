package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.SqlTokens.Kind;
import io.decant.connectors.sqlite.SqlTokens.Token;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column's type as it is declared: a wish that binds nobody.
 *
 * @param text as it stands in the CREATE TABLE; empty for none
 * @param name in upper case, single spaces, without the numbers in parentheses
 * @param arguments these numbers
 */
record DeclaredType(String text, String name, List<Integer> arguments) {

  /** What the name says the values are meant to be. */
  enum Family {
    INTEGER,
    REAL,
    DECIMAL,
    BOOLEAN,
    CHAR,
    VARCHAR,
    TEXT,
    BYTES,
    DATE,
    TIMESTAMP,
    TIMESTAMP_TZ,
    TIME,
    JSON,
    UUID,
    /** A name that only Decant's own sink writes; {@link #own} tells the type. */
    OWN,
    ANY
  }

  /** What SQLite does to a value that is stored (SQLite documentation, "Datatypes", 3.1). */
  enum Affinity {
    INTEGER,
    TEXT,
    BLOB,
    REAL,
    NUMERIC;

    /** Texts that are numbers become numbers. */
    boolean isNumeric() {
      return this != TEXT && this != BLOB;
    }
  }

  private static final Map<String, Family> FAMILIES =
      Map.ofEntries(
          Map.entry("BOOL", Family.BOOLEAN),
          Map.entry("BOOLEAN", Family.BOOLEAN),
          Map.entry("DATE", Family.DATE),
          Map.entry("DATETIME", Family.TIMESTAMP),
          Map.entry("TIMESTAMP", Family.TIMESTAMP),
          Map.entry("TIMESTAMP WITHOUT TIME ZONE", Family.TIMESTAMP),
          Map.entry("DATETIME2", Family.TIMESTAMP),
          Map.entry("SMALLDATETIME", Family.TIMESTAMP),
          Map.entry("DATETIMEOFFSET", Family.TIMESTAMP_TZ),
          Map.entry("TIME WITHOUT TIME ZONE", Family.TIME),
          Map.entry("TIMESTAMPTZ", Family.TIMESTAMP_TZ),
          Map.entry("TIMESTAMP WITH TIME ZONE", Family.TIMESTAMP_TZ),
          Map.entry("TIME", Family.TIME),
          Map.entry("DECIMAL", Family.DECIMAL),
          Map.entry("DEC", Family.DECIMAL),
          Map.entry("NUMERIC", Family.DECIMAL),
          Map.entry("NUMBER", Family.DECIMAL),
          Map.entry("MONEY", Family.DECIMAL),
          Map.entry("DECIMAL_TEXT", Family.DECIMAL),
          Map.entry("JSON", Family.JSON),
          Map.entry("JSON_TEXT", Family.JSON),
          Map.entry("JSONB", Family.JSON),
          Map.entry("UUID", Family.UUID),
          Map.entry("GUID", Family.UUID),
          Map.entry("UUID_TEXT", Family.UUID),
          Map.entry("CHAR_TEXT", Family.CHAR),
          Map.entry("BYTE[]", Family.BYTES),
          Map.entry("BYTEA", Family.BYTES),
          Map.entry("BINARY", Family.BYTES),
          Map.entry("VARBINARY", Family.BYTES));

  /** CHAR is among them: SQLite pads nothing. */
  private static final Set<String> VARCHARS =
      Set.of(
          "CHAR",
          "CHARACTER",
          "NCHAR",
          "NATIVE CHARACTER",
          "VARCHAR",
          "NVARCHAR",
          "VARCHAR2",
          "VARYING CHARACTER",
          "CHARACTER VARYING",
          "LONGVARCHAR");

  static DeclaredType of(String text) {
    List<String> words = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int depth = 0;
    for (Token token : SqlTokens.of(text)) {
      if (token.kind() == Kind.SYMBOL) {
        depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      } else if (depth == 0) {
        // BYTE[] is a word and an empty quoted name to SQLite's tokenizer.
        words.add(token.text().isEmpty() ? "[]" : token.text().toUpperCase(Locale.ROOT));
      } else if (token.kind() == Kind.NUMBER && token.text().matches("\\d{1,9}")) {
        numbers.add(Integer.parseInt(token.text()));
      }
    }
    return new DeclaredType(text, String.join(" ", words).replace(" []", "[]"), numbers);
  }

  /** A number in the parentheses; 0 where there is none. */
  int argument(int index) {
    return index < arguments.size() ? arguments.get(index) : 0;
  }

  Affinity affinity() {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.contains("INT")) {
      return Affinity.INTEGER;
    }
    if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
      return Affinity.TEXT;
    }
    if (upper.contains("BLOB") || upper.isBlank()) {
      return Affinity.BLOB;
    }
    boolean real = upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB");
    return real ? Affinity.REAL : Affinity.NUMERIC;
  }

  Family family() {
    if (own().isPresent()) {
      return Family.OWN;
    }
    Family named = FAMILIES.get(name);
    if (named != null) {
      return named;
    }
    if (VARCHARS.contains(name)) {
      return Family.VARCHAR;
    }
    return switch (affinity()) {
      case INTEGER -> Family.INTEGER;
      case TEXT -> Family.TEXT;
      case BLOB -> name.isEmpty() ? Family.ANY : Family.BYTES;
      case REAL -> Family.REAL;
      case NUMERIC -> Family.ANY;
    };
  }

  /** The type behind a name that {@link SqliteTypes} invented because SQLite has no such type. */
  Optional<LogicalType> own() {
    if (name.endsWith("_TEXT")) {
      String stem = name.substring(0, name.length() - "_TEXT".length());
      boolean network = Arrays.stream(Network.Form.values()).anyMatch(f -> f.name().equals(stem));
      if (network) {
        return Optional.of(new Network(Network.Form.valueOf(stem)));
      }
    }
    return switch (name) {
      case "DURATION_TEXT" -> Optional.of(new Interval());
      case "TIME_SPAN_TEXT" -> Optional.of(new Time(argument(0), true));
      case "BIT_TEXT" -> Optional.of(new Bits(argument(0), false));
      case "VARBIT_TEXT" -> Optional.of(new Bits(argument(0), true));
      case "GEOMETRY_BLOB" -> Optional.of(new Geometry("geometry", argument(0)));
      default -> Optional.empty();
    };
  }

  /** The width that an integer's name promises, in bits; SQLite itself stores 64. */
  int integerBits() {
    for (String word : name.split(" ")) {
      switch (word) {
        case "TINYINT" -> {
          return 8;
        }
        case "SMALLINT", "INT2" -> {
          return 16;
        }
        case "MEDIUMINT" -> {
          return 24;
        }
        case "INT", "INT4" -> {
          return name.contains("BIG") ? 64 : 32;
        }
        default -> {}
      }
    }
    return 64;
  }

  boolean unsigned() {
    return name.contains("UNSIGNED");
  }
}
