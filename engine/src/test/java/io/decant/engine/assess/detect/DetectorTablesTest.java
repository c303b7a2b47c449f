package io.decant.engine.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.TablePlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the detectors of each type say of a column's values: one row a column, hits and near misses.
 */
class DetectorTablesTest {
  private static final String NOTHING = "";
  private static final LogicalType VARCHAR = new Varchar(12, Collation.BINARY);
  private static final LogicalType DATE = new Date();
  private static final LogicalType MOMENT = new Timestamp(6);
  private static final LogicalType REAL = new Real(64);
  private static final LogicalType VARIANT = new Variant(Set.of());

  @ParameterizedTest(name = "{0} {1}: {3}")
  @MethodSource({"texts", "keptAsText", "json", "numbers", "epochs", "dates", "variants"})
  void columnIsSuspectedOf(String name, LogicalType type, List<Object> values, String expected) {
    assertThat(said(name, type, values)).isEqualTo(expected);
    // A NULL stands for no value; where it lies it has the room of one, and is none.
    List<@Nullable Object> withNulls = new ArrayList<>();
    values.forEach(value -> withNulls.addAll(Arrays.asList(null, value)));
    assertThat(said(name, type, withNulls)).isEqualTo(expected);
    assertThat(said(name, type, Collections.nCopies(30, null))).isEmpty();
  }

  static Stream<Arguments> texts() {
    String emoji = "\uD83D\uDE00";
    return Stream.of(
        column("name", VARCHAR, NOTHING, "", " ", "plain", "é", "日本", "\uFFFF", "\u0000"),
        column("name", VARCHAR, "WIDE_CHARACTERS 2", emoji, "\uD800\uDC00", "\uFFFE"),
        // windows-1252, handed on as it is
        column("name", VARCHAR, NOTHING, latin("für"), latin("ñandú"), latin("ðþÿ"), latin("ð")),
        column("name", VARCHAR, "MOJIBAKE 1", "ZoÃ«", "Zoë", "NESTLÉ®"),
        column("name", VARCHAR, "REPLACEMENT_CHARACTER 2", "Zo\uFFFD", "\uFFFD", "\uFFFE"),
        column("name", VARCHAR, "FULL_COLUMN 1", "twelve of it", "eleven of", "", "ten"),
        column("name", VARCHAR, "FULL_COLUMN 2", "twelve of it", "zwölf Zeiche", "ten of it."),
        column("name", VARCHAR, NOTHING, "twelve of it", "eleven of i", "ten of it."),
        column("hash", VARCHAR, NOTHING, "0123456789ab", "123456789abc", "none"),
        column("hash", VARCHAR, NOTHING, "0123456789ab", "123456789abc", ""),
        column("code", new Varchar(9, Collation.BINARY), NOTHING, "123456789", "1"),
        column("name", Text.UNLIMITED, "LONG_VALUES 1", "x".repeat(LongValues.LONG), "x"),
        column("name", Text.UNLIMITED, NOTHING, "x".repeat(LongValues.LONG - 1), "x"),
        column("blob", Bytes.UNLIMITED, "LONG_VALUES 1", new byte[LongValues.LONG], new byte[0]),
        column("blob", Bytes.UNLIMITED, NOTHING, new byte[LongValues.LONG - 1]));
  }

  static Stream<Arguments> keptAsText() {
    return Stream.of(
        kept("price", 19, NOTHING, "1", "22"),
        kept("price", 20, "KEPT_AS_TEXT 20", "1", "22"),
        kept("price", 20, NOTHING, "1", "1"),
        kept("price", 20, NOTHING, "11", "22"),
        kept("price", 20, "KEPT_AS_TEXT 20", "1.5", "2.5"),
        kept("price", 20, "KEPT_AS_TEXT 20", "1,234,567", "12"),
        kept("customer_no", 20, NOTHING, "1", "22"),
        kept("CUSTOMER_ID", 20, NOTHING, "1", "22"),
        kept("customerId", 20, NOTHING, "1", "22"),
        kept("app_version", 20, NOTHING, "1.9", "1.10"),
        kept("telefon", 20, NOTHING, "612 345 678", "612 345 679"),
        kept("address", 20, NOTHING, "192.168.100.200", "10.100.100.100"),
        kept("place", 20, NOTHING, "1º", "2º"),
        kept("zip", 20, NOTHING, "01234", "99999"),
        kept("flag", 20, "KEPT_AS_TEXT 20", "Y", "n"),
        kept("flag", 20, NOTHING, "m", "f"),
        kept("flag", 20, NOTHING, "Y", "Y"),
        kept("built", 20, "KEPT_AS_TEXT 20", "2024-01-31", "31.01.2024"),
        kept("build", 20, NOTHING, "10.0.1903", "10.0.2004"),
        kept("extra", 20, "KEPT_AS_TEXT 20", "{}", "[1]"),
        kept("extra", 20, NOTHING, "{a}", "[b]"),
        kept("price", 20, NOTHING, "", " "));
  }

  static Stream<Arguments> json() {
    return Stream.of(
        column("doc", new Json(false), "DUPLICATE_JSON_KEYS 1", "{\"a\":1,\"a\":2}", "{\"a\":1}"),
        column("doc", new Json(false), "DUPLICATE_JSON_KEYS 1", "[{\"a\":1,\"\\u0061\":2}]"),
        column("doc", new Json(false), NOTHING, "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"A\":1}"),
        column("doc", new Json(false), NOTHING, "", "null", "\"a\"", "{}"),
        column("doc", new Json(true), NOTHING, "{\"a\":1,\"a\":2}"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        column("n", new Int(32, false), "TYPE_LIMIT 2", (1L << 31) - 1, -(1L << 31), 0L),
        column("n", new Int(32, false), NOTHING, (1L << 31) - 2, 1 - (1L << 31), 0L, -1L),
        column("n", new Int(32, true), "TYPE_LIMIT 1", (1L << 32) - 1, 0L, 1L),
        column("n", new Int(64, false), "TYPE_LIMIT 2", Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L),
        column("n", new Int(64, true), "TYPE_LIMIT 1", -1L, 0L, Long.MAX_VALUE, Long.MIN_VALUE),
        column("n", new Int(8, false), NOTHING, 127L, -128L),
        column("n", REAL, "NAN_OR_INFINITY 3", Double.NaN, 1 / 0d, -1 / 0d, Double.MAX_VALUE, -0d),
        column("n", Decimal.UNBOUNDED, "NAN_OR_INFINITY 3", "NaN", "Infinity", "-Infinity", "0.10"),
        column("n", Decimal.UNBOUNDED, NOTHING, "9".repeat(1000), "-0.9", "0", ""));
  }

  static Stream<Arguments> epochs() {
    long second = 1_700_000_000L;
    Int type = new Int(64, false);
    return Stream.of(
        column("created_at", type, "EPOCH_NUMBERS 3", second, second + 1, second + 2, 0L, -1L),
        column("timecreated", type, "EPOCH_NUMBERS 3", second, second + 1, second + 2),
        column(
            "lastVisitTime",
            type,
            "EPOCH_NUMBERS 3",
            second * 1000,
            second * 1000,
            1L + second * 1000),
        column("dateAdded", REAL, "EPOCH_NUMBERS 3", second + .5, second + 1d, second + 2d),
        column("EXPIRES_UTC", type, "EPOCH_NUMBERS 3", second, second + 1, second + 2),
        column("created_at", type, NOTHING, second, second + 1),
        column("created_at", type, NOTHING, second, second + 1, 20_240_131L),
        column("created_at", type, NOTHING, 20_240_131L, 20_240_201L, 20_240_202L),
        column("candidate", type, NOTHING, second, second + 1, second + 2),
        column("last_order_id", type, NOTHING, second, second + 1, second + 2),
        column("update_count", type, NOTHING, second, second + 1, second + 2),
        column("padded", type, NOTHING, second, second + 1, second + 2),
        column("price", type, NOTHING, second, second + 1, second + 2));
  }

  static Stream<Arguments> dates() {
    long micros = Temporals.MICROS_PER_DAY;
    return Stream.of(
        column(
            "d",
            DATE,
            "SENTINEL_DATES 2",
            Temporals.date(9999, 1, 1),
            Temporals.date(9999, 12, 31)),
        column("d", DATE, NOTHING, Temporals.date(9998, 12, 31), Temporals.date(1970, 1, 1)),
        column("d", DATE, "SENTINEL_DATES 2", Temporals.date(1, 1, 1), Temporals.date(1, 1, 1) - 1),
        column("d", DATE, NOTHING, Temporals.date(1, 1, 2), Temporals.date(-43, 3, 15)),
        column(
            "d",
            DATE,
            "SENTINEL_DATES 2",
            Temporals.POSITIVE_INFINITY,
            Temporals.NEGATIVE_INFINITY),
        column(
            "d",
            MOMENT,
            "SENTINEL_DATES 2",
            Temporals.POSITIVE_INFINITY,
            Temporals.date(9999, 1, 1) * micros),
        column("d", MOMENT, NOTHING, Temporals.date(9999, 1, 1) * micros - 1, -1L, 0L),
        column("d", MOMENT, "SENTINEL_DATES 1", Temporals.date(1, 1, 2) * micros - 1),
        column("d", MOMENT, NOTHING, Temporals.date(1, 1, 2) * micros),
        column("d", DATE, "ZERO_DATES 2", impossible(0, 0, 0), impossible(2020, 0, 15)),
        column("d", MOMENT, "IMPOSSIBLE_DATES 1", impossible(2021, 2, 30)));
  }

  static Stream<Arguments> variants() {
    return Stream.of(
        column("v", VARIANT, "MIXED_STORAGE 1", "i1", "i2", "tabc"),
        column("v", VARIANT, "MIXED_STORAGE 1", "i1", "i2", "r1.5", "r2.5", "b"),
        column("v", VARIANT, NOTHING, "i1", "r1.5"),
        column("v", VARIANT, NOTHING, "t", "tabc"));
  }

  @ParameterizedTest(name = "{0} and {1} to {2}: {3}")
  @MethodSource("pairs")
  void keysAreAlike(String one, String other, Collation target, boolean expected) {
    Table table = table(new Text(0, Collation.BINARY), Key.of("pk", List.of("k")));
    TablePlan plan = plan(table, table(new Text(0, target), Key.of("pk", List.of("k"))));
    RowBatch rows = batch(table.columns(), Arrays.asList(one, other, null, null));

    List<Detector> detectors = AlikeKeys.of(plan, RowKey.of(table, table.columns()));
    detectors.forEach(detector -> detector.look(rows));

    assertThat(detectors).hasSize(target.merges() ? 1 : 0);
    assertThat(detectors).allMatch(detector -> detector.found().isEmpty() != expected);
  }

  static Stream<Arguments> pairs() {
    Collation ci = new Collation("ci", true, false, false);
    Collation ai = new Collation("ai", true, true, false);
    Collation pads = new Collation("pads", false, false, true);
    return Stream.of(
        Arguments.of("a", "A", ci, true),
        Arguments.of("a", "A", Collation.BINARY, false),
        Arguments.of("a", "A", pads, false),
        Arguments.of("a", "a ", pads, true),
        Arguments.of("a", " a", pads, false),
        Arguments.of("a", "a\t", pads, false),
        Arguments.of("", " ", pads, true),
        Arguments.of("", " ", ci, false),
        Arguments.of("é", "e", ai, true),
        Arguments.of("é", "e", ci, false),
        Arguments.of("é", "e\u0301", ai, true),
        Arguments.of("कि", "की", ai, false),
        Arguments.of("straße", "STRASSE", ci, true),
        Arguments.of("ΣΑΣ", "σας", ci, true),
        Arguments.of("\uD801\uDC00", "\uD801\uDC28", ci, true),
        Arguments.of("\uD83D\uDE00", "\uD83D\uDE01", ai, false));
  }

  private static Arguments column(
      String name, LogicalType type, String expected, Object... values) {
    return Arguments.of(name, type, List.of(values), expected);
  }

  private static Arguments kept(String name, int rows, String expected, String even, String odd) {
    List<Object> values =
        IntStream.range(0, rows).<Object>mapToObj(row -> row % 2 == 0 ? even : odd).toList();
    return Arguments.of(name, Text.UNLIMITED, values, expected);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static long impossible(int year, int month, int day) {
    return Temporals.impossible(year, month, day, 0, 0, 0, 0);
  }

  /** Codes and rows, of all detectors that look at such a column. */
  private static String said(
      String name, LogicalType type, List<? extends @Nullable Object> values) {
    Table table = Table.of(TableName.of("t"), List.of(Column.of(name, type)));
    List<Detector> detectors = Detectors.of(plan(table, table));
    RowBatch rows = batch(table.columns(), values);
    detectors.forEach(detector -> detector.look(rows));
    return detectors.stream()
        .flatMap(detector -> detector.found().stream())
        .map(found -> found.code() + " " + found.rows())
        .reduce((one, other) -> one + ", " + other)
        .orElse(NOTHING);
  }

  private static RowBatch batch(List<Column> columns, List<? extends @Nullable Object> values) {
    RowBatch batch = new RowBatch(Column.types(columns), 1000, 1 << 28);
    ColumnVector column = batch.column(0);
    for (Object value : values) {
      if (value == null) {
        column.appendNull();
      } else if (column instanceof LongVector longs) {
        longs.append((Long) value);
      } else if (column instanceof DoubleVector doubles) {
        doubles.append((Double) value);
      } else if (value instanceof byte[] bytes) {
        ((BytesVector) column).append(bytes);
      } else {
        ((BytesVector) column).append((String) value);
      }
      batch.endRow();
    }
    return batch;
  }

  private static Table table(LogicalType type, Key key) {
    Table plain = Table.of(TableName.of("t"), List.of(Column.of("k", type)));
    return new Table(
        plain.name(),
        plain.columns(),
        Optional.of(key),
        List.of(key),
        plain.indexes(),
        plain.foreignKeys(),
        plain.checks(),
        plain.comment(),
        plain.statistics(),
        plain.options());
  }

  private static TablePlan plan(Table source, Table target) {
    return new TablePlan(source, source, target, false, "", List.of(), List.of(), 0);
  }
}
