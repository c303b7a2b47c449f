package io.decant.connectors.sqlite;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** The encoding of a database's texts: the bytes of a text are in it, whoever asks for them. */
enum TextEncoding {
  UTF_8,
  UTF_16LE,
  UTF_16BE;

  /** Asked once; a database never changes it. */
  static TextEncoding of(Connection connection) throws SQLException {
    String name = Queries.run(connection, "PRAGMA encoding", row -> row.getString(1)).get(0);
    return switch (name) {
      case "UTF-16le" -> UTF_16LE;
      case "UTF-16be" -> UTF_16BE;
      default -> UTF_8;
    };
  }

  /** The text in UTF-8. What is broken stays broken, so that it is found to be. */
  byte[] utf8(byte[] text) {
    return switch (this) {
      case UTF_8 -> text;
      case UTF_16LE -> transcode(text, StandardCharsets.UTF_16LE);
      case UTF_16BE -> transcode(text, StandardCharsets.UTF_16BE);
    };
  }

  /** The bytes of a text that is given in UTF-8. */
  byte[] encoded(byte[] utf8, int offset, int length) {
    return switch (this) {
      case UTF_8 -> Arrays.copyOfRange(utf8, offset, offset + length);
      case UTF_16LE ->
          new String(utf8, offset, length, StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_16LE);
      case UTF_16BE ->
          new String(utf8, offset, length, StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_16BE);
    };
  }

  private static byte[] transcode(byte[] text, Charset charset) {
    try {
      CharBuffer chars = charset.newDecoder().decode(ByteBuffer.wrap(text));
      return chars.toString().getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException broken) {
      byte[] marked = Arrays.copyOf(text, text.length + 1);
      marked[text.length] = (byte) 0xFF;
      return marked;
    }
  }
}
