package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the elements of one document or array, and not into their values. Used again for the
 * next one. For one thread.
 */
public final class BsonWalk {
  private byte[] bytes = {};
  private int next;
  private int end;
  private byte type;
  private int nameFrom;
  private int nameEnd;
  private int valueFrom;

  /**
   * Stands before the first element of the document that begins there.
   *
   * @param limit offset behind the last byte that belongs to it at most
   * @throws MalformedDocument it does not end where it says that it does
   */
  public BsonWalk over(byte[] bson, int from, int limit) {
    end = Bson.end(Bson.DOCUMENT, bson, from, limit) - 1;
    if (bson[end] != 0) {
      throw new MalformedDocument("a document without its end");
    }
    bytes = bson;
    next = from + 4;
    return this;
  }

  /**
   * Goes to the next element.
   *
   * @return false when there is none
   */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    type = bytes[next];
    nameFrom = next + 1;
    int behind = Bson.textEnd(bytes, nameFrom, end);
    nameEnd = behind - 1;
    valueFrom = behind;
    next = Bson.end(type, bytes, valueFrom, end);
    return true;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** One of the constants of {@link Bson}. */
  public byte type() {
    return type;
  }

  public int nameFrom() {
    return nameFrom;
  }

  public int nameEnd() {
    return nameEnd;
  }

  public int valueFrom() {
    return valueFrom;
  }

  public int valueEnd() {
    return next;
  }

  public boolean nameIs(byte[] name) {
    return Arrays.equals(bytes, nameFrom, nameEnd, name, 0, name.length);
  }

  /** The name as text; for rare paths. */
  public String name() {
    return new String(bytes, nameFrom, nameEnd - nameFrom, StandardCharsets.UTF_8);
  }
}
