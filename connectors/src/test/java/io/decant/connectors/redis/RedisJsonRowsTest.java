package io.decant.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Split;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole contract once more, with rows that are strings of JSON. */
class RedisJsonRowsTest extends ConnectorContract {
  private RedisServer.Database database;

  /** Nobody is asked whether rows are to be JSON before a database is named. */
  @Override
  protected String comparable(Acceptance answer) {
    return answer.toString().replace("options=[rows:json]", "options=[]");
  }

  @Override
  protected Endpoint emptyDatabase() {
    database = TestServers.redis().newDatabase();
    return EndpointUrl.parse(target(), database.url() + "?rows=json");
  }

  @AfterEach
  void empty() {
    database.close();
  }

  @Test
  void aRowIsAnObjectWithoutItsNulls() {
    Table table = filled();
    assertThat(database.driver().get("doc:7"))
        .isEqualTo(
            "{\"id\":7,\"text\":\"a\\\"é\",\"price\":1.50,\"raw\":\"/wA=\",\"more\":{ \"a\": [1] }}");
    assertThat(Pouring.readAll(source, table))
        .containsExactly("7 | x6122c3a9 | '1.5' | xff00 | '{ \"a\": [1] }' | NULL");
  }

  @Test
  void aStringThatIsNoRowIsRefusedAndNotTakenForNull() {
    Table table = filled();
    database.driver().set("doc:8", "{\"id\":8");
    source.snapshot(1);
    Split split = source.split(table, "", 1L << 40).get(0);
    RowBatch batch = new RowBatch(Pouring.types(table), 10, 1 << 20);
    try (BatchReader reader = source.read(table, split)) {
      assertThat(reader.read(batch)).isTrue();
      assertThat(batch.problems()).extracting(RowProblem::code).containsOnly("OTHER_TYPE");
    }
  }

  @Test
  void otherFormsAreUnknown() {
    assertThatThrownBy(
            () -> connector.openSink(EndpointUrl.parse(target(), database.url() + "?rows=xml")))
        .isInstanceOf(UserError.class);
  }

  private Table filled() {
    List<Column> columns =
        List.of(
            Column.of("id", new LogicalType.Int(32, false)).withNullable(false),
            Column.of("text", LogicalType.Text.UNLIMITED),
            Column.of("price", new LogicalType.Decimal(10, 2)),
            Column.of("raw", LogicalType.Bytes.UNLIMITED),
            Column.of("more", new LogicalType.Json(false)),
            Column.of("none", LogicalType.Text.UNLIMITED));
    Table table =
        make(
            Table.of(TableName.of("doc"), columns)
                .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
    RowBatch rows = Pouring.batch(table);
    rows.longs(0).append(7);
    rows.bytes(1).append("a\"é");
    rows.bytes(2).append("1.50");
    rows.bytes(3).append(new byte[] {(byte) 0xFF, 0});
    rows.bytes(4).append("{ \"a\": [1] }");
    rows.bytes(5).appendNull();
    rows.endRow();
    fill(table, rows);
    return table;
  }
}
