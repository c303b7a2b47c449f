package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType.Variant.Form;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a column's values are, gathered while a table is read through once. The questions are those
 * that the declared type leaves open, and they are asked with the same parsers that read the values
 * later.
 */
final class ColumnEvidence {
  /** A double holds that many significant decimal digits whatever the number (DBL_DIG). */
  private static final int EXACT_DIGITS = 15;

  private final Family family;
  long nulls;
  long integers;
  long reals;
  long texts;
  long blobs;
  long invalidTexts;
  long minInteger = Long.MAX_VALUE;
  long maxInteger = Long.MIN_VALUE;
  long inexactIntegers;
  long longReals;
  int integerDigits;
  int fractionDigits;
  int maxCharacters;
  long trailingSpaces;
  long booleanWords;
  long plainDecimals;
  long specialDecimals;
  long uuids;
  long json;
  long infinities;
  long dates;
  long timestamps;
  long zonedTimestamps;
  long times;
  long timesBeyondDay;
  long respelled;
  int clockDigits;
  int fewestClockDigits = 6;

  /** How the timestamps are spelled; at most two, for one is the question. */
  final List<Optional<Spelling>> spellings = new ArrayList<>();

  long minBytes = Long.MAX_VALUE;
  long maxBytes;

  ColumnEvidence(Family family) {
    this.family = family;
  }

  long values() {
    return integers + reals + texts + blobs;
  }

  Set<Form> forms() {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    if (integers > 0) {
      forms.add(Form.INTEGER);
    }
    if (reals > 0) {
      forms.add(Form.REAL);
    }
    if (texts > 0) {
      forms.add(Form.TEXT);
    }
    if (blobs > 0) {
      forms.add(Form.BYTES);
    }
    return forms;
  }

  void integer(long value) {
    integers++;
    minInteger = Math.min(minInteger, value);
    maxInteger = Math.max(maxInteger, value);
    if (!Floats.isExact(value)) {
      inexactIntegers++;
    }
  }

  void real(double value) {
    reals++;
    if (family != Family.DECIMAL) {
      return;
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      longReals++;
      return;
    }
    BigDecimal decimal = new BigDecimal(Floats.text(value, 64)).stripTrailingZeros();
    if (decimal.precision() > EXACT_DIGITS || Math.abs(value) >= 1e15) {
      longReals++;
      return;
    }
    fractionDigits = Math.max(fractionDigits, decimal.scale());
    integerDigits = Math.max(integerDigits, decimal.precision() - decimal.scale());
  }

  void blob(long length) {
    blobs++;
    minBytes = Math.min(minBytes, length);
    maxBytes = Math.max(maxBytes, length);
  }

  void text(byte[] text, boolean validJson) {
    texts++;
    if (!Utf8.isValid(text, 0, text.length)) {
      invalidTexts++;
      return;
    }
    maxCharacters = Math.max(maxCharacters, Utf8.codePoints(text, 0, text.length));
    switch (family) {
      case CHAR -> trailingSpaces += text.length > 0 && text[text.length - 1] == ' ' ? 1 : 0;
      case BOOLEAN -> booleanWords += BooleanWords.parse(text) >= 0 ? 1 : 0;
      case DECIMAL -> decimalText(text);
      case UUID -> uuids += UuidText.isCanonical(text) ? 1 : 0;
      case JSON -> json += validJson ? 1 : 0;
      case DATE, TIMESTAMP, TIMESTAMP_TZ, TIME -> temporal(text);
      case INTEGER, REAL, VARCHAR, TEXT, BYTES, OWN, ANY -> {}
    }
  }

  /** The spelling that all values have and that is not the ordinary one. */
  Optional<Spelling> spelling() {
    Optional<Spelling> common = Spelling.common(spellings);
    return common.filter(each -> texts == values() && !each.isOrdinary());
  }

  private void decimalText(byte[] text) {
    if (Decimals.isSpecial(text, 0, text.length)) {
      specialDecimals++;
      plainDecimals++;
    } else if (Decimals.isPlain(text, 0, text.length)) {
      plainDecimals++;
      integerDigits = Math.max(integerDigits, Decimals.integerDigits(text, 0, text.length));
      fractionDigits = Math.max(fractionDigits, Decimals.fractionDigits(text, 0, text.length));
    }
  }

  private void temporal(byte[] text) {
    byte[] canonical = new byte[Temporals.TEXT_LENGTH + 8];
    int end;
    int digits = clockDigits(text);
    long date = Temporals.parseDate(text, 0, text.length);
    if (Temporals.isInfinite(date)) {
      infinities++;
      spellings.add(Optional.empty());
      return;
    }
    if (date != Temporals.INVALID) {
      dates++;
      end = Temporals.appendDate(date, canonical, 0);
    } else if (Temporals.parseTimestamp(text, 0, text.length) != Temporals.INVALID) {
      timestamps++;
      long micros = Temporals.parseTimestamp(text, 0, text.length);
      end = Temporals.appendTimestamp(micros, digits, canonical, 0);
    } else if (Temporals.parseTimestampTz(text, 0, text.length) != Temporals.INVALID) {
      zonedTimestamps++;
      long micros = Temporals.parseTimestampTz(text, 0, text.length);
      end = ZonedText.append(micros, digits, canonical, 0);
    } else {
      long time = Temporals.parseTime(text, 0, text.length);
      if (time == Temporals.INVALID) {
        return;
      }
      times++;
      timesBeyondDay += time < 0 || time >= Temporals.MICROS_PER_DAY ? 1 : 0;
      end = Temporals.appendTime(time, digits, canonical, 0);
    }
    // An impossible date is written without a zone, so it has no spelling to keep.
    boolean impossible = Temporals.isImpossible(Temporals.parseTimestampTz(text, 0, text.length));
    Optional<Spelling> spelling = impossible ? Optional.empty() : Spelling.of(text, digits);
    if (spellings.size() < 2 && !spellings.contains(spelling)) {
      spellings.add(spelling);
    }
    if (date == Temporals.INVALID) {
      clockDigits = Math.max(clockDigits, digits);
      fewestClockDigits = Math.min(fewestClockDigits, digits);
    }
    String spelled = new String(canonical, 0, end, StandardCharsets.US_ASCII);
    if (!spelled.equals(new String(text, StandardCharsets.UTF_8))) {
      respelled++;
    }
  }

  /** Digits after the point, at most 6. */
  private static int clockDigits(byte[] text) {
    int digits = 0;
    for (int i = text.length - 1; i >= 0; i--) {
      if (text[i] == '.') {
        for (int j = i + 1; j < text.length && text[j] >= '0' && text[j] <= '9'; j++) {
          digits++;
        }
        return Math.min(digits, 6);
      }
    }
    return 0;
  }
}
