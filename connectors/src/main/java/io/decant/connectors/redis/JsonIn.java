package io.decant.connectors.redis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads what {@link JsonOut} wrote: names and values in turn. */
final class JsonIn {
  private static final String MARK = "$base64:";

  private JsonIn() {}

  /** Of an object, or of an array of pairs; empty when it is neither. */
  static Optional<List<byte[]>> pairs(byte[] json) {
    List<byte[]> pairs = new ArrayList<>();
    try (JsonParser parser = JsonRow.JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          pairs.add(bytes(name));
          parser.nextToken();
          pairs.add(value(parser, json));
        }
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_ARRAY) {
          for (int i = 0; i < 2; i++) {
            parser.nextToken();
            pairs.add(value(parser, json));
          }
          if (parser.nextToken() != JsonToken.END_ARRAY) {
            return Optional.empty();
          }
        }
      } else {
        return Optional.empty();
      }
      return parser.nextToken() == null ? Optional.of(pairs) : Optional.empty();
    } catch (IOException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static byte[] value(JsonParser parser, byte[] json) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return bytes(parser.getText());
    }
    if (parser.currentToken().isStructStart()) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }
    return parser.getText().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.startsWith(MARK)
        ? Base64.getDecoder().decode(text.substring(MARK.length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
