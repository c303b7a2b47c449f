package io.decant.connectors.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects, where the URL says {@code rows=json}: NULL is a member that is not there,
 * numbers and booleans are bare, objects and arrays of JSON columns stand in it as they are, bytes
 * are base64, and all else is a string of what {@link CellText} says.
 */
final class JsonRow {
  /** Of a table whose rows are written so. */
  static final String OPTION = "rows:json";

  /** What was written is read, however long it is. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private final List<Column> columns;
  private final Map<String, LogicalType> types = new HashMap<>();
  private final JsonOut out = new JsonOut();

  JsonRow(List<Column> columns) {
    this.columns = columns;
    columns.forEach(column -> types.put(column.name(), column.type()));
  }

  static boolean is(Table table) {
    return table.options().contains(OPTION);
  }

  /**
   * One row.
   *
   * @param texts by column, null for NULL
   */
  byte[] of(RowBatch batch, int row, byte[][] texts) {
    out.clear();
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == null) {
        continue;
      }
      out.raw(out.isEmpty() ? '{' : ',').text(Wire.bytes(columns.get(i).name())).raw(':');
      LogicalType type = columns.get(i).type();
      if (isBare(batch, i, row, type, texts[i])) {
        out.raw(texts[i]);
      } else {
        out.text(isBytes(type) ? Base64.getEncoder().encode(texts[i]) : texts[i]);
      }
    }
    return out.isEmpty() ? new byte[] {'{', '}'} : out.raw('}').toBytes();
  }

  private static boolean isBare(
      RowBatch batch, int column, int row, LogicalType type, byte[] text) {
    return switch (type.kind()) {
      case INT, BOOLEAN -> true;
      case DECIMAL -> !Decimals.isSpecial(text, 0, text.length);
      case REAL -> Double.isFinite(((DoubleVector) batch.column(column)).value(row));
      case JSON -> Shape.isStructure(text, 0, text.length);
      default -> false;
    };
  }

  private static boolean isBytes(LogicalType type) {
    return type.kind() == Kind.BYTES || type.kind() == Kind.GEOMETRY || type.kind() == Kind.VARIANT;
  }

  /** The members as a hash would have them, names and texts in turn; empty when it is no object. */
  Optional<List<?>> members(byte[] json) {
    List<Object> members = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        byte[] value = value(parser, parser.nextToken(), json, types.get(name));
        if (value != null) {
          members.add(Wire.bytes(name));
          members.add(value);
        }
      }
      return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
    } catch (IOException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static byte @Nullable [] value(
      JsonParser parser, JsonToken token, byte[] json, @Nullable LogicalType type)
      throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        yield Arrays.copyOfRange(json, start, end);
      }
      case VALUE_STRING ->
          type != null && isBytes(type)
              ? Base64.getDecoder().decode(parser.getText())
              : parser.getText().getBytes(StandardCharsets.UTF_8);
      default -> parser.getText().getBytes(StandardCharsets.UTF_8);
    };
  }
}
