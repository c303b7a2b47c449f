package io.decant.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV that Decant did not write: what its columns are found to be, and what is wrong with it. */
class LooseCsvTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} are {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 -2 2147483647|int32",
        "1 2147483648|int64",
        "0 18446744073709551615|uint64",
        "1 123456789012345678901|decimal(21,0)",
        "007 8|text",
        "+1|text",
        "-0|float64",
        "1.50 22.00|decimal(4,2)",
        "1.5 22.25|float64",
        "1 2.5|float64",
        "1.5 22.250|decimal",
        "1e-7 2|float64",
        "1.0e5|text",
        "12345678901234567890.5 1|decimal",
        "NaN 1.5|float64",
        "true false|boolean",
        "True|text",
        "2024-02-29 0001-01-01|date",
        "2024-02-30|text",
        "2024-2-3|text",
        "10:00:00 23:59:59|time(0)",
        "24:00:00|text",
        "2024-01-01T10:00:00|text",
        "550e8400-e29b-41d4-a716-446655440000|uuid",
        "550E8400-E29B-41D4-A716-446655440000|text",
        "x|text"
      })
  void aColumnIsWhatAllItsValuesPrintBackAs(String values, String type) throws IOException {
    write("t.csv", "c,n\n" + values.replace(" ", ",\n") + ",\n");
    Table table = describe("t", Map.of());
    assertThat(table.column("c").type()).hasToString(type);
    assertThat(table.column("n").type()).hasToString("text");
    assertThat(readAll("t", Map.of())).hasSize(values.split(" ").length);
  }

  @Test
  void timestampsAreFoundWithTheirDigits() throws IOException {
    write(
        "t.csv",
        "a,b,c\n2024-01-01 10:00:00.25,2024-01-01 10:00:00+00,2024-01-01 10:00:00\n"
            + "1969-12-31 23:59:59.00,,2024-01-01 10:00:00.5\n");
    assertThat(describe("t", Map.of()).columns())
        .extracting(column -> column.type().toString())
        .containsExactly("timestamp(2)", "timestamptz(0)", "text");
  }

  @Test
  void theEvidenceSaysWhy() throws IOException {
    write("t.csv", "a,b\n1,x\n2,\n007,\n");
    Table table = describe("t", Map.of());
    assertThat(table.column("a").evidence())
        .isEqualTo(
            "3 values, 0 NULL in all 3 rows; '007' in line 4 does not print back as a whole"
                + " number");
    assertThat(table.column("b").evidence())
        .isEqualTo("1 values, 2 NULL in all 3 rows; 'x' in line 2 is text");
    assertThat(describe("t", Map.of("sample", "2")).column("a").evidence())
        .isEqualTo("2 values, 0 NULL in the first 2 rows");
    assertThat(table.statistics().rows()).isEqualTo(3);
  }

  @Test
  void nothingIsNullAndTwoQuotesAreTheEmptyText() throws IOException {
    write("t.csv", "a,b\n,\"\"\nNULL,\\N\n");
    assertThat(readAll("t", Map.of())).containsExactly("NULL | ''", "'NULL' | '\\N'");
  }

  @Test
  void theDelimiterIsWhatPartsTheRowsAlike() throws IOException {
    write("semicolon.csv", "a;b\n1,5;\"x;\ny\"\n2,5;z\n");
    write("tab.csv", "a\tb\n1, 2\t3\n");
    write("bar.csv", "a|b|c\n1|2|3");
    write("comma.csv", "a;x,b\n1;x,2\n");
    write("one.csv", "a b\n1;2\n3\n");
    write("broken.csv", "a,b\n1,2,3\n");
    write("t.tsv", "a,b\tc,d\n1,2\t3,4\n");
    assertThat(readAll("semicolon", Map.of())).containsExactly("'1,5' | x783b0a79", "'2,5' | 'z'");
    assertThat(readAll("tab", Map.of())).containsExactly("'1, 2' | 3");
    assertThat(readAll("bar", Map.of())).containsExactly("1 | 2 | 3");
    assertThat(readAll("comma", Map.of())).containsExactly("'1;x' | 2");
    assertThat(readAll("one", Map.of())).containsExactly("'1;2'", "'3'");
    assertThat(readAll("t", Map.of())).containsExactly("'1,2' | '3,4'");
    assertThat(problems("broken", Map.of())).hasSize(1);
    assertThat(describe("semicolon", Map.of()).column("b").evidence())
        .contains("in all 2 rows parted by ';'");
    assertThat(describe("semicolon", Map.of("delimiter", ",")).columns())
        .extracting(Column::name)
        .containsExactly("a;b");
  }

  @Test
  void aFileMayHaveNoHeader() throws IOException {
    write("t.csv", "1,x\n2,\n");
    assertThat(describe("t", Map.of("header", "no")).columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("column_1 int32", "column_2 text");
    assertThat(readAll("t", Map.of("header", "no"))).containsExactly("1 | 'x'", "2 | NULL");
    assertThat(readAll("t", Map.of("header", "yes"))).containsExactly("2 | NULL");
  }

  @Test
  void namesOfColumnsAreMadeToDiffer() throws IOException {
    write("t.csv", "a,,a,a_2\n1,2,3,4\n");
    assertThat(describe("t", Map.of()).columns())
        .extracting(Column::name)
        .containsExactly("a", "column_2", "a_2", "a_2_2");
    assertThat(readAll("t", Map.of())).containsExactly("1 | 2 | 3 | 4");
  }

  @Test
  void whatIsBrokenIsToldWithItsFileAndLine() throws IOException {
    write("t.csv", "a,b\n1,\"x\ny\"\n2,3,4\n5,é\n\"6,7\n");
    write("sampled.csv", "a\n1\ntwo\n");
    assertThat(problems("t", Map.of()))
        .containsExactly(
            "1 0 BROKEN_LINE t.csv line 4: 3 fields where the header has 2",
            "3 0 BROKEN_LINE t.csv line 6: a quote is not closed before the end of the file");
    assertThat(problems("sampled", Map.of("sample", "1")))
        .containsExactly("1 0 BAD_VALUE sampled.csv line 3: 'two' is no int32");
    Files.write(folder.resolve("latin.csv"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
    assertThat(problems("latin", Map.of())).singleElement().asString().contains("INVALID_UTF8");
  }

  @Test
  void aConditionLeavesOutRowsButNothingThatIsBroken() throws IOException {
    write("t.csv", "a,b,c\n1,x,1\n2,y,2\n3,4\n,x,7\nfive,x,8\n6,x,nine\n7,y,ten\n");
    Source source = source(Map.of("sample", "2"));
    Table all = source.describe(List.of(TableName.of("t"))).get(0);
    Table wanted = Table.of(all.name(), List.of(all.column("c")));
    List<String> rows = new ArrayList<>();
    List<String> told = new ArrayList<>();
    RowBatch batch = new RowBatch(Pouring.types(wanted), 100, 1 << 20);
    for (Split split : source.split(wanted, "b = 'x' AND a IS NOT NULL", 1)) {
      try (BatchReader reader = source.read(wanted, split)) {
        while (reader.read(batch)) {
          rows.addAll(Pouring.render(batch));
          batch.problems().forEach(each -> told.add(each.row() + " " + each.detail()));
        }
      }
    }
    assertThat(rows).containsExactly("1", "NULL", "8", "NULL");
    assertThat(told)
        .containsExactly(
            "1 t.csv line 4: 2 fields where the header has 3",
            "2 t.csv line 6: 'five' is no int32",
            "3 t.csv line 7: 'nine' is no int32");
  }

  @Test
  void aTableMayBeSeveralFilesOrAFolder() throws IOException {
    write("p.part-0001.csv", "a,b\n1,2\n");
    write("p.part-0002.csv", "b,c\n3,4\n");
    Files.createDirectory(folder.resolve("orders"));
    write("orders/2024.tsv", "x\ty\n1\t\"a\tb\"\n");
    write("orders/2025.tsv", "x\ty\n2\t\n");
    write("orders/notes.csv", "n\n1\n");
    write("notes.txt", "");
    Source source = source(Map.of());
    assertThat(source.catalog().tables())
        .extracting(TableName::name)
        .containsExactly("orders", "orders_notes", "p");
    assertThat(source.catalog().others())
        .extracting(SchemaObject::name)
        .containsExactly("notes.txt");
    assertThat(readAll("p", Map.of())).containsExactly("1 | 2 | NULL", "NULL | 3 | 4");
    assertThat(readAll("orders", Map.of())).containsExactly("1 | x610962", "2 | NULL");
  }

  @Test
  void onlyPartsAreReadTogether() throws IOException {
    write("t.csv", "a\n1\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("p.part-2.csv.gz")))) {
      out.write("a\n2\n".getBytes(UTF_8));
    }
    write("p.part-1.csv", "a\n1\n");
    write("p.part-3.tsv", "b\ta\nx\t3\n");
    Files.copy(folder.resolve("p.part-2.csv.gz"), folder.resolve("t.csv.gz"));
    write("t.part-1.csv", "a\n1\n");
    assertThat(source(Map.of()).catalog().others())
        .extracting(SchemaObject::name)
        .containsExactly("t.csv.gz", "t.part-1.csv");
    assertThat(readAll("t", Map.of())).containsExactly("1");
    assertThat(readAll("p", Map.of())).containsExactly("1 | NULL", "2 | NULL", "3 | 'x'");
  }

  @Test
  void aUrlMayNameOneFile() throws IOException {
    write("a.csv", "x\n1\n");
    write("b.csv", "x\n2\n");
    try (Source source = new FilesConnector().openSource(endpoint("a.csv", Map.of()))) {
      assertThat(source.catalog().tables()).extracting(TableName::name).containsExactly("a");
    }
  }

  @Test
  void largeFilesAreReadInPiecesThatBeginWithARecord() throws IOException {
    StringBuilder text = new StringBuilder("id,note\n");
    for (int i = 0; i < 60_000; i++) {
      text.append(i).append(",\"line\n").append(i).append(",\"\"\n,\n" + "x".repeat(30) + "\"\n");
    }
    write("t.csv", text.toString());
    Source source = source(Map.of());
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(2);
    List<Split> splits = source.split(table, "", 1);
    assertThat(splits.size()).isBetween(3, 4);
    List<String> rows = new ArrayList<>();
    splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
    assertThat(rows).hasSize(60_000).doesNotHaveDuplicates();
    Files.writeString(folder.resolve("t.csv"), text + "1,2\n");
    assertThatThrownBy(() -> Pouring.read(source, table, splits.get(1)))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void whatExpandsBeyondAllMeasureIsRefused() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.csv.gz")), 65_536)) {
      byte[] zeros = new byte[1 << 20];
      out.write("a\n\"".getBytes(UTF_8));
      for (int i = 0; i < 600; i++) {
        out.write(zeros);
      }
    }
    assertThatThrownBy(() -> describe("bomb", Map.of()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("expands more than");
  }

  @Test
  void aFileThatIsCutOffIsAFailure() throws IOException {
    java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(whole)) {
      for (int i = 0; i < 10_000; i++) {
        out.write((i * 7919 + "\n").getBytes(UTF_8));
      }
    }
    Files.write(
        folder.resolve("t.csv.gz"), java.util.Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
    assertThatThrownBy(() -> describe("t", Map.of()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("t.csv.gz is cut off");
  }

  @Test
  void whatFollowsCompressedRowsIsNotLeftOutSilently() throws IOException {
    byte[] first = gzip("c\n1\n");
    byte[] second = gzip("2\n");
    byte[] padding = new byte[100];
    Files.write(folder.resolve("t.csv.gz"), concat(first, second, padding));
    assertThat(readAll("t", Map.of())).hasSize(2);
    for (int garbage : new int[] {1, 7, 40, 100_000}) {
      byte[] bytes = new byte[garbage];
      bytes[garbage - 1] = 1;
      Files.write(folder.resolve("t.csv.gz"), concat(first, second, bytes));
      assertThatThrownBy(() -> describe("t", Map.of()))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("t.csv.gz cannot be read")
          .hasMessageContaining("not gzip");
    }
    second[0] = 0;
    Files.write(folder.resolve("t.csv.gz"), concat(first, second));
    assertThatThrownBy(() -> describe("t", Map.of())).hasMessageContaining("not gzip");
    write("t.csv.gz", "c\n1\n");
    assertThatThrownBy(() -> describe("t", Map.of())).hasMessageContaining("t.csv.gz cannot");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /** Else the whole file would be a header without a row, or its columns had names nobody gave. */
  @Test
  void aHeaderThatIsNoneIsRefusedWithTheReason() throws IOException {
    write("t.csv", "id,name\r1,a\r2,b\r");
    assertThatThrownBy(() -> describe("t", Map.of()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("t.csv")
        .hasMessageContaining("carriage return");
    Files.writeString(folder.resolve("t.csv"), "id,naïve\n1,a\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> describe("t", Map.of()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("t.csv")
        .hasMessageContaining("not UTF-8");
    Files.writeString(folder.resolve("t.csv"), "id,n\n1,a\n", StandardCharsets.UTF_16BE);
    assertThatThrownBy(() -> describe("t", Map.of()))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("UTF-16");
  }

  @Test
  void parametersThatMeanNothingAreRefused() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("delimiter", "ab"),
            Map.of("delimiter", "\""),
            Map.of("delimiter", "é"),
            Map.of("format", "parquet"),
            Map.of("compression", "rar"),
            Map.of("sample", "0"),
            Map.of("header", "maybe"),
            Map.of("sample", "many"))) {
      assertThatThrownBy(() -> source(wrong)).as("%s", wrong).isInstanceOf(UserError.class);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private Endpoint endpoint(String file, Map<String, String> parameters) {
    return new Endpoint(
        Role.SOURCE, "file", "", 0, folder.resolve(file).toString(), "", "", parameters);
  }

  private Source source(Map<String, String> parameters) {
    return new FilesConnector().openSource(endpoint("", parameters));
  }

  private Table describe(String table, Map<String, String> parameters) {
    return source(parameters).describe(List.of(TableName.of(table))).get(0);
  }

  private List<String> readAll(String table, Map<String, String> parameters) {
    return Pouring.readAll(source(parameters), describe(table, parameters));
  }

  private List<String> problems(String name, Map<String, String> parameters) {
    Source source = source(parameters);
    Table table = source.describe(List.of(TableName.of(name))).get(0);
    List<String> told = new ArrayList<>();
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    for (Split split : source.split(table, "", 1 << 20)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(batch)) {
          for (RowProblem problem : batch.problems()) {
            told.add(
                problem.row()
                    + " "
                    + problem.column()
                    + " "
                    + problem.code()
                    + " "
                    + problem.detail());
          }
        }
      }
    }
    return told;
  }
}
