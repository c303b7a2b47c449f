package io.decant.connectors.mysql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query that the server answers in binary: prepared, executed once without a cursor, its rows
 * taken as they come. Facts: MySQL protocol documentation, "Prepared Statements" and "Text
 * Resultset"; MariaDB's is the same.
 */
final class BinaryStatement {
  private static final int COM_STMT_PREPARE = 0x16;
  private static final int COM_STMT_EXECUTE = 0x17;
  private static final int COM_STMT_CLOSE = 0x19;
  private static final int NUMBER_BYTES = 4;

  private static final int ROW = 0;
  private static final int END = 0xFE;
  private static final int ERROR = 0xFF;

  /** Catalog, schema, table and column, these two under two names each. */
  private static final int NAMES_OF_A_COLUMN = 6;

  private static final int CHARACTER_SET_AND_LENGTH_BYTES = 7;

  private static final int UNSIGNED_FLAG = 32;

  private final Wire wire;
  private final Packets packets;
  private final int number;
  private final List<WireColumn> columns;

  private BinaryStatement(Wire wire, Packets packets, int number, List<WireColumn> columns) {
    this.wire = wire;
    this.packets = packets;
    this.number = number;
    this.columns = columns;
  }

  /**
   * Empty where the server does not prepare it: too many statements are prepared, a proxy knows no
   * such command, or the query is wrong, which asking it plainly will tell.
   */
  static Optional<BinaryStatement> prepare(Wire wire, String query) throws IOException {
    byte[] text = query.getBytes(StandardCharsets.UTF_8);
    if (text.length >= Packets.LONGEST_PIECE) {
      return Optional.empty();
    }
    send(wire, COM_STMT_PREPARE, text);
    Packets packets = new Packets(wire.in());
    packets.expectAnswer();
    packets.next();
    if (packets.readByte() == ERROR) {
      packets.pass();
      return Optional.empty();
    }
    int number = packets.readInt();
    int columns = packets.readShort() & 0xFFFF;
    int parameters = packets.readShort() & 0xFFFF;
    definitions(packets, parameters, wire);
    BinaryStatement statement =
        new BinaryStatement(wire, packets, number, definitions(packets, columns, wire));
    // A question mark in the user's filter, to which we have no value.
    if (parameters > 0) {
      statement.close();
      return Optional.empty();
    }
    return Optional.of(statement);
  }

  /** What its rows will hold. */
  List<WireColumn> columns() {
    return columns;
  }

  /** Runs it. */
  void execute() throws IOException, SQLException {
    // No cursor, and one iteration: there is always one.
    send(wire, COM_STMT_EXECUTE, arguments(5).put((byte) 0).putInt(1).array());
    packets.expectAnswer();
    packets.next();
    if (packets.peek() == ERROR) {
      packets.skip(1);
      throw error();
    }
    List<WireColumn> announced = definitions(packets, packets.readLength(), wire);
    if (!announced.equals(columns)) {
      throw new SQLException("the table's columns were changed meanwhile");
    }
  }

  /** Moves to the next row, of which {@link #packets} then brings the values; false at the end. */
  boolean next() throws IOException, SQLException {
    packets.next();
    int kind = packets.readByte();
    if (kind == ROW) {
      return true;
    }
    if (kind != END) {
      throw error();
    }
    packets.pass();
    if (!packets.isLast()) {
      throw new IOException("the server sent more than was asked for");
    }
    return false;
  }

  Packets packets() {
    return packets;
  }

  /** Has the server forget it, which it does without an answer. Its rows must have been read. */
  void close() throws IOException {
    send(wire, COM_STMT_CLOSE, arguments(0).array());
  }

  /** Reads so many columns, and the packet that ends them where one does. */
  private static List<WireColumn> definitions(Packets packets, int count, Wire wire)
      throws IOException {
    List<WireColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      packets.next();
      columns.add(definition(packets));
    }
    if (count > 0 && !wire.endsWithOk()) {
      packets.next();
    }
    packets.pass();
    return columns;
  }

  private static WireColumn definition(Packets packets) throws IOException {
    for (int i = 0; i < NAMES_OF_A_COLUMN; i++) {
      int length = packets.readLength();
      packets.need(length);
      packets.skip(length);
    }
    packets.need(CHARACTER_SET_AND_LENGTH_BYTES);
    packets.skip(CHARACTER_SET_AND_LENGTH_BYTES);
    int type = packets.readByte();
    return new WireColumn(type, (packets.readShort() & UNSIGNED_FLAG) != 0);
  }

  /** What the server says instead of a row. */
  private SQLException error() throws IOException {
    int code = packets.readShort() & 0xFFFF;
    String text = packets.readRest();
    return text.startsWith("#")
        ? new SQLException(text.substring(6), text.substring(1, 6), code)
        : new SQLException(text, "", code);
  }

  private ByteBuffer arguments(int more) {
    return ByteBuffer.allocate(NUMBER_BYTES + more).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
  }

  private static void send(Wire wire, int command, byte[] arguments) throws IOException {
    int length = 1 + arguments.length;
    // Its length in three bytes, and its number: every command begins anew with 0.
    byte[] packet =
        ByteBuffer.allocate(Packets.HEADER_BYTES + length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(length)
            .put((byte) command)
            .put(arguments)
            .array();
    wire.out().write(packet);
    wire.out().flush();
  }
}
