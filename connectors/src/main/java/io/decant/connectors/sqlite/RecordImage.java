package io.decant.connectors.sqlite;

import io.decant.converter.row.BigEndian;
import java.util.Arrays;

/**
 * The rows of one table in the image of a database that SQLite made of it: read from the leaves of
 * the table's tree without a call for every value (SQLite documentation, "Database File Format",
 * 1.6 and 2).
 *
 * <p>For tables that Decant itself has filled: every record holds all columns, and the pages have
 * no reserved bytes.
 */
final class RecordImage implements StoredRow {
  private static final int INTERIOR_PAGE = 5;
  private static final int INTERIOR_HEADER = 12;
  private static final int LEAF_HEADER = 8;
  private static final int CELLS = 3;
  private static final int RIGHTMOST = 8;

  /** Bytes of the integers' serial types 0 to 9; 7 is a float. */
  private static final int[] NUMBER_LENGTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

  private final int root;
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

  /** Where the record stands: the image, or what was put together from several pages. */
  private byte[] data = image;

  private byte[] gathered = new byte[0];

  /** Where {@link #varint} stopped. */
  private int next;

  /**
   * @param root the page of the table's root
   * @param columns of the table
   */
  RecordImage(int root, int columns) {
    this.root = root;
    this.types = new int[columns];
    this.starts = new int[columns];
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

  /** Moves to the next row; false when there is none. */
  boolean next() {
    while (cell == cells) {
      if (leaf == leafCount) {
        return false;
      }
      page = leaves[leaf++];
      cells = unsigned2(image, page + CELLS);
      cell = 0;
    }
    int at = page + unsigned2(image, page + LEAF_HEADER + 2 * cell++);
    int length = varint(image, at);
    skipVarint(); // the row's number
    record(length);
    return true;
  }

  /** Finds the values of a record whose first byte stands at {@link #next}. */
  private void record(int length) {
    if (length <= pageSize - 35) {
      data = image;
    } else {
      gather(length);
    }
    byte[] bytes = data;
    int header = next;
    int body = header + varint(bytes, header);
    int at = next;
    for (int i = 0; i < types.length; i++) {
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

  /**
   * Puts a record together whose end lies on overflow pages, each of which begins with the number
   * of the next.
   */
  private void gather(int length) {
    if (gathered.length < length) {
      gathered = new byte[Math.max(length, gathered.length * 2)];
    }
    int most = pageSize - 35;
    int least = (pageSize - 12) * 32 / 255 - 23;
    int fitting = least + (length - least) % (pageSize - 4);
    int here = fitting <= most ? fitting : least;
    System.arraycopy(image, next, gathered, 0, here);
    int overflow = BigEndian.intAt(image, next + here);
    for (int filled = here; filled < length; ) {
      int at = (overflow - 1) * pageSize;
      int part = Math.min(pageSize - 4, length - filled);
      System.arraycopy(image, at + 4, gathered, filled, part);
      filled += part;
      overflow = BigEndian.intAt(image, at);
    }
    data = gathered;
    next = 0;
  }

  @Override
  public int form(int column) {
    int type = types[column];
    if (type >= 12) {
      return (type & 1) == 0 ? BLOB : TEXT;
    }
    return type == 0 ? NULL : type == 7 ? FLOAT : INTEGER;
  }

  @Override
  public long integer(int column) {
    int at = starts[column];
    return switch (types[column]) {
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
    return BigEndian.doubleAt(data, starts[column]);
  }

  @Override
  public byte[] data(int column) {
    return data;
  }

  @Override
  public int start(int column) {
    return starts[column];
  }

  @Override
  public int length(int column) {
    return (types[column] - 12) >> 1;
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
