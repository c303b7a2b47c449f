package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts {@code _id} first, as MongoDB does with every document that is inserted into an ordinary
 * collection (manual, "Documents": field order). The documents of time series and of views may have
 * it elsewhere.
 */
public final class IdFirst {
  private static final byte[] ID = Layout.ID.getBytes(StandardCharsets.US_ASCII);

  private IdFirst() {}

  /**
   * Moves the field within the document that lies there.
   *
   * @throws MalformedDocument the bytes are none
   */
  public static void move(byte[] bson, int from, int end) {
    BsonWalk walk = new BsonWalk().over(bson, from, end);
    int first = from + 4;
    int start = first;
    while (walk.next()) {
      if (walk.nameIs(ID)) {
        byte[] field = Arrays.copyOfRange(bson, start, walk.valueEnd());
        System.arraycopy(bson, first, bson, first + field.length, start - first);
        System.arraycopy(field, 0, bson, first, field.length);
        return;
      }
      start = walk.valueEnd();
    }
  }
}
