package io.decant.connectors.files;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import java.util.EnumSet;
import java.util.Set;

/**
 * The narrowest type that holds all values of a column exactly and prints each back as it stands in
 * the file: so {@code 007}, {@code +1} and {@code 1/2/24} stay text.
 */
final class Guess {
  /** More digits than any engine's bounded decimals have. */
  private static final int MAX_PRECISION = 60;

  /** Every whole number of so many digits is a double that prints as it. */
  private static final int EXACT_DIGITS = 15;

  private final byte[] scratch = new byte[Temporals.TEXT_LENGTH];
  private final Set<Form> possible = EnumSet.allOf(Form.class);
  private long values;
  private long nulls;
  private String breaker = "";
  private boolean fitsInt = true;
  private boolean fitsLong = true;
  private boolean fitsUnsigned = true;
  private int integerDigits;
  private int scale = -1;
  private boolean sameScale = true;
  private int fraction = -1;

  private enum Form {
    INTEGER("a whole number"),
    DECIMAL("a decimal"),
    FLOAT("a float"),
    BOOLEAN("true or false"),
    DATE("a date"),
    TIME("a time"),
    TIMESTAMP("a timestamp"),
    TIMESTAMP_TZ("a timestamp with zone"),
    UUID("a UUID");

    private final String word;

    Form(String word) {
      this.word = word;
    }
  }

  void addNull() {
    nulls++;
  }

  /**
   * Looks at a value.
   *
   * @param line where it stands, for the reason
   */
  void add(byte[] data, int start, int end, long line) {
    values++;
    if (possible.isEmpty()) {
      return;
    }
    Form before = possible.iterator().next();
    keepPossible(data, start, end - start);
    if (possible.isEmpty()) {
      int shown = Math.min(end - start, 40);
      String text = new String(data, start, shown, java.nio.charset.StandardCharsets.UTF_8);
      breaker =
          "'%s%s' in line %d%s"
              .formatted(
                  text,
                  shown < end - start ? "..." : "",
                  line,
                  values == 1 ? " is text" : " does not print back as " + before.word);
    }
  }

  private void keepPossible(byte[] data, int start, int length) {
    if (possible.contains(Form.INTEGER)) {
      if (isInteger(data, start, length)) {
        addInteger(data, start, length);
        possible.retainAll(EnumSet.of(Form.INTEGER, Form.DECIMAL, Form.FLOAT));
        if (length > EXACT_DIGITS && !isFloat(data, start, length)) {
          possible.remove(Form.FLOAT);
        }
        addDecimal(data, start, length);
        return;
      }
      possible.remove(Form.INTEGER);
    }
    possible.removeIf(form -> !holds(form, data, start, length));
  }

  private boolean holds(Form form, byte[] data, int start, int length) {
    return switch (form) {
      case INTEGER -> isInteger(data, start, length);
      case DECIMAL -> isDecimal(data, start, length);
      case FLOAT -> isFloat(data, start, length);
      case BOOLEAN -> is("true", data, start, length) || is("false", data, start, length);
      case DATE -> {
        long day = Temporals.parseDate(data, start, length);
        yield isCommon(day) && same(Temporals.appendDate(day, scratch, 0), data, start, length);
      }
      case TIME -> {
        long micros = Temporals.parseTime(data, start, length);
        int digits = digits(data, start, length);
        yield micros >= 0
            && micros < Temporals.MICROS_PER_DAY
            && same(Temporals.appendTime(micros, digits, scratch, 0), data, start, length)
            && isFraction(digits);
      }
      case TIMESTAMP -> {
        long micros = Temporals.parseTimestamp(data, start, length);
        int digits = digits(data, start, length);
        yield isCommon(micros)
            && same(Temporals.appendTimestamp(micros, digits, scratch, 0), data, start, length)
            && isFraction(digits);
      }
      case TIMESTAMP_TZ -> {
        long micros = Temporals.parseTimestampTz(data, start, length);
        int digits = digits(data, start, length - 3);
        yield isCommon(micros)
            && same(Temporals.appendTimestampTz(micros, digits, scratch, 0), data, start, length)
            && isFraction(digits);
      }
      case UUID -> UuidText.isCanonical(data, start, length);
    };
  }

  private static boolean isCommon(long moment) {
    return moment != Temporals.INVALID
        && !Temporals.isInfinite(moment)
        && !Temporals.isImpossible(moment);
  }

  private static boolean isInteger(byte[] data, int start, int length) {
    int first = length > 0 && data[start] == '-' ? start + 1 : start;
    int digits = start + length - first;
    if (digits == 0 || (data[first] == '0' && length > 1)) {
      return false;
    }
    for (int i = first; i < start + length; i++) {
      if (data[i] < '0' || data[i] > '9') {
        return false;
      }
    }
    return digits <= Decimals.MAX_INTEGER_DIGITS;
  }

  private void addInteger(byte[] data, int start, int length) {
    if (Ascii.isLong(data, start, length)) {
      long value = Ascii.parseLong(data, start, length);
      fitsInt &= value == (int) value;
      fitsUnsigned &= value >= 0;
    } else {
      fitsInt = false;
      fitsLong = false;
      fitsUnsigned &= Ascii.isUnsignedLong(data, start, length);
    }
  }

  private boolean isDecimal(byte[] data, int start, int length) {
    boolean plain =
        length > 0
            && Decimals.isPlain(data, start, length)
            && !Decimals.isSpecial(data, start, length);
    if (plain) {
      addDecimal(data, start, length);
    }
    return plain;
  }

  private void addDecimal(byte[] data, int start, int length) {
    integerDigits = Math.max(integerDigits, Decimals.integerDigits(data, start, length));
    int digits = digits(data, start, length);
    sameScale &= scale < 0 || scale == digits;
    scale = Math.max(scale, digits);
  }

  private boolean isFloat(byte[] data, int start, int length) {
    if (length == 0 || length >= Floats.TEXT_LENGTH) {
      return false;
    }
    try {
      double value = Floats.parse(data, start, length);
      return same(Floats.append(value, 64, scratch, 0), data, start, length);
    } catch (NumberFormatException none) {
      return false;
    }
  }

  /** Digits behind the point. */
  private static int digits(byte[] data, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (data[i] == '.') {
        return start + length - i - 1;
      }
    }
    return 0;
  }

  private boolean isFraction(int digits) {
    if (fraction < 0) {
      fraction = digits;
    }
    return digits == fraction;
  }

  private boolean same(int end, byte[] data, int start, int length) {
    return java.util.Arrays.equals(scratch, 0, end, data, start, start + length);
  }

  private static boolean is(String word, byte[] data, int start, int length) {
    boolean same = word.length() == length;
    for (int i = 0; same && i < length; i++) {
      same = data[start + i] == word.charAt(i);
    }
    return same;
  }

  LogicalType type() {
    if (values == 0 || possible.isEmpty()) {
      return LogicalType.Text.UNLIMITED;
    }
    if (possible.contains(Form.INTEGER)) {
      return integer();
    }
    if (possible.contains(Form.DECIMAL) && sameScale && integerDigits + scale <= MAX_PRECISION) {
      return new LogicalType.Decimal(Math.max(1, integerDigits + scale), scale);
    }
    Form form = possible.contains(Form.FLOAT) ? Form.FLOAT : possible.iterator().next();
    return switch (form) {
      case INTEGER -> integer();
      case DECIMAL -> LogicalType.Decimal.UNBOUNDED;
      case FLOAT -> new LogicalType.Real(64);
      case BOOLEAN -> new LogicalType.Bool();
      case DATE -> new LogicalType.Date();
      case TIME -> new LogicalType.Time(fraction, false);
      case TIMESTAMP -> new LogicalType.Timestamp(fraction);
      case TIMESTAMP_TZ -> new LogicalType.TimestampTz(fraction);
      case UUID -> new LogicalType.Uuid();
    };
  }

  private LogicalType integer() {
    if (fitsLong) {
      return new LogicalType.Int(fitsInt ? 32 : 64, false);
    }
    if (fitsUnsigned) {
      return new LogicalType.Int(64, true);
    }
    return integerDigits <= MAX_PRECISION
        ? new LogicalType.Decimal(integerDigits, 0)
        : LogicalType.Decimal.UNBOUNDED;
  }

  /**
   * Why it is that type.
   *
   * @param looked which rows were looked at, in words
   */
  String evidence(String looked) {
    String counts = "%,d values, %,d NULL in %s".formatted(values, nulls, looked);
    return values > 0 && possible.isEmpty() ? counts + "; " + breaker : counts;
  }
}
