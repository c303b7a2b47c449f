package io.decant.connectors.mongodb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids for rows that have no key: five bytes of the run and the table, two of the split, five of the
 * row's number in it. So the rows of a split are a range of ids by themselves, and another try
 * gives the same ones.
 */
final class RowIds {
  private static final int RUN_BYTES = 5;

  private final byte[] run;
  private final int part;
  private long row;

  RowIds(String run, String table, int part) {
    this.run = digest(run + "\0" + table);
    this.part = part;
  }

  byte[] next() {
    return id(row++);
  }

  private byte[] id(long number) {
    ByteBuffer id = ByteBuffer.allocate(12);
    id.put(run, 0, RUN_BYTES).putShort((short) part);
    return id.put((byte) (number >>> 32)).putInt((int) number).array();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
