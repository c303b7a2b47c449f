package io.decant.connectors.sqlite;

import io.decant.converter.row.BigEndian;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A whole SQLite database in memory, laid out here byte by byte: one table without any types, with
 * the rows that are on their way (SQLite documentation, "Database File Format"). SQLite reads a
 * thousand rows out of it in one call, where binding them would take as many calls as there are
 * values.
 *
 * <p>Always as large, and its schema always the same: page 1 with the schema, page 2 the root of
 * the table's tree, the others its leaves. Where one leaf is enough it is itself the root. Rows too
 * long for a page have no place in it.
 */
final class RowImage {
  static final String TABLE = "batch";

  /** The largest that there is: most rows fit then, and pages cost SQLite something each. */
  private static final int PAGE = 65_536;

  /** What the caches of a processor hold. */
  static final int MAX_LEAVES = 16;

  /**
   * With a page behind the last leaf: SQLite takes pages from a mapped file only while 256 bytes of
   * it follow ({@code unixFetch}).
   */
  static final int BYTES = (3 + MAX_LEAVES) * PAGE;

  private static final int LEAF = 13;
  private static final int INTERIOR = 5;
  private static final int ROOT_AT = PAGE;
  private static final int LEAVES_AT = 2 * PAGE;

  /** A longer one would be continued on other pages ("B-tree Pages": U - 35). */
  static final int MAX_RECORD = PAGE - 35;

  private final byte[] bytes = new byte[BYTES];
  private final int[] lastRows = new int[MAX_LEAVES];
  private int leaves;
  private int rows;
  private int cells;
  private int content;

  /**
   * @param columns at most 2000, as SQLite takes: their names fit into the first page
   */
  RowImage(int columns) {
    writeHeader();
    writeSchema(columns);
    clear();
  }

  /** The name of the table's column. */
  static String column(int index) {
    return "c" + index;
  }

  /** Forgets the rows. */
  void clear() {
    rows = 0;
    leaves = 0;
    beginLeaf();
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** The rows appended since {@link #clear}. */
  int rows() {
    return rows;
  }

  /** The database; its first {@link #length} bytes, once {@link #finish} was called. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes in front of what no page refers to. */
  int length() {
    return leaves == 1 ? LEAVES_AT : LEAVES_AT + leaves * PAGE;
  }

  /**
   * Appends a row, or leaves it when the image is full.
   *
   * @param record not too long
   */
  boolean append(RowRecord record) {
    int length = record.length();
    int rowid = rows + 1;
    int cell = RowRecord.varintLength(length) + RowRecord.varintLength(rowid) + length;
    if (cell + 2 > content - (8 + 2 * cells)) {
      if (leaves + 1 == MAX_LEAVES) {
        return false;
      }
      endLeaf();
      beginLeaf();
    }
    content -= cell;
    int page = leafAt(leaves);
    put2(page + 8 + 2 * cells, content);
    cells++;
    rows = rowid;
    int next = RowRecord.appendVarint(length, bytes, page + content);
    next = RowRecord.appendVarint(rowid, bytes, next);
    record.copyTo(bytes, next);
    return true;
  }

  /** Completes the tree: call it after the last row and before the bytes are read. */
  void finish() {
    endLeaf();
    if (leaves == 1) {
      System.arraycopy(bytes, LEAVES_AT, bytes, ROOT_AT, PAGE);
    } else {
      writeRoot();
    }
  }

  private static int leafAt(int leaf) {
    return LEAVES_AT + leaf * PAGE;
  }

  private void beginLeaf() {
    cells = 0;
    content = PAGE;
  }

  private void endLeaf() {
    writePageHeader(leafAt(leaves), LEAF, cells, content);
    lastRows[leaves++] = rows;
  }

  /** For every leaf but the last its page and its last row; of the last the page alone. */
  private void writeRoot() {
    int at = PAGE;
    for (int i = 0; i < leaves - 1; i++) {
      at -= 4 + RowRecord.varintLength(lastRows[i]);
      put4(ROOT_AT + at, 3 + i);
      RowRecord.appendVarint(lastRows[i], bytes, ROOT_AT + at + 4);
      put2(ROOT_AT + 12 + 2 * i, at);
    }
    writePageHeader(ROOT_AT, INTERIOR, leaves - 1, at);
    put4(ROOT_AT + 8, 2 + leaves);
  }

  private void writePageHeader(int at, int kind, int count, int contentStart) {
    bytes[at] = (byte) kind;
    put2(at + 1, 0); // no free blocks
    put2(at + 3, count);
    put2(at + 5, contentStart); // 65536 is written as 0
    bytes[at + 7] = 0; // no fragments
  }

  private void writeHeader() {
    byte[] magic = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    put2(16, 1); // pages of 65536 bytes
    bytes[18] = 1; // written and read without a write-ahead log
    bytes[19] = 1;
    bytes[21] = 64; // three constants
    bytes[22] = 32;
    bytes[23] = 32;
    put4(24, 1); // changes
    put4(28, BYTES / PAGE);
    put4(40, 1); // schema cookie
    put4(44, 4); // schema format: integers 0 and 1 take no bytes
    put4(56, 1); // UTF-8
    put4(92, 1); // the change that the page count is of
    put4(96, 3_007_000); // a version that wrote so
  }

  private void writeSchema(int columns) {
    String names =
        IntStream.range(0, columns).mapToObj(RowImage::column).collect(Collectors.joining(","));
    byte[] create = ascii("CREATE TABLE " + TABLE + "(" + names + ")");
    RowRecord record = new RowRecord(5, MAX_RECORD - 100);
    record.text(ascii("table"), 0, 5);
    record.text(ascii(TABLE), 0, TABLE.length());
    record.text(ascii(TABLE), 0, TABLE.length());
    record.integer(ROOT_AT / PAGE + 1);
    record.text(create, 0, create.length);
    int at = PAGE - RowRecord.varintLength(record.length()) - 1 - record.length();
    writePageHeader(100, LEAF, 1, at);
    put2(108, at);
    int next = RowRecord.appendVarint(record.length(), bytes, at);
    record.copyTo(bytes, RowRecord.appendVarint(1, bytes, next));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void put2(int at, int value) {
    BigEndian.putShort(bytes, at, value);
  }

  private void put4(int at, int value) {
    BigEndian.putInt(bytes, at, value);
  }
}
