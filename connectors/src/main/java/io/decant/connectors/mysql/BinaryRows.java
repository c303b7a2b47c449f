package io.decant.connectors.mysql;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows in binary, taken straight from the connection's bytes into the batch: the server prints no
 * number, and we make no object. Facts: MySQL protocol documentation, "Binary Protocol Resultset
 * Row".
 */
final class BinaryRows implements Rows {
  private static final String CONNECTION_FAILURE = "08S01";

  private final BinaryStatement statement;
  private final Packets packets;
  private final BinaryColumn[] columns;

  /** A bit a column says that it is NULL; the two lowest stand for nothing. */
  private final byte[] nulls;

  private boolean ended;

  private BinaryRows(BinaryStatement statement, List<BinaryColumn> columns) {
    this.statement = statement;
    this.packets = statement.packets();
    this.columns = columns.toArray(BinaryColumn[]::new);
    this.nulls = new byte[(columns.size() + 2 + 7) / 8];
  }

  /**
   * Empty where the server does not answer in binary, or with values of a type unknown to us; then
   * the connection is as before.
   */
  static Optional<BinaryRows> of(
      Connection connection, String query, List<Column> columns, List<ColumnReader> readers)
      throws SQLException {
    try {
      Optional<BinaryStatement> prepared = BinaryStatement.prepare(Wire.beneath(connection), query);
      if (prepared.isEmpty()) {
        return Optional.empty();
      }
      BinaryStatement statement = prepared.get();
      List<BinaryColumn> known = known(columns, statement.columns(), readers);
      if (known.isEmpty()) {
        statement.close();
        return Optional.empty();
      }
      statement.execute();
      return Optional.of(new BinaryRows(statement, known));
    } catch (IOException failure) {
      throw lost(failure);
    }
  }

  /** All of the columns, or none. */
  private static List<BinaryColumn> known(
      List<Column> columns, List<WireColumn> wires, List<ColumnReader> readers) {
    List<BinaryColumn> known = new ArrayList<>();
    for (int i = 0; i < Math.min(columns.size(), wires.size()); i++) {
      BinaryColumn.of(columns.get(i).type(), wires.get(i), readers.get(i).decoder())
          .ifPresent(known::add);
    }
    return known.size() == wires.size() ? known : List.of();
  }

  @Override
  public boolean fill(RowBatch into) throws SQLException {
    try {
      while (!into.isFull()) {
        if (!statement.next()) {
          ended = true;
          break;
        }
        read(into);
      }
      requireText(into);
      return !ended;
    } catch (IOException failure) {
      throw lost(failure);
    }
  }

  private void read(RowBatch into) throws IOException {
    packets.copy(nulls, nulls.length);
    for (int i = 0; i < columns.length; i++) {
      ColumnVector column = into.column(i);
      int bit = i + 2;
      if ((nulls[bit >> 3] >> (bit & 7) & 1) != 0) {
        column.appendNull();
        continue;
      }
      Flaw flaw = columns[i].read(packets, column);
      if (flaw != Flaw.NONE) {
        Rows.report(flaw, into, i);
      }
    }
    into.endRow();
    if (!packets.atEnd()) {
      throw new IOException("the server sent more columns than were asked for");
    }
  }

  /** Texts are looked at all together, and one by one only where some are not UTF-8. */
  private void requireText(RowBatch into) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].form() == BinaryColumn.Form.TEXT && !Utf8.areValid(into.bytes(i))) {
        reportTexts(into, i);
      }
    }
  }

  private static void reportTexts(RowBatch into, int index) {
    BytesVector texts = into.bytes(index);
    for (int row = 0; row < into.rows(); row++) {
      int start = texts.start(row);
      int length = texts.length(row);
      if (!Utf8.isValid(texts.data(), start, length)) {
        Flaw flaw = Flaw.of(ColumnReader.INVALID_UTF8, texts.data(), start, length);
        into.report(new RowProblem(row, index, flaw.code(), flaw.shown()));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      passRows();
    } catch (IOException failure) {
      throw lost(failure);
    }
  }

  /** Also an error that ends the rows leaves a statement behind. */
  private void passRows() throws IOException, SQLException {
    try {
      while (!ended) {
        ended = !statement.next();
      }
    } finally {
      statement.close();
    }
  }

  private static SQLException lost(IOException failure) {
    return new SQLException("the connection broke while rows came", CONNECTION_FAILURE, failure);
  }
}
