package io.decant.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands in a folder that Decant writes: names, manifest, and what a killed process leaves.
 */
class FolderTest {
  private static final Table TABLE =
      Table.of(
          TableName.of("t"),
          List.of(
              Column.of("id", new LogicalType.Int(64, false)),
              Column.of("j", new LogicalType.Json(false))));

  @TempDir private Path folder;

  @Test
  void theFilesAreWhatTheyLookLike() throws IOException {
    try (Sink sink = sink(Map.of())) {
      Table table = Pouring.make(sink, TABLE);
      RowBatch rows = Pouring.batch(table);
      row(rows, 1, "{\"a\":  1}");
      row(rows, 2, "null");
      row(rows, 3, "[1,\n2]");
      row(rows, 4, "{\"$json\":1}");
      rows.longs(0).append(5);
      rows.bytes(1).appendNull();
      rows.endRow();
      fill(sink, table, rows);
      assertThat(Pouring.readAll(source(), table)).isEqualTo(Pouring.render(rows));
    }
    assertThat(folder.resolve("t.jsonl"))
        .hasContent(
            """
            {"id":1,"j":{"a":  1}}
            {"id":2,"j":{"$json":"null"}}
            {"id":3,"j":{"$json":"[1,\\u000a2]"}}
            {"id":4,"j":{"$json":"{\\"$json\\":1}"}}
            {"id":5,"j":null}
            """);
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("decant.json").toFile());
    JsonNode file = manifest.at("/tables/0/files/0");
    assertThat(file.path("name").asText()).isEqualTo("t.jsonl");
    assertThat(file.path("rows").asLong()).isEqualTo(5);
    assertThat(file.path("bytes").asLong()).isEqualTo(Files.size(folder.resolve("t.jsonl")));
    assertThat(file.path("sha-256").asText()).hasSize(64);
  }

  @Test
  void theManifestAloneTellsEverything() throws IOException {
    Table table = filled(Map.of("format", "csv", "compression", "gzip"));
    delete(folder.resolve("_decant"));
    try (Source source = source()) {
      Table found = source.describe(List.of(TableName.of("t"))).get(0);
      assertThat(found.columns()).isEqualTo(table.columns());
      assertThat(found.statistics().rows()).isEqualTo(2);
      assertThat(Pouring.readAll(source, found)).hasSize(2);
    }
    try (Sink sink = sink(Map.of())) {
      RowBatch more = Pouring.batch(table);
      row(more, 3, "1");
      fill(sink, table, more);
    }
    assertThat(Pouring.readAll(source(), table)).hasSize(3);
    assertThat(names()).contains("t.csv.gz", "t.part-000002.csv.gz");
  }

  @Test
  void anExportThatWasStoppedIsNoSource() throws IOException {
    try (Sink sink = sink(Map.of())) {
      Pouring.make(sink, TABLE);
    }
    try (Source source = source()) {
      assertThatThrownBy(() -> source.describe(List.of(TableName.of("t"))))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("export of t was never finished");
    }
    try (Sink sink = sink(Map.of())) {
      Pouring.finish(sink, TABLE);
    }
    try (Source source = source()) {
      assertThat(source.describe(List.of(TableName.of("t")))).hasSize(1);
    }
  }

  @Test
  void rowsThatWereAddedOnlyInPartMakeATableNoSource() throws IOException {
    Table table = filled(Map.of());
    RowBatch more = Pouring.batch(table);
    row(more, 3, "1");
    List<TableName> name = List.of(TableName.of("t"));
    List<Split> splits =
        List.of(new Split(table.name(), 0, 2, ""), new Split(table.name(), 1, 2, ""));
    try (Sink sink = sink(Map.of())) {
      Lease lease = Pouring.begin(sink);
      sink.ledger().plan(lease, table.name(), splits);
      Pouring.fill(sink, table, more, lease, 0);
      try (Source source = source()) {
        assertThatThrownBy(() -> source.describe(name))
            .isInstanceOf(EndpointFailure.class)
            .hasMessageContaining("export of t was never finished");
      }
      Pouring.fill(sink, table, more, lease, 1);
      try (Source source = source()) {
        assertThat(source.describe(name).get(0).statistics().rows()).isEqualTo(4);
      }
      sink.ledger().plan(Pouring.begin(sink), table.name(), splits);
      sink.empty(name);
      fill(sink, table, more);
    }
    try (Source source = source()) {
      assertThat(Pouring.readAll(source, source.describe(name).get(0))).hasSize(1);
    }
  }

  @Test
  void aChangedFileIsNotReadAsIfNothingHadHappened() throws IOException {
    Table table = filled(Map.of());
    String text = Files.readString(folder.resolve("t.jsonl"));
    Files.writeString(folder.resolve("t.jsonl"), text.replace("\"id\":1,", "\"id\":7,"));
    assertThatThrownBy(() -> Pouring.readAll(source(), table))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("t.jsonl was changed since it was written");
    Files.delete(folder.resolve("t.jsonl"));
    assertThatThrownBy(() -> Pouring.readAll(source(), table))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void aCommittedFileWithoutItsNameIsReadAndNamedLater() throws IOException {
    Table table = filled(Map.of());
    String part = new ObjectMapper().readTree(journalLine("commit")).at("/file/part").asText();
    Files.move(folder.resolve("t.jsonl"), folder.resolve("_decant").resolve(part));
    assertThat(Pouring.readAll(source(), table)).hasSize(2);
    try (Sink sink = sink(Map.of())) {
      sink.ledger().takeOver(sink.ledger().runs().get(0).run(), "");
    }
    assertThat(names()).contains("t.jsonl");
    assertThat(Pouring.readAll(source(), table)).hasSize(2);
  }

  @Test
  void whatNobodyCommittedIsSweptAway() throws IOException {
    try (Sink sink = sink(Map.of())) {
      Table table = Pouring.make(sink, TABLE);
      Lease lease = Pouring.begin(sink);
      assertThat(folder.resolve("decant.json")).doesNotExist();
      BatchWriter killed =
          sink.write(table, new Split(table.name(), 0, 2, ""), lease, WriteMode.BULK);
      RowBatch rows = Pouring.batch(table);
      row(rows, 1, "1");
      killed.write(rows);
      assertThat(parts()).hasSize(1);
      Lease now = sink.ledger().takeOver(lease.run(), "");
      assertThat(parts()).isEmpty();
      assertThatThrownBy(() -> killed.commit(Pouring.entry(table, 0, 1)))
          .hasMessageContaining("taken over");
      Pouring.fill(sink, table, rows, now, 0);
      sink.ledger().state(now, "done");
      assertThat(Pouring.readAll(source(), table)).hasSize(1);
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void filesOfOthersAreNeverWrittenOver() throws IOException {
    Files.writeString(folder.resolve("other.csv"), "a\n1\n");
    Files.writeString(folder.resolve("T.jsonl.bak"), "mine");
    Table table = filled(Map.of());
    try (Sink sink = sink(Map.of())) {
      sink.drop(List.of(table.name(), TableName.of("never there")));
    }
    assertThat(names()).contains("other.csv", "T.jsonl.bak").doesNotContain("t.jsonl");
    assertThat(source().catalog().tables()).extracting(TableName::name).containsExactly("other");
  }

  @Test
  void aManifestThatNamesFilesOutsideIsRefused() throws IOException {
    filled(Map.of());
    delete(folder.resolve("_decant"));
    Path manifest = folder.resolve("decant.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"t.jsonl\"", "\"../t.jsonl\""));
    assertThatThrownBy(() -> source().catalog())
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("outside the folder");
    Files.writeString(manifest, "{\"name\": \"some other program's\"}");
    assertThatThrownBy(() -> source().catalog())
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("not a manifest");
  }

  private Table filled(Map<String, String> parameters) {
    try (Sink sink = sink(parameters)) {
      Table table = Pouring.make(sink, TABLE);
      RowBatch rows = Pouring.batch(table);
      row(rows, 1, "1");
      row(rows, 2, "{}");
      fill(sink, table, rows);
      return table;
    }
  }

  /** As a run does it that has one table. */
  private void fill(Sink sink, Table table, RowBatch rows) {
    Lease lease = Pouring.begin(sink);
    Pouring.fill(sink, table, rows, lease, 0);
    Pouring.finish(sink, table);
    sink.ledger().state(lease, "done");
  }

  private static void row(RowBatch rows, long id, String json) {
    rows.longs(0).append(id);
    rows.bytes(1).append(json);
    rows.endRow();
  }

  private Sink sink(Map<String, String> parameters) {
    return new FilesConnector().openSink(endpoint(Role.TARGET, parameters));
  }

  private Source source() {
    return new FilesConnector().openSource(endpoint(Role.SOURCE, Map.of()));
  }

  private Endpoint endpoint(Role role, Map<String, String> parameters) {
    return new Endpoint(role, "file", "", 0, folder.toString(), "", "", parameters);
  }

  private String journalLine(String did) throws IOException {
    return Files.readAllLines(folder.resolve("_decant").resolve("journal")).stream()
        .map(line -> line.substring(9))
        .filter(line -> line.contains("\"did\":\"" + did + "\""))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  private List<String> parts() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("_decant"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".part"))
          .toList();
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
