package io.decant.connectors.sqlite;

import io.decant.converter.row.BigEndian;
import java.util.Arrays;

/**
 * The rows of one table in the image of a database that SQLite made of it: read from the leaves of
 * the table's tree without a call for every value (SQLite documentation, "Database File Format",
 * 1.6 and 2).
 *
 * <p>For tables that Decant itself has filled: every record holds all columns and lies on one page,
 * and the pages have no reserved bytes.
 */
final class RecordImage implements StoredRows {
  /** Of the rows taken at once, so that what was found out of them stays in the nearest cache. */
  static final int MOST = 64;

  private static final int INTERIOR_PAGE = 5;
  private static final int INTERIOR_HEADER = 12;
  private static final int LEAF_HEADER = 8;
  private static final int CELLS = 3;
  private static final int RIGHTMOST = 8;

  /** Bytes of the integers' serial types 0 to 9; 7 is a float. */
  private static final int[] NUMBER_LENGTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

  private final int root;
  private final int columns;

  /** Of each value of the rows taken, row by row. */
  private final int[] types;

  private final int[] starts;

  private byte[] image = new byte[0];
  private int pageSize;
  private int[] leaves = new int[64];
  private int leafCount;
  private int leaf;
  private int page;
  private int cells;
  private int cell;

  /** Where the values of the row begin that is looked at. */
  private int row;

  /** Where {@link #varint} stopped. */
  private int next;

  /**
   * @param root the page of the table's root
   * @param columns of the table
   */
  RecordImage(int root, int columns) {
    this.root = root;
    this.columns = columns;
    this.types = new int[MOST * columns];
    this.starts = new int[MOST * columns];
  }

  /** Stands before the first row of an image. */
  void open(byte[] newImage, int newPageSize) {
    image = newImage;
    pageSize = newPageSize;
    leafCount = 0;
    leaf = 0;
    cells = 0;
    cell = 0;
    if (newImage.length > 0) {
      leaves(root);
    }
  }

  /** In the order of the rows. */
  private void leaves(int number) {
    int at = (number - 1) * pageSize;
    if (image[at] != INTERIOR_PAGE) {
      if (leafCount == leaves.length) {
        leaves = Arrays.copyOf(leaves, leafCount * 2);
      }
      leaves[leafCount++] = at;
      return;
    }
    int children = unsigned2(image, at + CELLS);
    for (int i = 0; i < children; i++) {
      leaves(BigEndian.intAt(image, at + unsigned2(image, at + INTERIOR_HEADER + 2 * i)));
    }
    leaves(BigEndian.intAt(image, at + RIGHTMOST));
  }

  /**
   * Takes the next rows, which it then holds instead of those before: as many as there are, at most
   * {@link #MOST} or those asked for, and none more once so many bytes are reached.
   *
   * @return how many
   */
  int take(int rows, long bytes) {
    int most = Math.min(rows, MOST);
    int count = 0;
    for (long held = 0; count < most && held < bytes && hasNext(); count++) {
      int at = page + unsigned2(image, page + LEAF_HEADER + 2 * cell++);
      held += varint(image, at);
      skipVarint(); // the row's number
      record(count * columns);
    }
    return count;
  }

  /** There is a cell, maybe on the next leaf. */
  private boolean hasNext() {
    while (cell == cells) {
      if (leaf == leafCount) {
        return false;
      }
      page = leaves[leaf++];
      cells = unsigned2(image, page + CELLS);
      cell = 0;
    }
    return true;
  }

  /** Finds the values of a record whose first byte stands at {@link #next}. */
  private void record(int first) {
    byte[] bytes = image;
    int header = next;
    int body = header + varint(bytes, header);
    int at = next;
    for (int i = first; i < first + columns; i++) {
      int type = bytes[at];
      if (type >= 0) {
        at++;
      } else {
        type = varint(bytes, at);
        at = next;
      }
      types[i] = type;
      starts[i] = body;
      body += type >= 12 ? (type - 12) >> 1 : NUMBER_LENGTHS[type];
    }
  }

  @Override
  public void moveTo(int taken) {
    row = taken * columns;
  }

  @Override
  public int form(int column) {
    int type = types[row + column];
    if (type >= 12) {
      return (type & 1) == 0 ? BLOB : TEXT;
    }
    return type == 0 ? NULL : type == 7 ? FLOAT : INTEGER;
  }

  @Override
  public long integer(int column) {
    byte[] data = image;
    int at = starts[row + column];
    return switch (types[row + column]) {
      case 1 -> data[at];
      case 2 -> BigEndian.shortAt(data, at);
      case 3 -> data[at] << 16 | unsigned2(data, at + 1);
      case 4 -> BigEndian.intAt(data, at);
      case 5 ->
          (long) BigEndian.shortAt(data, at) << 32 | BigEndian.intAt(data, at + 2) & 0xFFFFFFFFL;
      case 6 -> BigEndian.longAt(data, at);
      case 9 -> 1;
      default -> 0;
    };
  }

  @Override
  public double real(int column) {
    return BigEndian.doubleAt(image, starts[row + column]);
  }

  @Override
  public byte[] data(int column) {
    return image;
  }

  @Override
  public int start(int column) {
    return starts[row + column];
  }

  @Override
  public int length(int column) {
    return (types[row + column] - 12) >> 1;
  }

  /** Lengths and types, which fit an int: no value is longer than a gigabyte. */
  private int varint(byte[] bytes, int at) {
    int value = bytes[at];
    int end = at + 1;
    if (value < 0) {
      value &= 0x7F;
      int more;
      do {
        more = bytes[end++];
        value = value << 7 | more & 0x7F;
      } while (more < 0);
    }
    next = end;
    return value;
  }

  /** At most nine bytes, of which the last ends it whatever it is. */
  private void skipVarint() {
    int last = next + 8;
    while (next < last && image[next] < 0) {
      next++;
    }
    next++;
  }

  private static int unsigned2(byte[] bytes, int at) {
    return BigEndian.shortAt(bytes, at) & 0xFFFF;
  }
}
