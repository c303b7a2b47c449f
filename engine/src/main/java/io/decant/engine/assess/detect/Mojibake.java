package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.engine.assess.Wording;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that was UTF-8, was read as windows-1252 and is now stored as what that looked like: {@code
 * ZoÃ«} for {@code Zoë}. Turned back into bytes of windows-1252 it is UTF-8 again, which text that
 * is meant practically never is. Also text that holds U+FFFD, the mark of characters that were lost
 * earlier.
 */
final class Mojibake implements Detector {
  /** What each byte is in windows-1252; the five that are nothing there are taken as controls. */
  static final String MEANT_BY = meanings();

  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  /** Of a long text, its beginning tells. */
  private static final int LOOKED_AT = 4_000;

  private final Column column;
  private final int index;
  private final Hits doubled;
  private final Hits replaced;
  private String example = "";

  Mojibake(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.doubled = new Hits(key);
    this.replaced = new Hits(key);
  }

  private static String meanings() {
    StringBuilder meanings = new StringBuilder();
    for (int code = 0; code < 256; code++) {
      String meant = new String(new byte[] {(byte) code}, Charset.forName("windows-1252"));
      meanings.append(meant.equals("\uFFFD") ? (char) code : meant.charAt(0));
    }
    return meanings.toString();
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector texts = rows.bytes(index);
    for (int row = 0; row < rows.rows(); row++) {
      int start = texts.start(row);
      int length = texts.length(row);
      if (length < 2 || texts.isNull(row) || Utf8.isAscii(texts.data(), start, length)) {
        continue;
      }
      if (hasReplacement(texts.data(), start, length)) {
        replaced.add(rows, row);
      }
      String text = texts.text(row);
      String mended = mended(text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text);
      if (!mended.isEmpty()) {
        doubled.add(rows, row);
        example =
            example.isEmpty() ? Wording.shown(text) + " for " + Wording.shown(mended) : example;
      }
    }
  }

  /** What the text was before; empty where it is as it should be. */
  static String mended(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      int code = MEANT_BY.indexOf(text.charAt(i));
      if (code < 0) {
        return "";
      }
      bytes.put((byte) code);
    }
    try {
      String before =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(bytes.flip())
              .toString();
      return before.equals(text) ? "" : before;
    } catch (CharacterCodingException meant) {
      return "";
    }
  }

  private static boolean hasReplacement(byte[] data, int start, int length) {
    for (int i = start; i <= start + length - REPLACEMENT.length; i++) {
      if (data[i] == REPLACEMENT[0]
          && data[i + 1] == REPLACEMENT[1]
          && data[i + 2] == REPLACEMENT[2]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Suspicion> found() {
    List<Suspicion> found = new ArrayList<>();
    found.addAll(
        doubled.suspicion(
            Severity.MEDIUM,
            "MOJIBAKE",
            column,
            "text looks as if its UTF-8 had been read as windows-1252: " + example,
            "Mend it in the source; it would be copied as it is."));
    found.addAll(
        replaced.suspicion(
            Severity.LOW,
            "REPLACEMENT_CHARACTER",
            column,
            "text holds U+FFFD, the mark of characters that were lost earlier",
            ""));
    return found;
  }
}
