package io.decant.connectors.files;

import io.decant.converter.row.ArrayBounds;
import io.decant.converter.row.ByteText;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JSON Lines: one object a row, NULL as null. Numbers, booleans, JSON and arrays stand bare;
 * everything else is a string. What cannot stand bare (NaN, JSON with line breaks, a JSON null that
 * is no NULL) is a string too, which for JSON is wrapped: {@code {"$json": "null"}}.
 */
final class JsonLineText extends RowText {
  static final String WRAPPER = "{\"$json\":";
  private static final byte[] WRAPPED = WRAPPER.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final List<byte[]> names = new ArrayList<>();

  JsonLineText(List<Column> columns) {
    super(columns);
    for (Column column : columns) {
      ByteText name = new ByteText();
      byte[] text = column.name().getBytes(StandardCharsets.UTF_8);
      name.append(names.isEmpty() ? '{' : ',');
      quote(text, 0, text.length, name);
      name.append(':');
      names.add(Arrays.copyOf(name.data(), name.length()));
    }
  }

  @Override
  void header(ByteText out) {}

  @Override
  void row(RowBatch batch, int row, ByteText out) {
    if (names.isEmpty()) {
      out.append('{');
    }
    for (int i = 0; i < names.size(); i++) {
      out.append(names.get(i));
      if (batch.column(i).isNull(row)) {
        out.append(NULL);
      } else {
        spellings.get(i).spell(batch.column(i), row);
        value(i, out);
      }
    }
    out.append('}');
    out.append('\n');
  }

  private void value(int column, ByteText out) {
    Spelling text = spellings.get(column);
    byte[] data = text.data();
    int start = text.start();
    int length = text.end() - start;
    boolean bare =
        switch (kinds.get(column)) {
          case INT, BOOLEAN -> true;
          case DECIMAL -> !Decimals.isSpecial(data, start, length);
          case REAL -> data[start + length - 1] <= '9';
          case JSON -> standsBare(data, start, length);
          case ARRAY ->
              ArrayBounds.length(data, start, length) == 0 && isOnOneLine(data, start, length);
          case CHAR,
              VARCHAR,
              TEXT,
              BYTES,
              DATE,
              TIME,
              TIMESTAMP,
              TIMESTAMP_TZ,
              INTERVAL,
              UUID,
              ENUM,
              SET,
              BITS,
              GEOMETRY,
              NETWORK,
              OPAQUE,
              VARIANT ->
              false;
        };
    if (bare) {
      out.append(data, start, length);
    } else if (kinds.get(column) == Kind.JSON) {
      out.append(WRAPPED);
      quote(data, start, length, out);
      out.append('}');
    } else {
      quote(data, start, length, out);
    }
  }

  /** It is one value, not null, not on several lines, and not what a wrapped one looks like. */
  private static boolean standsBare(byte[] data, int start, int length) {
    return length > 0
        && data[start] > ' '
        && data[start + length - 1] > ' '
        && !is(NULL, data, start, length)
        && !(data[start] == '{' && begins(WRAPPED, data, start, length))
        && isOnOneLine(data, start, length);
  }

  private static boolean isOnOneLine(byte[] data, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (data[i] == '\n' || data[i] == '\r') {
        return false;
      }
    }
    return JsonText.isValid(data, start, length);
  }

  private static boolean is(byte[] word, byte[] data, int start, int length) {
    return length == word.length && begins(word, data, start, length);
  }

  private static boolean begins(byte[] word, byte[] data, int start, int length) {
    return length >= word.length
        && Arrays.equals(word, 0, word.length, data, start, start + word.length);
  }

  private static void quote(byte[] text, int start, int length, ByteText out) {
    int at = out.reserve(JsonText.quotedLength(text, start, length));
    out.finish(JsonText.quote(text, start, length, out.data(), at));
  }
}
