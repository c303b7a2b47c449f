package io.decant.connectors.redis;

import io.decant.converter.row.ByteText;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON of what Redis holds, which is bytes: a text is a string; bytes that are no UTF-8 are the
 * string {@code $base64:...}, and so is a text that begins with {@code $base64:}.
 */
final class JsonOut {
  private static final byte[] MARK = "$base64:".getBytes(StandardCharsets.US_ASCII);

  private final ByteText text = new ByteText();

  JsonOut raw(int single) {
    text.append(single);
    return this;
  }

  JsonOut raw(byte[] json) {
    text.append(json);
    return this;
  }

  /** A string of text. */
  JsonOut text(byte[] value) {
    int at = text.reserve(JsonText.quotedLength(value, 0, value.length));
    text.finish(JsonText.quote(value, 0, value.length, text.data(), at));
    return this;
  }

  /** A string of what may be no text. */
  JsonOut string(byte[] value) {
    boolean marked =
        value.length >= MARK.length && Arrays.equals(value, 0, MARK.length, MARK, 0, MARK.length);
    if (marked || !Utf8.isValid(value, 0, value.length)) {
      byte[] coded = Base64.getEncoder().encode(value);
      byte[] marking = Arrays.copyOf(MARK, MARK.length + coded.length);
      System.arraycopy(coded, 0, marking, MARK.length, coded.length);
      return text(marking);
    }
    return text(value);
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(text.data(), text.length());
  }

  void copyTo(BytesVector out) {
    text.copyTo(out);
  }

  void clear() {
    text.clear();
  }
}
