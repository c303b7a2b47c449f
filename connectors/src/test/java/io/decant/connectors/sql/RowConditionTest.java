package io.decant.connectors.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions asked of rows mean what they mean in SQL. */
class RowConditionTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", new LogicalType.Int(64, false)),
          Column.of("big", new LogicalType.Int(64, true)),
          Column.of("price", new LogicalType.Decimal(12, 2)),
          Column.of("Weight", new LogicalType.Real(64)),
          Column.of("name", LogicalType.Text.UNLIMITED),
          Column.of("open", new LogicalType.Bool()),
          Column.of("day", new LogicalType.Date()),
          Column.of("data", new LogicalType.Json(false)));

  private final RowBatch rows =
      new RowBatch(COLUMNS.stream().map(Column::type).toList(), 100, 1 << 20);

  @BeforeEach
  void fill() {
    row(1, -1, "12.50", 0.1, "Zoë", true, "2024-02-29");
    row(2, 5, "3.00", Double.NaN, "zoë%_", false, "1999-12-31");
    row(Long.MIN_VALUE, 0, "-0.01", -0.0, "", true, "9999-12-31");
    for (int i = 0; i < COLUMNS.size(); i++) {
      rows.column(i).appendNull();
    }
    rows.endRow();
  }

  private void row(
      long id, long big, String price, double weight, String name, boolean open, String day) {
    rows.longs(0).append(id);
    rows.longs(1).append(big);
    rows.bytes(2).append(price);
    rows.doubles(3).append(weight);
    rows.bytes(4).append(name);
    rows.longs(5).append(open ? 1 : 0);
    byte[] text = day.getBytes(StandardCharsets.US_ASCII);
    rows.longs(6).append(Temporals.parseDate(text, 0, text.length));
    rows.bytes(7).append("{}");
    rows.endRow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id = 1                                  | 0",
        "1 < id                                  | 1",
        "id <= -9223372036854775808              | 2",
        "id > 1.5                                | 1",
        "big = 18446744073709551615              | 0",
        "price = 12.5                            | 0",
        "price BETWEEN -0.01 AND 3               | 12",
        "price NOT BETWEEN -0.01 AND 3           | 0",
        "weight = 0.1                            | 0",
        "weight > 100.5                          | 1",
        "weight = 0                              | 2",
        "name = 'zoë%_'                          | 1",
        "name < 'a'                              | 02",
        "name = ''                               | 2",
        "name LIKE 'Z%'                          | 0",
        "name LIKE '%\\%\\_'                     | 1",
        "name LIKE '___'                         | 0",
        "name NOT LIKE '%o%'                     | 2",
        "open                                    | 02",
        "NOT open                                | 1",
        "open = FALSE                            | 1",
        "day >= '2024-02-29'                     | 02",
        "day = '1999-12-31'                      | 1",
        "id IN (2, 3, 1)                         | 01",
        "id NOT IN (2, 3)                        | 02",
        "id NOT IN (2, NULL)                     | ``",
        "id = NULL                               | ``",
        "id IS NULL                              | 3",
        "data IS NOT NULL                        | 012",
        "id = 1 OR name IS NULL                  | 03",
        "NOT (id = 1 OR id = 2)                  | 2",
        "id <> 1 AND (open OR price > 0)         | 12",
        "\"Weight\" <> 0.1                       | 12",
      })
  void aConditionHoldsWhereItDoesInSql(String condition, String expected) {
    RowCondition asked = RowCondition.of(condition, TableName.of("t"), COLUMNS);
    List<String> held = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (asked.holds(rows, row)) {
        held.add("" + row);
      }
    }
    assertThat(String.join("", held)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "nothing = 1",
        "id = '1'",
        "name = 1",
        "day = '29.2.2024'",
        "data = '{}'",
        "id + 1 = 2",
        "id = price",
        "lower(name) = 'x'",
        "id LIKE '1%'",
        "open > 1",
        "id = 1; DROP TABLE t",
        "id IN (SELECT id FROM t)",
        ""
      })
  void whatIsNotWhollyUnderstoodIsRefused(String condition) {
    assertThatThrownBy(() -> RowCondition.of(condition, TableName.of("t"), COLUMNS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot be asked of t");
  }

  @Test
  void itTellsWhichColumnsItNeeds() {
    assertThat(RowCondition.of("WEIGHT > 1 OR id = 2", TableName.of("t"), COLUMNS).named())
        .containsExactlyInAnyOrder(0, 3);
  }
}
