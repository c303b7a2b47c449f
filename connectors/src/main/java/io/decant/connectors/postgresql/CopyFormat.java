package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a table's rows are written into a COPY: binary when each stored column has a binary encoder,
 * else as text. Source: PostgreSQL manual, COPY, "File Formats".
 */
final class CopyFormat {
  private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
  private static final byte[] TEXT_NULL = "\\N".getBytes(US_ASCII);

  private final String statement;
  private final ColumnEncoder[] encoders;
  private final boolean binary;

  private CopyFormat(Table table, List<ColumnEncoder> encoders, boolean binary) {
    List<String> names = table.storedColumns().stream().map(Column::name).toList();
    this.statement =
        "COPY "
            + PostgresDialect.INSTANCE.table(table.name())
            + (names.isEmpty() ? "" : " (" + PostgresDialect.INSTANCE.quoteAll(names) + ")")
            + " FROM STDIN (FORMAT "
            + (binary ? "binary" : "text")
            + ")";
    this.encoders = encoders.toArray(ColumnEncoder[]::new);
    this.binary = binary;
  }

  static CopyFormat of(Table table) {
    List<Optional<ColumnEncoder>> found =
        table.storedColumns().stream().map(CopyFormat::binary).toList();
    if (found.stream().allMatch(Optional::isPresent)) {
      return new CopyFormat(table, found.stream().flatMap(Optional::stream).toList(), true);
    }
    return new CopyFormat(
        table,
        table.storedColumns().stream()
            .map(column -> TextEncoder.of(column.type()))
            .collect(Collectors.toList()),
        false);
  }

  /** An oid is a number here, but not in its binary form. */
  private static Optional<ColumnEncoder> binary(Column column) {
    return column.nativeType().equals(PostgresTypes.OID)
        ? Optional.empty()
        : ColumnEncoder.binary(column.type());
  }

  String statement() {
    return statement;
  }

  void begin(CopyBuffer out) throws SQLException {
    if (binary) {
      out.putBytes(SIGNATURE, 0, SIGNATURE.length);
      out.putInt(0);
      out.putInt(0);
    }
  }

  void encode(RowBatch batch, CopyBuffer out) throws SQLException {
    int rows = batch.rows();
    for (int row = 0; row < rows; row++) {
      if (binary) {
        out.putShort(encoders.length);
      }
      for (int i = 0; i < encoders.length; i++) {
        encode(batch.column(i), encoders[i], row, i == 0, out);
      }
      if (!binary) {
        out.putByte('\n');
      }
    }
  }

  private void encode(
      ColumnVector column, ColumnEncoder encoder, int row, boolean first, CopyBuffer out)
      throws SQLException {
    if (!binary && !first) {
      out.putByte('\t');
    }
    if (!column.isNull(row)) {
      encoder.encode(column, row, out);
    } else if (binary) {
      out.putInt(-1);
    } else {
      out.putBytes(TEXT_NULL, 0, TEXT_NULL.length);
    }
  }

  void end(CopyBuffer out) throws SQLException {
    if (binary) {
      out.putShort(-1);
    }
  }
}
