package io.decant.connectors.postgresql;

import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How a table's rows are written into a COPY. Source: PostgreSQL manual, COPY, "File Formats". */
sealed interface CopyFormat permits BinaryRows, TextRows {

  /** Binary when each stored column has a binary form, else text, which every type has. */
  static CopyFormat of(Table table) {
    List<Column> columns = table.storedColumns();
    List<FieldEncoder> fields =
        columns.stream().map(CopyFormat::field).flatMap(Optional::stream).toList();
    return fields.size() == columns.size()
        ? new BinaryRows(fields)
        : new TextRows(columns.stream().map(column -> TextEncoder.of(column.type())).toList());
  }

  /** An oid is a number here, but not in its binary form. */
  private static Optional<FieldEncoder> field(Column column) {
    return column.nativeType().equals(PostgresTypes.OID)
        ? Optional.empty()
        : FieldEncoder.of(column.type());
  }

  /** What stands behind FROM STDIN. */
  String options();

  void begin(CopyBuffer out) throws SQLException;

  void encode(RowBatch batch, CopyBuffer out) throws SQLException;

  void end(CopyBuffer out) throws SQLException;
}
