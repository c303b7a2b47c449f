package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Affinity;
import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.row.Decimals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import io.decant.converter.schema.LogicalType.Variant.Form;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a column's type from its declaration and its values. The declaration proposes; the values
 * decide; where they disagree the type becomes one that holds every value, and the evidence says
 * so.
 *
 * @param evidence in words for the plan; empty where the declaration was right
 */
record TypeChoice(LogicalType type, String evidence) {
  /** A 64-bit number has at most so many decimal digits. */
  private static final int LONG_DIGITS = 19;

  /**
   * @param linked the column is part of a foreign key: then integers are 64 bits wide on both of
   *     its sides, because other engines want equal types where SQLite is content with any
   */
  static TypeChoice of(
      DeclaredType declared, ColumnEvidence seen, Collation collation, boolean linked) {
    if (seen.invalidTexts > 0) {
      Variant variant = new Variant(seen.forms());
      return new TypeChoice(
          variant,
          "INVALID_UTF8: %d of %d values are not valid UTF-8"
              .formatted(seen.invalidTexts, seen.values()));
    }
    LogicalType wish = wish(declared, collation, linked);
    if (seen.values() == 0) {
      return new TypeChoice(wish, declared.text().isEmpty() ? "no declared type, no value" : "");
    }
    if (isJsonb(declared, seen)) {
      return new TypeChoice(
          new Json(false),
          "JSONB: " + counts(declared, seen) + ", read as the JSON that they hold");
    }
    return switch (declared.family()) {
      case INTEGER -> integer((Int) wish, declared, seen);
      case REAL -> only(Form.REAL, seen) ? plain(wish) : byForms(declared, seen, collation);
      case DECIMAL -> decimal((Decimal) wish, declared, seen, collation);
      case BOOLEAN -> bool(declared, seen, collation);
      case CHAR, VARCHAR, TEXT -> text(wish, declared, seen, collation);
      case BYTES -> bytes((Bytes) wish, declared, seen, collation);
      case DATE, TIMESTAMP, TIMESTAMP_TZ, TIME -> Temporal.choose(wish, declared, seen, collation);
      case JSON ->
          seen.jsonBlobs == seen.blobs && seen.json == seen.texts
              ? plain(wish)
              : byForms(declared, seen, collation);
      case UUID -> seen.uuids == seen.values() ? plain(wish) : byForms(declared, seen, collation);
      case OWN -> {
        boolean blob = declared.affinity() == Affinity.BLOB;
        boolean fits = only(blob ? Form.BYTES : Form.TEXT, seen);
        yield fits ? plain(wish) : byForms(declared, seen, collation);
      }
      case ANY -> byForms(declared, seen, collation);
    };
  }

  /** Only where the declaration leaves room for it: bytes of a length are what they are. */
  private static boolean isJsonb(DeclaredType declared, ColumnEvidence seen) {
    boolean open = declared.text().isEmpty() || declared.name().equals("BLOB") || seen.isJson();
    return open && seen.onlyBlobs() && seen.jsonBlobs == seen.blobs;
  }

  /** The type that the declaration asks for. */
  private static LogicalType wish(DeclaredType declared, Collation collation, boolean linked) {
    int first = declared.argument(0);
    return switch (declared.family()) {
      case INTEGER ->
          linked ? new Int(64, false) : new Int(declared.integerBits(), declared.unsigned());
      case REAL -> new Real(declared.name().equals("FLOAT32") ? 32 : 64);
      case DECIMAL -> first == 0 ? Decimal.UNBOUNDED : new Decimal(first, declared.argument(1));
      case BOOLEAN -> new Bool();
      case CHAR -> first == 0 ? new Text(0, collation) : new Char(first, collation);
      case VARCHAR, TEXT -> first == 0 ? new Text(0, collation) : new Varchar(first, collation);
      case BYTES -> new Bytes(first, first > 0 && declared.name().equals("BINARY_BLOB"));
      case DATE -> new Date();
      case TIMESTAMP -> new Timestamp(clockDigits(declared));
      case TIMESTAMP_TZ -> new TimestampTz(clockDigits(declared));
      case TIME -> new Time(clockDigits(declared), false);
      case JSON -> new Json(false);
      case UUID -> new Uuid();
      case OWN -> declared.own().orElseThrow();
      case ANY -> new Variant(Set.of());
    };
  }

  static int clockDigits(DeclaredType declared) {
    return declared.arguments().isEmpty() ? 6 : Math.min(6, declared.argument(0));
  }

  static TypeChoice plain(LogicalType type) {
    return new TypeChoice(type, "");
  }

  static boolean only(Form form, ColumnEvidence seen) {
    return seen.forms().equals(EnumSet.of(form));
  }

  /** The type that the values themselves have, whatever was declared. */
  static TypeChoice byForms(DeclaredType declared, ColumnEvidence seen, Collation collation) {
    Set<Form> forms = seen.forms();
    boolean promised = declared.family() != Family.ANY;
    if (forms.size() == 1) {
      LogicalType type =
          switch (forms.iterator().next()) {
            case INTEGER -> new Int(64, false);
            case REAL -> new Real(64);
            case TEXT -> new Text(0, collation);
            case BYTES -> Bytes.UNLIMITED;
          };
      return new TypeChoice(type, (promised ? "STORED_TYPE: " : "") + counts(declared, seen));
    }
    // Under a numeric affinity SQLite itself stores 1.0 as 1, so whole numbers there are reals too.
    boolean numeric = declared.affinity() != Affinity.BLOB && declared.affinity() != Affinity.TEXT;
    boolean numbers = forms.equals(EnumSet.of(Form.INTEGER, Form.REAL));
    if (numbers && numeric && seen.inexactIntegers == 0) {
      return new TypeChoice(
          new Real(64), (promised ? "STORED_TYPE: " : "") + counts(declared, seen));
    }
    return new TypeChoice(new Variant(forms), "MIXED_STORAGE: " + counts(declared, seen));
  }

  static String counts(DeclaredType declared, ColumnEvidence seen) {
    StringBuilder text = new StringBuilder();
    text.append(declared.text().isEmpty() ? "no declared type" : "declared " + declared.text());
    text.append("; values:");
    append(text, seen.integers, "integer");
    append(text, seen.reals, "real");
    append(text, seen.texts, "text");
    append(text, seen.blobs, "blob");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String name) {
    if (count > 0) {
      text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ");
      text.append(count).append(' ').append(name);
    }
  }

  private static TypeChoice integer(Int wish, DeclaredType declared, ColumnEvidence seen) {
    if (!only(Form.INTEGER, seen)) {
      return byForms(declared, seen, Collation.BINARY);
    }
    int bits = wish.bits() - (wish.unsigned() ? 0 : 1);
    long max = bits >= 63 ? Long.MAX_VALUE : (1L << bits) - 1;
    long min = wish.unsigned() ? 0 : -max - 1;
    if (seen.minInteger >= min && seen.maxInteger <= max) {
      return plain(wish);
    }
    return new TypeChoice(
        new Int(64, false),
        "WIDENED: declared %s, but the values reach from %d to %d"
            .formatted(declared.text(), seen.minInteger, seen.maxInteger));
  }

  private static TypeChoice decimal(
      Decimal wish, DeclaredType declared, ColumnEvidence seen, Collation collation) {
    if (seen.longReals > 0 && seen.texts + seen.blobs == 0) {
      TypeChoice numbers = byForms(declared, seen, collation);
      return new TypeChoice(
          numbers.type(),
          "SOURCE_LOSSY: %s; %d are floats with all digits that a float has: SQLite has lost what more was inserted"
              .formatted(counts(declared, seen), seen.longReals));
    }
    if (seen.blobs > 0 || seen.plainDecimals < seen.texts || seen.longReals > 0) {
      return byForms(declared, seen, collation);
    }
    if (seen.texts > 0 && (seen.integers > 0 || seen.reals > 0)) {
      return byForms(declared, seen, collation);
    }
    if (seen.specialDecimals > 0 || (wish.isUnbounded() && seen.texts > 0)) {
      return plain(Decimal.UNBOUNDED);
    }
    int digits = seen.integers == 0 ? 0 : digits(seen);
    int whole = Math.max(digits, seen.integerDigits);
    int scale = Math.max(seen.fractionDigits, 0);
    if (wish.isUnbounded()) {
      Decimal fitting = new Decimal(Math.max(LONG_DIGITS, whole + scale), scale);
      return new TypeChoice(
          fitting, counts(declared, seen) + "; at most " + scale + " fractional digits");
    }
    if (whole <= wish.precision() - wish.scale() && scale <= wish.scale()) {
      return plain(wish);
    }
    int widerScale = Math.max(scale, wish.scale());
    int widerWhole = Math.max(whole, wish.precision() - wish.scale());
    return new TypeChoice(
        new Decimal(widerWhole + widerScale, widerScale),
        "WIDENED: declared %s, but %d of %d values do not fit: up to %d digits before the point, %d after it"
            .formatted(declared.text(), seen.beyond, seen.values(), whole, scale));
  }

  private static int digits(ColumnEvidence seen) {
    int min = Long.toString(seen.minInteger).replace("-", "").length();
    return Math.max(min, Long.toString(seen.maxInteger).replace("-", "").length());
  }

  private static TypeChoice bool(DeclaredType declared, ColumnEvidence seen, Collation collation) {
    boolean numbers = seen.integers == 0 || (seen.minInteger >= 0 && seen.maxInteger <= 1);
    long strange = seen.texts - seen.booleanWords;
    boolean mostly = strange < seen.integers + seen.booleanWords;
    if (!numbers || !mostly || seen.reals > 0 || seen.blobs > 0) {
      TypeChoice other = byForms(declared, seen, collation);
      return new TypeChoice(other.type(), "NOT_BOOLEAN: " + counts(declared, seen));
    }
    if (seen.texts == 0) {
      return plain(new Bool());
    }
    return new TypeChoice(
        new Bool(),
        "BOOLEAN_WORDS: "
            + counts(declared, seen)
            + "; %d texts mean true or false, %d do not".formatted(seen.booleanWords, strange));
  }

  private static TypeChoice text(
      LogicalType wish, DeclaredType declared, ColumnEvidence seen, Collation collation) {
    if (!only(Form.TEXT, seen)) {
      return byForms(declared, seen, collation);
    }
    int length = declared.argument(0);
    if (length > 0 && seen.maxCharacters > length) {
      return new TypeChoice(
          new Varchar(seen.maxCharacters, collation),
          "WIDENED: declared %s, but %d of %d values are longer, up to %d characters"
              .formatted(declared.text(), seen.beyond, seen.values(), seen.maxCharacters));
    }
    if (wish instanceof Char && seen.trailingSpaces > 0) {
      return new TypeChoice(
          new Varchar(length, collation),
          "declared %s, but values end with spaces that count".formatted(declared.text()));
    }
    return plain(wish);
  }

  private static TypeChoice bytes(
      Bytes wish, DeclaredType declared, ColumnEvidence seen, Collation collation) {
    if (!only(Form.BYTES, seen)) {
      return byForms(declared, seen, collation);
    }
    boolean fits = wish.length() == 0 || seen.maxBytes <= wish.length();
    boolean full = !wish.fixed() || seen.minBytes == wish.length();
    if (fits && full) {
      return plain(wish);
    }
    return new TypeChoice(
        fits ? new Bytes(wish.length(), false) : Bytes.UNLIMITED,
        "WIDENED: declared %s, but values have %d to %d bytes"
            .formatted(declared.text(), seen.minBytes, seen.maxBytes));
  }

  /** The type wide enough for the column's default too: other engines refuse one that is not. */
  TypeChoice holding(Optional<DefaultValue> defaultValue) {
    String text =
        defaultValue.isPresent() && defaultValue.get() instanceof DefaultValue.Literal literal
            ? literal.text()
            : "";
    LogicalType wide = text.isEmpty() || isBeyond(text) ? type : wideEnough(text);
    return wide.equals(type)
        ? this
        : new TypeChoice(
            wide, "WIDENED: for the default " + text + (evidence.isEmpty() ? "" : "; " + evidence));
  }

  /** NaN and the infinities need no digits. */
  private boolean isBeyond(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return type instanceof Decimal && Decimals.isSpecial(bytes, 0, bytes.length);
  }

  private LogicalType wideEnough(String text) {
    int characters = text.codePointCount(0, text.length());
    if (type instanceof Varchar varchar && characters > varchar.length()) {
      return new Varchar(characters, varchar.collation());
    }
    if (type instanceof Int whole && whole.bits() < 64) {
      long value = Long.parseLong(text);
      long max = 1L << (whole.unsigned() ? whole.bits() : whole.bits() - 1);
      return value < max && value >= (whole.unsigned() ? 0 : -max) ? type : new Int(64, false);
    }
    if (type instanceof Decimal decimal && !decimal.isUnbounded()) {
      BigDecimal value = new BigDecimal(text);
      int scale = Math.max(decimal.scale(), value.scale());
      int digits =
          Math.max(decimal.precision() - decimal.scale(), value.precision() - value.scale());
      return new Decimal(digits + scale, scale);
    }
    return type;
  }
}
