package io.decant.connectors.sqlite;

import io.decant.connectors.sqlite.DeclaredType.Family;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a column declared as a date or time. It becomes one only where every value can be
 * read as that type without a doubt: a date among timestamps, an offset from UTC, a wall clock
 * among instants leave the column a text.
 */
final class Temporal {
  private Temporal() {}

  static TypeChoice choose(
      LogicalType wish, DeclaredType declared, ColumnEvidence seen, Collation collation) {
    Optional<LogicalType> type =
        order(declared.family()).stream()
            .filter(kind -> count(kind, seen) == seen.values())
            .map(kind -> type(kind, Math.max(seen.clockDigits, digits(declared))))
            .findFirst();
    if (type.isEmpty()) {
      TypeChoice other = TypeChoice.byForms(declared, seen, collation);
      return new TypeChoice(other.type(), other.evidence() + doubts(declared, seen));
    }
    if (!seen.epochs.isEmpty()) {
      return new TypeChoice(type.get(), "EPOCH: " + epochs(declared, seen));
    }
    return type.get().kind() == wish.kind()
        ? TypeChoice.plain(type.get())
        : new TypeChoice(type.get(), TypeChoice.counts(declared, seen));
  }

  /** The kinds that a declaration may mean, the likeliest first. */
  private static List<LogicalType.Kind> order(Family family) {
    return switch (family) {
      case DATE ->
          List.of(LogicalType.Kind.DATE, LogicalType.Kind.TIMESTAMP, LogicalType.Kind.TIMESTAMP_TZ);
      case TIMESTAMP_TZ ->
          List.of(LogicalType.Kind.TIMESTAMP_TZ, LogicalType.Kind.TIMESTAMP, LogicalType.Kind.DATE);
      case TIME -> List.of(LogicalType.Kind.TIME);
      default ->
          List.of(LogicalType.Kind.TIMESTAMP, LogicalType.Kind.TIMESTAMP_TZ, LogicalType.Kind.DATE);
    };
  }

  private static long count(LogicalType.Kind kind, ColumnEvidence seen) {
    return switch (kind) {
      case DATE -> seen.dates;
      case TIMESTAMP -> seen.timestamps;
      case TIMESTAMP_TZ -> seen.instants;
      default -> seen.times;
    };
  }

  private static LogicalType type(LogicalType.Kind kind, int digits) {
    return switch (kind) {
      case DATE -> new Date();
      case TIMESTAMP -> new Timestamp(digits);
      case TIMESTAMP_TZ -> new TimestampTz(digits);
      default -> new Time(digits, false);
    };
  }

  private static int digits(DeclaredType declared) {
    return Math.min(6, declared.argument(0));
  }

  private static String epochs(DeclaredType declared, ColumnEvidence seen) {
    StringBuilder text = new StringBuilder(TypeChoice.counts(declared, seen));
    for (Map.Entry<Epoch, Long> epoch : seen.epochs.entrySet()) {
      text.append("; %d read as %s, in UTC".formatted(epoch.getValue(), epoch.getKey().words()));
    }
    return text.toString();
  }

  /** Why it is none of the types that the declaration may mean, for a person to decide. */
  private static String doubts(DeclaredType declared, ColumnEvidence seen) {
    StringBuilder text = new StringBuilder();
    for (LogicalType.Kind kind : order(declared.family())) {
      long count = count(kind, seen);
      if (count > 0) {
        text.append("; %d could be a %s".formatted(count, type(kind, seen.clockDigits)));
      }
    }
    return text + "; so all stay what they are";
  }
}
