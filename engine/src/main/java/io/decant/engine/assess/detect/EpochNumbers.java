package io.decant.engine.assess.detect;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers that are moments, counted from some epoch: the column is named like a time, and every
 * value lies between 1990 and 2060 by one way of counting. 0 and -1 stand for no moment.
 */
final class EpochNumbers implements Detector {
  /** Words of a name that speak of a moment; a word may be joined to them: timecreated. */
  private static final Pattern TIMELY =
      Pattern.compile(
          "time|date|(time|date|last)(created|updated|modified|visited|added|seen|access|login)"
              + "|.*(?<!candi|man|valid|up|run|over|life)(time|date)|.*stamp|epoch"
              + "|expires?|expiry|expiration|created|updated|modified|visited|added|seen|last"
              + "|at|on|ts|utc");

  /** Words that say that the number is another thing, whatever else the name says. */
  private static final Pattern OTHER =
      Pattern.compile(
          "id|ids|no|nr|number|code|key|ref|count|counter|total|sum|amount|size|bytes|length|version");

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private static final int FEWEST = 3;

  private final Column column;
  private final int index;
  private final boolean looked;
  private final Hits values;
  private final long[] fitting = new long[Way.values().length];

  /** From when, and in which steps. */
  private enum Way {
    SECONDS(0, 1, "seconds since 1970"),
    MILLISECONDS(0, 1e3, "milliseconds since 1970"),
    MICROSECONDS(0, 1e6, "microseconds since 1970"),
    WEBKIT(-11_644_473_600d, 1e6, "microseconds since 1601 (WebKit)"),
    COCOA(978_307_200d, 1, "seconds since 2001 (Cocoa)");

    private static final double FIRST = 631_152_000d; // 1990
    private static final double LAST = 2_840_140_800d; // 2060

    private final double epoch;
    private final double perSecond;
    private final String words;

    Way(double epoch, double perSecond, String words) {
      this.epoch = epoch;
      this.perSecond = perSecond;
      this.words = words;
    }

    boolean fits(double number) {
      double moment = epoch + number / perSecond;
      // Seconds since 2001 are a plain number before they are of any size.
      boolean large = Math.abs(number) >= 1e8;
      return large && moment >= FIRST && moment <= LAST;
    }
  }

  EpochNumbers(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.looked = isTimely(column.name());
    this.values = new Hits(key);
  }

  static boolean isTimely(String name) {
    List<String> words =
        BETWEEN_WORDS.splitAsStream(name).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return words.stream().anyMatch(word -> TIMELY.matcher(word).matches())
        && words.stream().noneMatch(word -> OTHER.matcher(word).matches());
  }

  @Override
  public void look(RowBatch rows) {
    if (!looked) {
      return;
    }
    ColumnVector numbers = rows.column(index);
    for (int row = 0; row < rows.rows(); row++) {
      double number =
          numbers.isNull(row)
              ? 0
              : numbers instanceof DoubleVector doubles
                  ? doubles.value(row)
                  : ((LongVector) numbers).value(row);
      if (number != 0 && number != -1) {
        values.add(rows, row);
        for (Way way : Way.values()) {
          fitting[way.ordinal()] += way.fits(number) ? 1 : 0;
        }
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    for (Way way : Way.values()) {
      if (values.rows() >= FEWEST && fitting[way.ordinal()] == values.rows()) {
        return values.suspicion(
            Severity.LOW,
            "EPOCH_NUMBERS",
            column,
            "numbers that are moments: " + way.words,
            "They stay numbers; a view of the target can show them as times.");
      }
    }
    return List.of();
  }
}
