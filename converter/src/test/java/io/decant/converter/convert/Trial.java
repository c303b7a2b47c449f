package io.decant.converter.convert;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Converts one value, and says in one line what became of it: {@code 1.5}, {@code NULL}, {@code
 * changed NEG_ZERO: 0.0}, {@code refused NUL_BYTE}. Every code heard must have been declared.
 */
final class Trial {
  /** Like PostgreSQL. */
  static final TargetLimits POSTGRESQL =
      new TargetLimits(
          EnumSet.complementOf(
              EnumSet.of(Special.NUL_IN_TEXT, Special.IMPOSSIBLE_DATES, Special.COMPACT_JSON)),
          NotANumber.KEPT,
          -2_440_588,
          2_145_031_948,
          6);

  /** Like MySQL, in its strict mode. */
  static final TargetLimits MYSQL =
      new TargetLimits(
          EnumSet.of(Special.NUL_IN_TEXT, Special.NEGATIVE_ZERO, Special.IMPOSSIBLE_DATES),
          NotANumber.REFUSED,
          day("0001-01-01"),
          day("9999-12-31"),
          6);

  /** Like SQLite. */
  static final TargetLimits SQLITE =
      new TargetLimits(
          EnumSet.complementOf(EnumSet.of(Special.NEGATIVE_ZERO, Special.COMPACT_JSON)),
          NotANumber.AS_NULL,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          6);

  private Trial() {}

  static String of(LogicalType from, LogicalType to, Object value) {
    return of(from, to, TargetLimits.NONE, true, value);
  }

  static String of(
      LogicalType from, LogicalType to, TargetLimits limits, boolean nullable, Object value) {
    return of(from, to, limits, ValuePolicies.DEFAULTS, nullable, value);
  }

  static String of(
      LogicalType from,
      LogicalType to,
      TargetLimits limits,
      ValuePolicies policies,
      boolean nullable,
      Object value) {
    ColumnConversion conversion =
        Conversions.between(from, to, limits, policies, nullable).orElseThrow();
    ColumnVector in = ColumnVector.of(from.carrier(), 3);
    in.appendNull();
    append(in, value);
    in.appendNull();
    List<String> heard = new ArrayList<>();
    ColumnVector out =
        conversion.apply(in, 3, ColumnVector.of(to.carrier(), 3), listener(conversion, heard));
    if (out.size() != 3 || !out.isNull(0) || !out.isNull(2)) {
      throw new AssertionError("NULL did not stay NULL");
    }
    return String.join(", ", heard)
        + (heard.isEmpty() ? "" : heard.get(0).startsWith("refused") ? "" : ": ")
        + (heard.toString().contains("refused") ? "" : text(out));
  }

  private static ValueListener listener(ColumnConversion conversion, List<String> heard) {
    return new ValueListener() {
      @Override
      public void changed(int row, String code) {
        hear(row, code, Loss.Effect.CHANGES);
        heard.add("changed " + code);
      }

      @Override
      public void refused(int row, String code, String detail) {
        hear(row, code, Loss.Effect.REFUSES);
        heard.add("refused " + code);
      }

      private void hear(int row, String code, Loss.Effect effect) {
        boolean declared =
            conversion.losses().stream()
                .anyMatch(loss -> loss.code().equals(code) && loss.effect() == effect);
        if (row != 1 || !declared) {
          throw new AssertionError(effect + " " + code + " of row " + row + " was not declared");
        }
      }
    };
  }

  private static void append(ColumnVector in, Object value) {
    if (in instanceof LongVector longs) {
      longs.append(((Number) value).longValue());
    } else if (in instanceof DoubleVector doubles) {
      doubles.append(((Number) value).doubleValue());
    } else if (value instanceof byte[] bytes) {
      ((BytesVector) in).append(bytes);
    } else {
      ((BytesVector) in).append((String) value);
    }
  }

  private static String text(ColumnVector out) {
    if (out.isNull(1)) {
      return "NULL";
    }
    if (out instanceof LongVector longs) {
      return Long.toString(longs.value(1));
    }
    return out instanceof DoubleVector doubles
        ? Double.toString(doubles.value(1))
        : ((BytesVector) out).text(1);
  }

  static String nameOf(LogicalType from, LogicalType to, TargetLimits limits) {
    return Conversions.between(from, to, limits, ValuePolicies.DEFAULTS, true)
        .map(conversion -> conversion instanceof Identity ? "identity" : conversion.name())
        .orElse("none");
  }

  static long day(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Temporals.parseDate(bytes, 0, bytes.length);
  }

  static long micros(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Temporals.parseTimestamp(bytes, 0, bytes.length);
  }
}
