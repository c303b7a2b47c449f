package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType.Variant.Form;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
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

  /** Of the lowest number of 64 bits, whose magnitude is none. */
  private static final int LONG_DIGITS = 19;

  private static final int DATE_LENGTH = "yyyy-mm-dd".length();

  /** Of a timestamp without a fraction of a second, but for years beyond 9999. */
  private static final int SECOND_LENGTH = "yyyy-mm-dd hh:mm:ss".length();

  private final Family family;

  /** The numbers of the declared type: its length or digits, and those after the point. */
  private final int declaredSize;

  private final int declaredScale;

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
  long jsonBlobs;

  /** Values that do not fit the length or the digits that are declared. */
  long beyond;

  /** Values that can be read as a date, a timestamp, an instant or a time; some as several. */
  long dates;

  long timestamps;
  long instants;
  long times;
  int clockDigits;
  final Map<Epoch, Long> epochs = new EnumMap<>(Epoch.class);

  long minBytes = Long.MAX_VALUE;
  long maxBytes;

  ColumnEvidence(DeclaredType declared) {
    this.family = declared.family();
    this.declaredSize = declared.argument(0);
    this.declaredScale = declared.argument(1);
  }

  /** Adds what another part of the table holds in the column. */
  void add(ColumnEvidence other) {
    nulls += other.nulls;
    integers += other.integers;
    reals += other.reals;
    texts += other.texts;
    blobs += other.blobs;
    invalidTexts += other.invalidTexts;
    minInteger = Math.min(minInteger, other.minInteger);
    maxInteger = Math.max(maxInteger, other.maxInteger);
    inexactIntegers += other.inexactIntegers;
    longReals += other.longReals;
    integerDigits = Math.max(integerDigits, other.integerDigits);
    fractionDigits = Math.max(fractionDigits, other.fractionDigits);
    maxCharacters = Math.max(maxCharacters, other.maxCharacters);
    trailingSpaces += other.trailingSpaces;
    booleanWords += other.booleanWords;
    plainDecimals += other.plainDecimals;
    specialDecimals += other.specialDecimals;
    uuids += other.uuids;
    json += other.json;
    jsonBlobs += other.jsonBlobs;
    beyond += other.beyond;
    dates += other.dates;
    timestamps += other.timestamps;
    instants += other.instants;
    times += other.times;
    clockDigits = Math.max(clockDigits, other.clockDigits);
    other.epochs.forEach((epoch, count) -> epochs.merge(epoch, count, Long::sum));
    minBytes = Math.min(minBytes, other.minBytes);
    maxBytes = Math.max(maxBytes, other.maxBytes);
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

  boolean isJson() {
    return family == Family.JSON;
  }

  boolean onlyBlobs() {
    return blobs > 0 && blobs == values();
  }

  void integer(long value) {
    integers++;
    minInteger = Math.min(minInteger, value);
    maxInteger = Math.max(maxInteger, value);
    if (!Floats.isExact(value)) {
      inexactIntegers++;
    }
    switch (family) {
      case DECIMAL ->
          digits(value == Long.MIN_VALUE ? LONG_DIGITS : Ascii.digits(Math.abs(value)), 0);
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> epoch(Epoch.of(value), Epoch.moment(value));
      default -> {}
    }
  }

  void real(double value) {
    reals++;
    switch (family) {
      case DECIMAL -> decimalReal(value);
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> epoch(Epoch.of(value), Epoch.moment(value));
      default -> {}
    }
  }

  private void decimalReal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      longReals++;
      return;
    }
    int scale = RealDigits.scale(value);
    if (scale >= 0) {
      digits(RealDigits.wholeDigits(value), scale);
      return;
    }
    BigDecimal decimal = new BigDecimal(Floats.text(value, 64)).stripTrailingZeros();
    if (decimal.precision() > EXACT_DIGITS || Math.abs(value) >= 1e15) {
      longReals++;
      return;
    }
    digits(decimal.precision() - decimal.scale(), decimal.scale());
  }

  private void epoch(Optional<Epoch> unit, long moment) {
    if (unit.isPresent()) {
      epochs.merge(unit.get(), 1L, Long::sum);
      timestamps++;
      instants++;
      dates += Math.floorMod(moment, Temporals.MICROS_PER_DAY) == 0 ? 1 : 0;
      clockDigits = Math.max(clockDigits, Epoch.fractionDigits(moment));
    }
  }

  /** Of a decimal: before the point, and after it. */
  private void digits(int whole, int fraction) {
    integerDigits = Math.max(integerDigits, whole);
    fractionDigits = Math.max(fractionDigits, fraction);
    boolean fits = whole <= declaredSize - declaredScale && fraction <= declaredScale;
    beyond += declaredSize == 0 || fits ? 0 : 1;
  }

  void blob(long length) {
    blobs++;
    minBytes = Math.min(minBytes, length);
    maxBytes = Math.max(maxBytes, length);
  }

  void text(byte[] data, int start, int length) {
    texts++;
    int characters = Utf8.validCodePoints(data, start, length);
    if (characters < 0) {
      invalidTexts++;
      return;
    }
    maxCharacters = Math.max(maxCharacters, characters);
    switch (family) {
      case CHAR, VARCHAR, TEXT -> {
        trailingSpaces += length > 0 && data[start + length - 1] == ' ' ? 1 : 0;
        beyond += declaredSize > 0 && characters > declaredSize ? 1 : 0;
      }
      case BOOLEAN -> booleanWords += BooleanWords.parse(data, start, length) >= 0 ? 1 : 0;
      case DECIMAL -> decimalText(data, start, length);
      case UUID -> uuids += UuidText.isCanonical(data, start, length) ? 1 : 0;
      // The first that leaves a doubt leaves the whole column to SQLite: no more need be looked at.
      case JSON -> json += json == texts - 1 && PlainJson.isCertain(data, start, length) ? 1 : 0;
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> moment(data, start, length);
      case TIME -> time(data, start, length);
      case INTEGER, REAL, BYTES, OWN, ANY -> {}
    }
  }

  private void decimalText(byte[] data, int start, int length) {
    if (Decimals.isSpecial(data, start, length)) {
      specialDecimals++;
      plainDecimals++;
    } else if (Decimals.isPlain(data, start, length)) {
      plainDecimals++;
      digits(
          Decimals.integerDigits(data, start, length),
          Decimals.fractionDigits(data, start, length));
    }
  }

  private void moment(byte[] data, int start, int length) {
    boolean clocked = length > DATE_LENGTH;
    long likely =
        clocked ? MomentText.timestamp(data, start, length) : MomentText.date(data, start, length);
    if (isOfTheCalendar(likely)) {
      // Then it is nothing else: no date has a clock, no wall clock a zone.
      dates += clocked ? 0 : 1;
      timestamps += clocked ? 1 : 0;
      if (length > SECOND_LENGTH) {
        clockDigits = Math.max(clockDigits, MomentText.fractionDigits(data, start, length));
      }
      return;
    }
    dates += MomentText.date(data, start, length) == Temporals.INVALID ? 0 : 1;
    timestamps += MomentText.timestamp(data, start, length) == Temporals.INVALID ? 0 : 1;
    instants += MomentText.instant(data, start, length) == Temporals.INVALID ? 0 : 1;
    clockDigits = Math.max(clockDigits, MomentText.fractionDigits(data, start, length));
  }

  private static boolean isOfTheCalendar(long value) {
    return value != Temporals.INVALID
        && !Temporals.isInfinite(value)
        && !Temporals.isImpossible(value);
  }

  private void time(byte[] data, int start, int length) {
    long time = MomentText.time(data, start, length);
    times += time >= 0 && time < Temporals.MICROS_PER_DAY ? 1 : 0;
    clockDigits = Math.max(clockDigits, MomentText.fractionDigits(data, start, length));
  }
}
