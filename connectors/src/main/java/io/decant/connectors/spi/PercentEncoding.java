package io.decant.connectors.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent-encoding as in RFC 3986, section 2.1: a plus sign is a plus sign. */
final class PercentEncoding {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private PercentEncoding() {}

  /**
   * What {@link #decode} gives back.
   *
   * @param plain characters of ASCII that need no encoding where the text stands
   */
  static String encode(String text, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (unit & 0xff);
      if (UNRESERVED.indexOf(letter) >= 0 || plain.indexOf(letter) >= 0) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
      }
    }
    return encoded.toString();
  }

  /**
   * The text meant; empty when a percent sign stands alone, when the bytes are no UTF-8, and when
   * there is a control character, plain or encoded, in it.
   */
  static Optional<String> decode(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return decoded.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(decoded);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The text with everything encoded but letters, digits and what means nothing in a URL. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || "-._~".indexOf(point) >= 0) {
                encoded.appendCodePoint(point);
              } else {
                for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                  encoded.append(String.format("%%%02X", one & 0xFF));
                }
              }
            });
    return encoded.toString();
  }
}
