package io.decant.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.ValueText;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON Lines that Decant did not write, read as documents. */
class LooseJsonLinesTest {
  @TempDir private Path folder;

  @Test
  void documentsBecomeTablesAndTheirArraysToo() throws IOException {
    write(
        "orders.jsonl",
        """
        {"_id": 1, "who": {"name": "Zoë", "age": 7}, "items": [{"sku": "a", "n": 2}, {"sku": "b", "n": 1}]}

        {"_id": 2, "who": {"name": "\\u00e9", "age": 8}, "items": []}
        {"_id": 3, "who": {"name": "x", "age": 9}, "items": [{"sku": "c", "n": 3}]}
        """);
    Source source = source(Map.of());
    List<TableName> tables = source.catalog().tables();
    assertThat(tables).extracting(TableName::name).containsExactly("orders", "orders_items");
    List<Table> described = source.describe(tables);
    assertThat(described.get(0).columns())
        .extracting(column -> column.name() + " " + column.type())
        .contains("_id int32", "who_name text", "who_age int32");
    assertThat(described.get(1).primaryKey()).isPresent();
    assertThat(values(source, described.get(0), "who_name")).containsExactly("Zoë", "é", "x");
    assertThat(values(source, described.get(1), "sku")).containsExactly("a", "b", "c");
    assertThat(source.catalog().others()).isEmpty();
  }

  @Test
  void objectsBecomeRowsOfTheirOwnOnDemand() throws IOException {
    write(
        "orders.jsonl",
        """
        {"_id": 1, "who": {"name": "Zoë"}, "items": [{"by": {"n": 2}}, {"by": null}, {"by": {"n": 1}}]}
        {"_id": 2, "who": null}
        {"_id": 3, "who": {"name": "x"}}
        """);
    Source source = source(Map.of("objects", "table"));
    List<Table> described = source.describe(source.catalog().tables());
    assertThat(described)
        .extracting(table -> table.name().name())
        .containsExactly("orders", "orders_items", "orders_items_by", "orders_who");
    assertThat(values(source, described.get(2), "n")).containsExactly("2", "1");
    assertThat(values(source, described.get(2), "position")).containsExactly("0", "2");
    assertThat(values(source, described.get(3), "name")).containsExactly("Zoë", "x");
    assertThat(values(source, described.get(3), "orders_id")).containsExactly("1", "3");
  }

  @Test
  void extendedJsonIsTakenForWhatItMeans() throws IOException {
    write(
        "t.ndjson",
        """
        {"_id": {"$oid": "507f1f77bcf86cd799439011"}, "at": {"$date": "2024-01-01T00:00:00.25Z"}, "n": {"$numberLong": "5"}, "d": {"$numberDecimal": "1.50"}}
        """);
    Table table = source(Map.of()).describe(List.of(TableName.of("t"))).get(0);
    assertThat(table.columns())
        .extracting(column -> column.name() + " " + column.type())
        .contains("_id char(24)", "at timestamptz(3)", "n int64", "d decimal");
  }

  /** 68.1956781058743 and 0.1 are shorter texts of the first two; older programs print so. */
  @Test
  void aFractionIsADoubleWhereADoubleIsPrintedSo() throws IOException {
    write(
        "t.jsonl",
        """
        {"_id": 1, "a": 68.19567810587429, "b": 0.10000000000000001, "c": 5e-324, "d": 0.1000000000000000000}
        """);
    write("exact.jsonl", "{\"_id\": 1, \"a\": 0.12345678901234567, \"b\": 0.100000000000000001}\n");
    Source source = source(Map.of());
    assertThat(types(source, "t")).contains("a float64", "b float64", "c float64", "d float64");
    assertThat(types(source, "exact")).contains("a decimal", "b decimal");
  }

  @Test
  void aBrokenLineIsToldWithItsNumber() throws IOException {
    write("t.jsonl", "{\"_id\": 1}\n{\"_id\": 2\n[3]\n{\"_id\": 4}\n");
    Source source = source(Map.of());
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    List<String> told = problems(source, table);
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("1 t.jsonl line 2: ");
    assertThat(told.get(1)).startsWith("2 t.jsonl line 3: ");
  }

  @Test
  void whatTheSampleHasNotSeenIsKeptAndCounted() throws IOException {
    write(
        "t.jsonl",
        "{\"_id\":1,\"a\":1}\n{\"_id\":2,\"a\":\"x\"}\n{\"_id\":3,\"a\":3,\"new\":[1]}\n");
    Source source = source(Map.of("sample", "1"));
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    Map<String, Long> notes = new TreeMap<>();
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    long rows = 0;
    for (Split split : source.split(table, "", 1 << 20)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(batch)) {
          assertThat(batch.problems()).isEmpty();
          rows += batch.rows();
        }
        notes.putAll(reader.notes());
      }
    }
    assertThat(rows).isEqualTo(3);
    assertThat(notes).containsExactly(Map.entry("OTHER_TYPE", 1L), Map.entry("UNSEEN_FIELD", 1L));
    assertThat(values(source, table, "_extra").toString()).contains("\"new\"", "\"x\"");
  }

  @Test
  void aFileOfJsonHasItsDocumentsOnLinesInAnArrayOrOneAfterTheOther() throws IOException {
    write("lines.json", "{ \"_id\" : 1 }\n{ \"_id\" : 2 }\n");
    write(
        "array.json",
        "\uFEFF \n[{\"_id\": 1},\n {\"_id\": 2, \"a\": [\"]}\", {\"b\": \"\\\"\"}]}\n ]\n");
    write("pretty.json", "{\n  \"_id\": 1\n}\n{\n  \"_id\": 2}{\"_id\": 3}");
    write("empty.json", "");
    write("numbers.json", "[1, 2]");
    write("text.json", "\"text\"");
    Source source = source(Map.of());
    assertThat(source.catalog().tables())
        .extracting(TableName::name)
        .containsExactly("array", "lines", "pretty");
    assertThat(source.catalog().others())
        .extracting(file -> file.kind().label() + " " + file.name())
        .containsExactly("file empty.json", "file numbers.json", "file text.json");
    assertThat(ids(source, "array")).containsExactly("1", "2");
    assertThat(ids(source, "lines")).containsExactly("1", "2");
    assertThat(ids(source, "pretty")).containsExactly("1", "2", "3");
  }

  @Test
  void anElementThatIsNoDocumentIsToldWithItsLineAndTheNextIsRead() throws IOException {
    write("t.json", "[\n{\"_id\": 1},\n\n5,\n{\"_id\": tru}, null,\n{\"_id\": 2}]");
    Source source = source(Map.of());
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    assertThat(problems(source, table))
        .hasSize(3)
        .satisfiesExactly(
            told -> assertThat(told).startsWith("1 t.json line 4: "),
            told -> assertThat(told).startsWith("2 t.json line 5: "),
            told -> assertThat(told).startsWith("3 t.json line 5: "));
    assertThat(ids(source, "t")).contains("1", "2");
  }

  @Test
  void whereTheRestCannotBeToldApartNothingIsLeftOutSilently() throws IOException {
    Map<String, String> told =
        Map.of(
            "[{\"a\":1}, {\"a\":2}", "t.json line 1: the array is not closed",
            "[{\"a\":1}\n {\"a\":2}]", "t.json line 2: ',' is missing",
            "[{\"a\":1},\n\n {\"a\":\"x]", "t.json line 3: what begins here is not closed",
            "[{\"a\":1}]\n {\"a\":2}", "t.json line 2: more follows behind the array",
            "{\n\"a\":1}\n5", "t.json line 3: no object begins where one should",
            "{\n\"a\":1}\n]", "t.json line 3: ']' where an object should begin");
    for (Map.Entry<String, String> each : told.entrySet()) {
      write("t.json", each.getKey());
      Source source = source(Map.of());
      assertThatThrownBy(() -> source.describe(List.of(TableName.of("t"))))
          .as(each.getKey())
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining(each.getValue());
    }
  }

  @Test
  void aLargeArrayIsReadInPiecesToo() throws IOException {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 40_000; i++) {
      text.append(i == 0 ? "" : i % 3 == 0 ? " ,\n" : ",").append("{\"_id\":").append(i);
      text.append(",\n\"note\":\"").append("]},{[".repeat(12)).append("\"}");
    }
    write("t.json", text.append("\n]\n").toString());
    Source source = source(Map.of());
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(2);
    List<Split> splits = source.split(table, "", 1);
    assertThat(splits.size()).isGreaterThan(2);
    List<String> rows = new ArrayList<>();
    splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
    assertThat(rows).hasSize(40_000).doesNotHaveDuplicates();
  }

  @Test
  void largeFilesAreReadInPieces() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append("{\"_id\":")
          .append(i)
          .append(",\"note\":\"")
          .append("x".repeat(60))
          .append("\"}\n");
    }
    write("t.jsonl", text.toString());
    Source source = source(Map.of());
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(2);
    List<Split> splits = source.split(table, "", 1);
    assertThat(splits.size()).isGreaterThan(2);
    List<String> rows = new ArrayList<>();
    splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
    assertThat(rows).hasSize(40_000).doesNotHaveDuplicates();
  }

  @Test
  void oneTableIsOfOneForm() throws IOException {
    write("t.csv", "a\n1\n");
    write("t.jsonl", "{\"a\":1}\n");
    assertThat(source(Map.of()).catalog().others())
        .extracting(SchemaObject::name)
        .containsExactly("t.jsonl");
    assertThatThrownBy(() -> source(Map.of("arrays", "sideways"))).isInstanceOf(UserError.class);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private Source source(Map<String, String> parameters) {
    return new FilesConnector()
        .openSource(
            new Endpoint(Role.SOURCE, "file", "", 0, folder.toString(), "", "", parameters));
  }

  private static List<String> types(Source source, String table) {
    return source.describe(List.of(TableName.of(table))).get(0).columns().stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  private List<String> ids(Source source, String table) {
    return values(source, source.describe(List.of(TableName.of(table))).get(0), "_id");
  }

  private static List<String> problems(Source source, Table table) {
    List<String> told = new ArrayList<>();
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    for (Split split : source.split(table, "", 1 << 20)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(batch)) {
          batch.problems().forEach(problem -> told.add(problem.row() + " " + problem.detail()));
        }
      }
    }
    return told;
  }

  private static List<String> values(Source source, Table table, String column) {
    List<String> values = new ArrayList<>();
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    int index = table.storedColumns().indexOf(table.column(column));
    for (Split split : source.split(table, "", 1 << 20)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(batch)) {
          for (int row = 0; row < batch.rows(); row++) {
            values.add(ValueText.of(batch.column(index), batch.types().get(index), row));
          }
        }
      }
    }
    return values;
  }
}
