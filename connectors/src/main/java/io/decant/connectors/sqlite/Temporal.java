package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Variant.Form;

/**
 * The type of a column declared as a date or time. SQLite stores these as text, as seconds, or as
 * days; only text says what it is, so numbers stay numbers.
 */
final class Temporal {
  private Temporal() {}

  static TypeChoice choose(
      LogicalType wish, DeclaredType declared, ColumnEvidence seen, Collation collation) {
    if (!TypeChoice.only(Form.TEXT, seen)) {
      TypeChoice numbers = TypeChoice.byForms(declared, seen, collation);
      return new TypeChoice(numbers.type(), numbers.evidence() + guess(seen));
    }
    // "infinity" is a value of dates and of timestamps alike.
    long texts = seen.texts - seen.infinities;
    long moments = seen.dates + seen.timestamps;
    int digits = Math.max(seen.clockDigits, declared.argument(0));
    Family family = declared.family();
    if (family == Family.TIME && seen.times == seen.texts && seen.timesBeyondDay == 0) {
      return chosen(new Time(digits, false), declared, seen, wish);
    }
    if (family == Family.TIME) {
      return TypeChoice.byForms(declared, seen, collation);
    }
    if (texts == 0) {
      return chosen(wish, declared, seen, wish);
    }
    if (seen.dates == texts) {
      return chosen(new Date(), declared, seen, wish);
    }
    if (family == Family.TIMESTAMP_TZ || seen.zonedTimestamps == texts) {
      boolean all = moments + seen.zonedTimestamps == texts && seen.dates == 0;
      return all
          ? chosen(new TimestampTz(digits), declared, seen, wish)
          : TypeChoice.byForms(declared, seen, collation);
    }
    return moments == texts
        ? chosen(new Timestamp(digits), declared, seen, wish)
        : TypeChoice.byForms(declared, seen, collation);
  }

  private static TypeChoice chosen(
      LogicalType type, DeclaredType declared, ColumnEvidence seen, LogicalType wish) {
    String evidence = type.kind() == wish.kind() ? "" : TypeChoice.counts(declared, seen);
    boolean kept = seen.spelling().filter(spelling -> spelling.suits(type)).isPresent();
    if (seen.respelled > 0 && !kept) {
      evidence +=
          "%s%d of %d values are spelled otherwise than they will be written: %s"
              .formatted(evidence.isEmpty() ? "" : "; ", seen.respelled, seen.texts, type);
    }
    boolean uneven = seen.clockDigits > 0 && seen.fewestClockDigits < seen.clockDigits;
    boolean mixed = seen.dates > 0 && seen.timestamps > 0;
    if (uneven || mixed) {
      evidence +=
          (evidence.isEmpty() ? "" : "; ") + "spelled to different precision, written as " + type;
    }
    return new TypeChoice(type, evidence);
  }

  /** What numbers in such a column most likely are, for a person to decide. */
  private static String guess(ColumnEvidence seen) {
    if (seen.integers == 0) {
      return "";
    }
    long max = seen.maxInteger;
    String looks =
        max > 100_000_000_000_000L
            ? "microseconds since 1970"
            : max > 100_000_000_000L
                ? "milliseconds since 1970"
                : max > 100_000_000L ? "seconds since 1970" : "";
    return looks.isEmpty() ? "" : "; the integers look like " + looks + " and stay numbers";
  }
}
