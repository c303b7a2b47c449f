package io.decant.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Documents taken apart into the rows of their tables, and put together again. */
final class Pieces {
  final List<Table> tables;
  private final List<Layout> layouts;
  private final List<DocumentRows> readers = new ArrayList<>();
  private final List<DocumentBuilder> builders = new ArrayList<>();
  final List<RowBatch> rows = new ArrayList<>();

  Pieces(List<Table> tables) {
    this.tables = tables;
    this.layouts = tables.stream().map(Layout::of).toList();
    for (int i = 0; i < tables.size(); i++) {
      readers.add(new DocumentRows(layouts.get(i), tables.get(i).storedColumns()));
      builders.add(new DocumentBuilder(layouts.get(i), tables.get(i).storedColumns()));
      rows.add(
          new RowBatch(
              tables.get(i).storedColumns().stream().map(Column::type).toList(), 100_000, 1 << 28));
    }
  }

  static Pieces of(List<byte[]> sample, InferenceRules rules) {
    Shape shape = new Shape();
    sample.forEach(each -> shape.add(each, 0, each.length));
    return new Pieces(
        Inference.tables(TableName.of("docs"), shape, sample.size(), rules, Set.of()));
  }

  /** Takes one document apart. */
  void take(byte[] document) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).clear();
      readers.get(i).document(document, 0, document.length);
      if (!readers.get(i).append(rows.get(i))) {
        throw new AssertionError("the batch is full");
      }
    }
  }

  /** Fills decimals up with zeros, as MySQL's decimal(65,30) does. */
  void padDecimals() {
    for (int table = 0; table < rows.size(); table++) {
      RowBatch before = rows.get(table);
      RowBatch after = new RowBatch(before.types(), 100_000, 1 << 28);
      for (int row = 0; row < before.rows(); row++) {
        for (int column = 0; column < before.types().size(); column++) {
          boolean decimal = before.types().get(column).kind() == LogicalType.Kind.DECIMAL;
          if (decimal && !before.column(column).isNull(row)) {
            BigDecimal number = new BigDecimal(before.bytes(column).text(row));
            after.bytes(column).append(number.setScale(30).toPlainString());
          } else {
            after.column(column).appendFrom(before.column(column), row);
          }
        }
        after.endRow();
      }
      rows.set(table, after);
    }
  }

  /** Puts the document together again. */
  byte[] together() {
    BsonOutput out = new BsonOutput();
    build(0, 0, out);
    return out.copy();
  }

  private byte build(int table, int row, BsonOutput out) {
    return builders
        .get(table)
        .build(rows.get(table), row, (path, into) -> elements(table, row, path, into), out);
  }

  private boolean elements(int parent, int row, String path, BsonOutput out) {
    for (int i = 0; i < tables.size(); i++) {
      if (layouts.get(i).isObject() && layouts.get(i).childPath().equals(path)) {
        return object(i, parent, row, out);
      }
      if (layouts.get(i).childPath().equals(path)) {
        int start = out.begin();
        int index = 0;
        for (int each = 0; each < rows.get(i).rows(); each++) {
          if (isIn(i, each, parent, row)) {
            BsonOutput element = new BsonOutput();
            byte type = build(i, each, element);
            out.element(type, index++);
            out.bytes(element.data(), 0, element.size());
          }
        }
        out.end(start);
        return true;
      }
    }
    return false;
  }

  private boolean object(int table, int parent, int row, BsonOutput out) {
    int found = 0;
    for (int each = 0; each < rows.get(table).rows(); each++) {
      if (isIn(table, each, parent, row)) {
        assertThat(build(table, each, out)).isEqualTo(Bson.DOCUMENT);
        found++;
      }
    }
    assertThat(found).as("rows of one object").isEqualTo(1);
    return true;
  }

  private boolean isIn(int child, int row, int parent, int parentRow) {
    int levels = positions(parent).size();
    for (int i = 0; i < levels; i++) {
      long one = ((LongVector) rows.get(child).column(positions(child).get(i))).value(row);
      long two = ((LongVector) rows.get(parent).column(positions(parent).get(i))).value(parentRow);
      if (one != two) {
        return false;
      }
    }
    return true;
  }

  private List<Integer> positions(int table) {
    List<Integer> positions = new ArrayList<>();
    List<Column> columns = tables.get(table).columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).nativeType().startsWith(Layout.POSITION + " ")) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** A value of the first row of a table as text, "NULL" for none. */
  String text(int table, int row, String column) {
    RowBatch batch = rows.get(table);
    int index = tables.get(table).columns().indexOf(tables.get(table).column(column));
    if (batch.column(index).isNull(row)) {
      return "NULL";
    }
    return switch (batch.types().get(index).carrier()) {
      case LONG -> Long.toString(batch.longs(index).value(row));
      case DOUBLE -> Double.toString(batch.doubles(index).value(row));
      case BYTES -> batch.bytes(index).text(row);
    };
  }
}
