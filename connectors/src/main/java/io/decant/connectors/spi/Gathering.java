package io.decant.connectors.spi;

import java.util.List;

/**
 * Rows of a table that come to lie together in one value of the target, which has a largest size.
 *
 * @param columns those with equal values in these, none of them NULL, lie together
 * @param place what that value is, for people
 * @param rowBytes what a row takes there beside the bytes of its texts and of what else is of no
 *     fixed length
 * @param maxBytes the largest size
 */
public record Gathering(List<String> columns, String place, long rowBytes, long maxBytes) {
  public Gathering {
    columns = List.copyOf(columns);
  }
}
