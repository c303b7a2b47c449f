package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.Table;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type that the server has: what it is called, what its values are, and both ways. */
class PostgresTypesTest {
  private final PostgresPair pair = new PostgresPair();
  private int tables;

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void numbers() throws SQLException {
    holds("smallint", new Int(16, false), "-32768 32767", "-32768", "32767");
    holds("int", new Int(32, false), "-2147483648 2147483647", "-2147483648", "2147483647");
    holds(
        "bigint",
        new Int(64, false),
        "-9223372036854775808 9223372036854775807",
        "-9223372036854775808",
        "9223372036854775807");
    holds(
        "numeric",
        Decimal.UNBOUNDED,
        "0 0.000 -0.0001 10000 99999999 100000000.00010001 1e40 NaN Infinity -Infinity",
        "'0'",
        "'0'",
        "'-0.0001'",
        "'10000'",
        "'99999999'",
        "'100000000.00010001'",
        "'1" + "0".repeat(40) + "'",
        "'NaN'",
        "'Infinity'",
        "'-Infinity'");
    holds("numeric(5,2)", new Decimal(5, 2), "-999.99 0.01", "'-999.99'", "'0.01'");
    holds("numeric(3,-2)", new Decimal(5, 0), "99900 -100", "'99900'", "'-100'");
    holds("numeric(2,5)", new Decimal(5, 5), "0.00099", "'0.00099'");
    holds(
        "money",
        new Decimal(19, 2),
        "1234.56 -92233720368547758.08",
        "'1234.56'",
        "'-92233720368547758.08'");
  }

  @Test
  void numericsOfEveryLengthAreReadAsTheServerPrintsThem() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE n (v numeric, t text)",
        "INSERT INTO n SELECT v, v::text FROM (SELECT (sign * ('1.23456789012345678901234567890123"
            + "4567890'::numeric * 10::numeric ^ e))::numeric(200, 60) AS v"
            + " FROM generate_series(-50, 100) AS e, (VALUES (1), (-1)) AS s(sign)) AS x",
        "INSERT INTO n SELECT trim_scale(v), trim_scale(v)::text FROM n",
        "INSERT INTO n SELECT v, v::text FROM (SELECT repeat('9', 131072)::numeric AS v"
            + " UNION ALL SELECT ('0.' || repeat('0', 16382) || '1')::numeric) AS x");
    Table table = pair.described("n");
    pair.source.snapshot(1);
    RowBatch batch = new RowBatch(Pouring.types(table), 1000, 1 << 30);
    try (BatchReader reader =
        pair.source.read(table, pair.source.split(table, "", 1L << 40).get(0))) {
      assertThat(reader.read(batch)).isTrue();
    }
    assertThat(batch.rows()).isEqualTo(606);
    for (int row = 0; row < batch.rows(); row++) {
      String read = batch.bytes(0).text(row);
      assertThat(read.equals(batch.bytes(1).text(row)))
          .as("%s digits from %.40s", read.length(), read)
          .isTrue();
    }
    Table accepted = pair.pour(table);
    assertThat(Pouring.readAll(pair.target, accepted)).hasSize(606);
    assertThat(PostgresPair.ask(pair.to, "SELECT count(*) FROM n WHERE v::text = t"))
        .isEqualTo("606");
  }

  @Test
  void texts() throws SQLException {
    holds("char(4)", new LogicalType.Char(4, Collation.BINARY), "ab", "'ab'");
    holds("varchar(4)", new LogicalType.Varchar(4, Collation.BINARY), "abcd", "'abcd'");
    holds("text", Text.UNLIMITED, "abc", "'abc'");
    holds("name", new LogicalType.Varchar(63, Collation.BINARY), "abc", "'abc'");
    holds("\"char\"", new LogicalType.Varchar(4, Collation.BINARY), "a", "'a'");
    holds("bytea", Bytes.UNLIMITED, "\\x00ff", "x00ff");
    holds("json", new Json(false), "{\"b\":1,\"b\":2}", "'{\"b\":1,\"b\":2}'");
    holds("jsonb", new Json(true), "{\"b\":1,\"a\":2}", "'{\"a\":2,\"b\":1}'");
    holds(
        "uuid",
        new LogicalType.Uuid(),
        "ffffffff-0000-4000-8000-000000000001",
        "xffffffff000040008000000000000001");
  }

  @Test
  void datesAndTimes() throws SQLException {
    String infinite = Long.toString(Temporals.POSITIVE_INFINITY);
    holds(
        "date",
        new LogicalType.Date(),
        "1970-01-01 infinity -infinity 5874897-12-31 0001-01-01",
        "0",
        infinite,
        Long.toString(Temporals.NEGATIVE_INFINITY),
        "2145042905",
        "-719162");
    holds("time(3)", new Time(3, false), "23:59:59.999 24:00:00", "86399999000", "86400000000");
    holds(
        "timestamp(0)",
        new Timestamp(0),
        "1999-12-31T23:59:59 infinity 294246-12-31T23:59:59",
        "946684799000000",
        infinite,
        "9223371244799000000");
    holds("timestamptz", new TimestampTz(6), "1970-01-01T00:00:00.000001+01", "-3599999999");
    holds(
        "interval",
        new Interval(),
        "P1Y2M3DT4H5M6.789S P-1M PT0S PT-0.000001S",
        "'P1Y2M3DT4H5M6.789S'",
        "'P-1M'",
        "'PT0S'",
        "'PT-0.000001S'");
    holds(
        "timetz", new Opaque("postgresql", "time with time zone"), "01:02:03+04", "'01:02:03+04'");
  }

  @Test
  void timesBeforeChristSurvive() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE bc (d date, t timestamp, x xml)",
        "INSERT INTO bc VALUES ('4714-11-24 BC', '4714-11-24 00:00:01.5 BC', '<a/>')");
    pair.pour(pair.described("bc"));
    assertThat(PostgresPair.ask(pair.to, "SELECT bc::text FROM bc"))
        .isEqualTo("(\"4714-11-24 BC\",\"4714-11-24 00:00:01.5 BC\",<a/>)");
  }

  @Test
  void whatNoNumberHoldsIsReported() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE odd (t timestamp, i interval)",
        "INSERT INTO odd VALUES ('294276-12-31', 'infinity')");
    Table table = pair.described("odd");
    pair.source.snapshot(1);
    RowBatch batch = new RowBatch(Pouring.types(table), 10, 1 << 20);
    try (BatchReader reader =
        pair.source.read(table, pair.source.split(table, "", 1 << 20).get(0))) {
      assertThat(reader.read(batch)).isTrue();
    }
    assertThat(batch.problems())
        .extracting(problem -> problem.column() + " " + problem.code())
        .containsExactly("0 OUT_OF_RANGE", "1 INFINITE_INTERVAL");
  }

  @Test
  void bitsAddressesAndWhatOnlyPostgresHas() throws SQLException {
    holds("bit(9)", new Bits(9, false), "101000001", "'101000001'");
    holds("varbit", new Bits(0, true), "1 0101", "'1'", "'0101'");
    holds("inet", new Network(Network.Form.INET), "10.0.0.1 ::1/64", "'10.0.0.1'", "'::1/64'");
    holds("cidr", new Network(Network.Form.CIDR), "10.0.0.0/8", "'10.0.0.0/8'");
    holds("macaddr", new Network(Network.Form.MACADDR), "08:00:2b:01:02:03", "'08:00:2b:01:02:03'");
    holds("point", new Opaque("postgresql", "point"), "(1,2)", "'(1,2)'");
    holds("tsvector", new Opaque("postgresql", "tsvector"), "a:1", "''a':1'");
    holds("int4range", new Opaque("postgresql", "int4range"), "[1,5)", "'[1,5)'");
    holds("pg_lsn", new Opaque("postgresql", "pg_lsn"), "0/16AE7F8", "'0/16AE7F8'");
  }

  @Test
  void arrays() throws SQLException {
    holds("int[]", new ArrayOf(new Int(32, false)), "{} {{1,2},{3,4}}", "'[]'", "'[[1,2],[3,4]]'");
    holds(
        "text[]",
        new ArrayOf(Text.UNLIMITED),
        "{a,NULL,\"NULL\",\"b\\\"c\\\\d\",\"\"}",
        "'[\"a\",null,\"NULL\",\"b\\\"c\\\\d\",\"\"]'");
    holds("bool[]", new ArrayOf(new LogicalType.Bool()), "{t,f,NULL}", "'[true,false,null]'");
    holds(
        "float8[]",
        new ArrayOf(new LogicalType.Real(64)),
        "{0.1,NaN,-Infinity,1e+300}",
        "'[0.1,\"NaN\",\"-Infinity\",1e+300]'");
    holds(
        "box[]",
        new ArrayOf(new Opaque("postgresql", "box")),
        "{(2,2),(1,1);(4,4),(3,3)}",
        "'[\"(2,2),(1,1)\",\"(4,4),(3,3)\"]'");
    holds("bytea[]", new ArrayOf(Bytes.UNLIMITED), "{\"\\\\x00ff\"}", "'[\"\\\\x00ff\"]'");
    PostgresPair.run(pair.from, "CREATE TYPE \"Mo od\" AS ENUM ('sad', 'it''s ok', '\"')");
    holds("\"Mo od\"", new Enumerated("Mo od", List.of("sad", "it's ok", "\"")), "sad", "'sad'");
    holds(
        "\"Mo od\"[]",
        new ArrayOf(new Enumerated("Mo od", List.of("sad", "it's ok", "\""))),
        "{\"it''s ok\",\"\\\"\"}",
        "'[\"it's ok\",\"\\\"\"]'");
  }

  /**
   * Puts values into a column of the type, reads them, pours them into the other database and reads
   * them there, as the same type.
   *
   * @param values literals; spaces between them, but for a lone one
   */
  private void holds(String type, LogicalType logical, String values, String... expected)
      throws SQLException {
    String name = "t" + tables++;
    PostgresPair.run(pair.from, "CREATE TABLE " + name + " (v " + type + ")");
    for (String value : expected.length == 1 ? new String[] {values} : values.split(" ")) {
      PostgresPair.run(pair.from, "INSERT INTO " + name + " VALUES ('" + value + "')");
    }
    Table table = pair.described(name);
    assertThat(table.columns().get(0).type()).isEqualTo(logical);
    assertThat(Pouring.readAll(pair.source, table)).containsExactly(expected);
    Table accepted = pair.pour(table);
    assertThat(Pouring.readAll(pair.target, accepted)).containsExactly(expected);
    assertThat(pair.target.describe(List.of(accepted.name())).get(0).columns().get(0).type())
        .as("read back")
        .isEqualTo(accepted.columns().get(0).type());
  }
}
