package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.engine.assess.Wording;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

  /**
   * An accented letter that ends a word, and signs after it, can be valid UTF-8 by chance: NESTLÉ®,
   * COSÌ…, "passé…”". A capital A with a tilde begins what was Latin text, and is not among them.
   */
  private static final Pattern BY_CHANCE =
      Pattern.compile("(?<=\\p{Lu})[Æ-ß][®™©°»’”…–—›]|(?<=\\p{L})[à-ï][®™©°»’”…–—›]{2}(?![^ -~])");

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
      String mended = mended(text);
      if (!mended.isEmpty()) {
        doubled.add(rows, row);
        example =
            example.isEmpty() ? Wording.shown(text) + " for " + Wording.shown(mended) : example;
      }
    }
  }

  /** What the text was before; empty where it is as it should be. */
  static String mended(String text) {
    int length = Math.min(text.length(), LOOKED_AT);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      int code = MEANT_BY.indexOf(text.charAt(i));
      if (code < 0) {
        return "";
      }
      bytes.put((byte) code);
    }
    CharBuffer before = CharBuffer.allocate(length);
    boolean whole = length == text.length();
    boolean isUtf8 =
        !StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            // A beginning may end within a character.
            .decode(bytes.flip(), before, whole)
            .isError();
    String mended = before.flip().toString();
    return !isUtf8 || text.startsWith(mended) || isByChance(text.substring(0, length))
        ? ""
        : mended;
  }

  private static boolean isByChance(String text) {
    return BY_CHANCE.matcher(text).replaceAll("").chars().allMatch(each -> each < 0x80);
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
