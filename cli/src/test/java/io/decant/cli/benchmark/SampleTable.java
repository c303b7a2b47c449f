package io.decant.cli.benchmark;

import static io.decant.cli.benchmark.SampleColumn.Kind.DATE;
import static io.decant.cli.benchmark.SampleColumn.Kind.DECIMAL;
import static io.decant.cli.benchmark.SampleColumn.Kind.FLAG;
import static io.decant.cli.benchmark.SampleColumn.Kind.JSON;
import static io.decant.cli.benchmark.SampleColumn.Kind.MOMENT;
import static io.decant.cli.benchmark.SampleColumn.Kind.REAL;
import static io.decant.cli.benchmark.SampleColumn.Kind.TEXT;
import static io.decant.cli.benchmark.SampleColumn.Kind.WHOLE;
import static io.decant.cli.benchmark.SampleColumn.Kind.WORD;

import io.decant.cli.endtoend.Engine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The two tables of the benchmark. A row depends on its id alone, so everybody makes the same. */
enum SampleTable {
  /** A row of every common type, some 270 bytes as text. */
  WIDE(
      SampleColumn.of("id", WHOLE, 64),
      SampleColumn.of("customer_id", WHOLE, 64),
      SampleColumn.of("reference", WORD, 24),
      SampleColumn.of("status", WORD, 16),
      SampleColumn.of("quantity", WHOLE, 32),
      SampleColumn.of("priority", WHOLE, 16).orNull(),
      SampleColumn.of("amount", DECIMAL, 2),
      SampleColumn.of("discount", DECIMAL, 4).orNull(),
      SampleColumn.of("coupon", WORD, 32).orNull(),
      SampleColumn.of("paid", FLAG),
      SampleColumn.of("ordered_on", DATE),
      SampleColumn.of("created_at", MOMENT),
      SampleColumn.of("note", TEXT),
      SampleColumn.of("attributes", JSON).orNull()) {
    @Override
    @Nullable String[] row(long id) {
      SplittableRandom random = new SplittableRandom(id);
      LocalDateTime created = moment(random);
      return new @Nullable String[] {
        Long.toString(id),
        Integer.toString(1 + random.nextInt(1_000_000)),
        "P-" + Long.toString(id * 7_919, 36).toUpperCase(Locale.ROOT),
        STATES.get(random.nextInt(STATES.size())),
        Integer.toString(1 + random.nextInt(20)),
        random.nextInt(3) == 0 ? null : Integer.toString(random.nextInt(-3, 10)),
        decimal(random.nextLong(10_000_000), 2),
        random.nextInt(4) == 0 ? decimal(random.nextLong(-500_000, 500_000), 4) : null,
        random.nextInt(10) == 0 ? "SAVE-" + random.nextInt(100) : null,
        Integer.toString(random.nextInt(2)),
        created.toLocalDate().toString(),
        spelt(created),
        note(random),
        random.nextInt(5) == 0 ? null : attributes(random)
      };
    }
  },

  /** A measurement: four numbers, some 60 bytes as text. */
  NARROW(
      SampleColumn.of("id", WHOLE, 64),
      SampleColumn.of("sensor_id", WHOLE, 32),
      SampleColumn.of("value", REAL),
      SampleColumn.of("taken_at", MOMENT)) {
    @Override
    @Nullable String[] row(long id) {
      SplittableRandom random = new SplittableRandom(-id);
      return new @Nullable String[] {
        Long.toString(id),
        Integer.toString(random.nextInt(10_000)),
        Double.toString(random.nextLong(-(1L << 33), 1L << 33) / 1024.0),
        spelt(moment(random))
      };
    }
  };

  private static final List<String> STATES =
      List.of("new", "paid", "packed", "shipped", "delivered", "returned");
  private static final List<String> CHANNELS = List.of("web", "shop", "telephone", "markt");
  private static final List<String> TAGS = List.of("gift", "naïve", "prêt", "大きい", "rush");
  private static final List<String> WORDS =
      List.of(
          "please",
          "ring",
          "twice",
          "Grüße",
          "über",
          "крыльцо",
          "玄関",
          "deliver",
          "before",
          "noon",
          "the",
          "door",
          "is",
          "at",
          "back",
          "côté",
          "jardin",
          "🎁",
          "thank",
          "you",
          "C:\\in",
          "a\tb",
          "line\nbreak");

  private final List<SampleColumn> columns;

  SampleTable(SampleColumn... columns) {
    this.columns = List.of(columns);
  }

  /** The row as text; NULL as null. */
  abstract @Nullable String[] row(long id);

  /** The row as {@link SampleColumn#spelling} lets every engine spell it. */
  static String spelling(SampleTable table, @Nullable String[] row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String value = row[i];
      if (value == null) {
        text.append('~');
      } else {
        switch (table.columns.get(i).kind()) {
          case REAL -> text.append((long) (Double.parseDouble(value) * 1024));
          case JSON -> text.append(channelTagAndWeight(value));
          default -> text.append(value);
        }
      }
      text.append('|');
    }
    return text.toString();
  }

  private static String channelTagAndWeight(String json) {
    String[] parts = json.split("\"");
    return parts[3] + parts[9] + json.substring(json.lastIndexOf(' ') + 1, json.length() - 1);
  }

  List<SampleColumn> columns() {
    return columns;
  }

  /** As it is called in every database. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * As a team would have it for loading: the key that InnoDB and SQLite store rows by, and in
   * PostgreSQL none, for there an index is made after the data.
   */
  String create(Engine engine) {
    String lines =
        columns.stream()
            .map(column -> column.declaration(engine))
            .collect(Collectors.joining(", "));
    return switch (engine) {
      case POSTGRESQL -> "CREATE TABLE " + label() + " (" + lines + ")";
      case MYSQL, MARIADB ->
          "CREATE TABLE "
              + label()
              + " ("
              + lines
              + ", PRIMARY KEY (id)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
      case SQLITE ->
          "CREATE TABLE "
              + label()
              + " ("
              + lines.replaceFirst("id bigint NOT NULL", "id integer PRIMARY KEY")
              + ")";
    };
  }

  String columnNames() {
    return columns.stream().map(SampleColumn::name).collect(Collectors.joining(", "));
  }

  private static String decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).toPlainString();
  }

  /** Its last digit is never 0, so that no engine may shorten it. */
  private static LocalDateTime moment(SplittableRandom random) {
    return LocalDate.of(2015, 1, 1)
        .atStartOfDay()
        .plusSeconds(random.nextInt(300_000_000))
        .plusNanos(1_000L * (random.nextInt(100_000) * 10 + 1 + random.nextInt(9)));
  }

  private static String spelt(LocalDateTime moment) {
    String text = moment.toString();
    return text.substring(0, 10) + " " + text.substring(11);
  }

  private static String note(SplittableRandom random) {
    int letters = random.nextInt(20, 190);
    StringBuilder text = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
    while (text.length() < letters) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private static String attributes(SplittableRandom random) {
    return "{\"channel\": \"%s\", \"tags\": [\"%s\", \"%s\"], \"weight\": %d}"
        .formatted(
            CHANNELS.get(random.nextInt(CHANNELS.size())),
            TAGS.get(random.nextInt(TAGS.size())),
            TAGS.get(random.nextInt(TAGS.size())),
            random.nextInt(30_000));
  }
}
