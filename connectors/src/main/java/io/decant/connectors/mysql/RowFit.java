package io.decant.connectors.mysql;

import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Makes a row fit: its short columns share 65,535 bytes, and what must stay on its page half of
 * that page. The longest texts outside keys leave first.
 */
final class RowFit {
  /** Of 65,535 bytes; the rest is for lengths and NULL flags. */
  private static final int MAX_ROW_BYTES = 64_000;

  private final Table table;
  private final KeyColumns keyColumns;
  private final ServerTraits traits;
  private final KeyFit.Remarks remarks;

  RowFit(Table table, KeyColumns keyColumns, ServerTraits traits, KeyFit.Remarks remarks) {
    this.table = table;
    this.keyColumns = keyColumns;
    this.traits = traits;
    this.remarks = remarks;
  }

  /**
   * Replaces columns by smaller ones until the row fits.
   *
   * @param columns as they would be, in the order of the table's
   * @throws UnsupportedSchema no column is left to be replaced
   */
  void fit(List<Column> columns, Optional<Key> primaryKey) {
    while (columns.stream().mapToLong(RowFit::rowBytes).sum() > MAX_ROW_BYTES
        && replacedByText(columns, RowFit::rowBytes, 0)) {}
    int text = RowSize.textBytes(traits);
    while (!RowSize.fits(columns, primaryKey, traits)
        && replacedByText(columns, column -> RowSize.onPage(column.type(), false, traits), text)) {}
    RowSize.require(table.name(), columns, primaryKey, traits);
  }

  /** Makes a text of the widest column that is wider than {@code least}; false: there is none. */
  private boolean replacedByText(List<Column> columns, ToLongFunction<Column> width, long least) {
    int widest = -1;
    for (int i = 0; i < columns.size(); i++) {
      boolean free = keyColumns.isFree(table.columns().get(i).name());
      if (free
          && isVarying(columns.get(i).type())
          && width.applyAsLong(columns.get(i)) > least
          && (widest < 0
              || width.applyAsLong(columns.get(i)) > width.applyAsLong(columns.get(widest)))) {
        widest = i;
      }
    }
    if (widest < 0) {
      return false;
    }
    Column before = columns.get(widest);
    LogicalType large =
        before.type() instanceof LogicalType.Varchar text
            ? new LogicalType.Text(
                Math.max(MySqlTypes.TINY + 1, text.length() * 4L), text.collation())
            : new LogicalType.Bytes(MySqlTypes.SMALL, false);
    ColumnFit fit = ColumnFit.of(before.withType(large), ColumnFit.UNLIMITED, traits);
    Column after = before.withType(fit.type()).withNativeType(fit.ddl());
    columns.set(
        widest,
        before.defaultValue().isPresent() && !traits.expressionDefaults()
            ? after.withDefaultValue(Optional.empty())
            : after);
    remarks.add(
        ObjectKind.COLUMN,
        table.columns().get(widest).name(),
        Outcome.CHANGED,
        "ROW_SIZE",
        "the row is too long for a varchar here: a text");
    return true;
  }

  private static boolean isVarying(LogicalType type) {
    return type instanceof LogicalType.Varchar
        || type instanceof LogicalType.Bytes bytes && !bytes.fixed() && isShort(bytes);
  }

  private static boolean isShort(LogicalType.Bytes bytes) {
    return bytes.length() > 0 && bytes.length() <= 3072;
  }

  private static long rowBytes(Column column) {
    LogicalType type = column.type();
    if (type instanceof LogicalType.Varchar text) {
      return 2L + (long) text.length() * ColumnFit.characterBytes(text.collation());
    }
    if (type instanceof LogicalType.Char text) {
      return (long) text.length() * ColumnFit.characterBytes(text.collation());
    }
    if (type instanceof LogicalType.Bytes bytes) {
      return isShort(bytes) ? 2 + bytes.length() : 12;
    }
    return type.kind() == Kind.DECIMAL ? 30 : 12;
  }
}
