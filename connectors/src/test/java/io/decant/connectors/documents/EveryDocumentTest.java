package io.decant.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.documents.InferenceRules.Arrays;
import io.decant.connectors.documents.InferenceRules.Objects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryDocumentTest {
  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  @ParameterizedTest
  @EnumSource(Arrays.class)
  void rowsGiveBackTheVerySameDocumentsOfWhichHalfWereNeverSeen(Arrays arrays) {
    for (Objects objects : Objects.values()) {
      for (int seed = 0; seed < 120; seed++) {
        RandomDocuments random = new RandomDocuments(seed);
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          documents.add(random.next(i));
        }
        Pieces pieces = Pieces.of(documents.subList(0, 20), new InferenceRules(arrays, objects));
        for (byte[] document : documents) {
          pieces.take(document);
          byte[] again = pieces.together();
          if (!java.util.Arrays.equals(again, document)) {
            assertThat(shown(again)).as("seed " + seed).isEqualTo(shown(document));
          }
          assertThat(again).as("seed " + seed).isEqualTo(document);
        }
      }
    }
  }

  private static String shown(byte[] document) {
    return new RawBsonDocument(document).toJson(CANONICAL);
  }

  @Test
  void extendedJsonGivesBackTheVerySameBytes() {
    ExtendedJsonWriter writer = new ExtendedJsonWriter();
    ExtendedJsonReader reader = new ExtendedJsonReader();
    RandomDocuments random = new RandomDocuments(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] document = random.next(i);
      byte[] text =
          writer.text(Bson.DOCUMENT, document, 0, document.length).getBytes(StandardCharsets.UTF_8);
      BsonOutput again = new BsonOutput();
      assertThat(reader.value(text, 0, text.length, again)).isEqualTo(Bson.DOCUMENT);
      if (!java.util.Arrays.equals(again.copy(), document)) {
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(shown(document));
      }
    }
  }
}
