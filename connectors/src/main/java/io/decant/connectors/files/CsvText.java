package io.decant.connectors.files;

import io.decant.converter.row.ByteText;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV as RFC 4180 has it, but for line breaks, which are those of Unix. NULL is nothing at all, and
 * the empty text is a pair of quotes.
 */
final class CsvText extends RowText {
  /** The first byte of U+FEFF. */
  private static final byte MARK = (byte) 0xEF;

  private final List<Column> columns;
  private final char delimiter;

  CsvText(List<Column> columns, char delimiter) {
    super(columns);
    this.columns = columns;
    this.delimiter = delimiter;
  }

  @Override
  void header(ByteText out) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.append(delimiter);
      }
      byte[] name = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
      field(name, 0, name.length, out);
    }
    out.append('\n');
  }

  @Override
  void row(RowBatch batch, int row, ByteText out) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.append(delimiter);
      }
      if (!batch.column(i).isNull(row)) {
        Spelling spelling = spellings.get(i);
        spelling.spell(batch.column(i), row);
        field(spelling.data(), spelling.start(), spelling.end(), out);
      }
    }
    out.append('\n');
  }

  private void field(byte[] data, int start, int end, ByteText out) {
    if (isPlain(data, start, end)) {
      out.append(data, start, end - start);
      return;
    }
    out.reserve(2 * (end - start) + 2);
    out.append('"');
    int from = start;
    for (int i = start; i < end; i++) {
      if (data[i] == '"') {
        out.append(data, from, i + 1 - from);
        from = i;
      }
    }
    out.append(data, from, end - from);
    out.append('"');
  }

  /**
   * Spaces at the ends are part of the value, and programs that trim them leave quotes alone. Nor
   * must a name that begins with U+FEFF be taken for the mark of a file.
   */
  private boolean isPlain(byte[] data, int start, int end) {
    if (start == end || isSpace(data[start]) || isSpace(data[end - 1]) || data[start] == MARK) {
      return false;
    }
    for (int i = start; i < end; i++) {
      byte next = data[i];
      if (next == '"' || next == delimiter || next == '\n' || next == '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte single) {
    return single >= 0 && single <= ' ';
  }
}
