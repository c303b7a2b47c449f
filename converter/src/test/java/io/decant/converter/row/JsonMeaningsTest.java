package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonMeaningsTest {
  private static final List<String> TEXTS =
      List.of(
          "{\"a\": 1, \"b\": [true, null]}",
          "{\"b\":[true,null],\"a\":1.0}",
          "{\"a\": 1, \"\\u0061\": 2}",
          "{\"a\": 2}",
          "[{\"k\": 1, \"k\": 1}]",
          "no JSON",
          "",
          "{\"a\": 1",
          "\"\\ud83d\\ude00\"");

  private final Random random = new Random(3);
  private final RowBatch remembering = batch();
  private final RowDigest remembered = digest();

  @Test
  void whatIsRememberedIsWhatWouldBeReadAgain() {
    remembered.readOnce(remembering);
    RowDigest read = digest();
    for (int round = 0; round < 60; round++) {
      RowBatch plain = batch();
      remembering.clear();
      int rows = random.nextInt(2500);
      for (int row = 0; row < rows; row++) {
        append(row, plain);
      }
      remembering.appendRows(plain, 0, rows);
      if (round % 3 > 0) {
        assertSameKeys(remembering.bytes(1), plain.bytes(1), round % 3);
      }
      remembered.add(remembering);
      read.add(plain);
      assertThat(remembered.sum()).isEqualTo(read.sum());
    }
  }

  @Test
  void aValueInTheSamePlaceIsReadAnew() {
    remembered.readOnce(remembering);
    BytesVector texts = remembering.bytes(1);
    texts.append("{\"a\":1}");
    texts.append("{\"a\":1,\"a\":2}");
    assertThat(JsonText.hasDuplicateKeys(texts, 0)).isFalse();
    assertThat(JsonText.hasDuplicateKeys(texts, 1)).isTrue();
    texts.truncate(1);
    texts.append("{\"a\":1}");
    assertThat(JsonText.hasDuplicateKeys(texts, 1)).isFalse();
    texts.clear();
    texts.append("{\"b\":1,\"b\":2}");
    assertThat(JsonText.hasDuplicateKeys(texts, 0)).isTrue();
  }

  @Test
  void anotherDigestReadsForItself() {
    remembered.readOnce(remembering);
    append(0, remembering);
    append(1, remembering);
    assertSameKeys(remembering.bytes(1), remembering.bytes(1), 1);
    RowDigest other = new RowDigest(TYPES, 78);
    RowDigest alike = new RowDigest(TYPES, 78);
    other.add(remembering);
    RowBatch copy = batch();
    copy.appendRows(remembering, 0, 2);
    alike.add(copy);
    assertThat(other.sum()).isEqualTo(alike.sum());
  }

  private static final List<io.decant.converter.schema.LogicalType> TYPES =
      List.of(new Int(64, false), new Json(true));

  private static RowDigest digest() {
    return new RowDigest(TYPES, 77);
  }

  private static RowBatch batch() {
    return new RowBatch(TYPES, 5000, Long.MAX_VALUE);
  }

  private void append(int row, RowBatch into) {
    into.longs(0).append(row);
    int text = random.nextInt(TEXTS.size() + 1);
    if (text == TEXTS.size()) {
      into.column(1).appendNull();
    } else {
      into.bytes(1).append(TEXTS.get(text));
    }
    into.endRow();
  }

  private static void assertSameKeys(BytesVector remembering, BytesVector plain, int step) {
    for (int row = 0; row < plain.size(); row += step) {
      if (!plain.isNull(row)) {
        boolean read = JsonText.hasDuplicateKeys(plain.data(), plain.start(row), plain.length(row));
        assertThat(JsonText.hasDuplicateKeys(remembering, row)).isEqualTo(read);
      }
    }
  }
}
