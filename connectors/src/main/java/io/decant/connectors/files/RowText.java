package io.decant.connectors.files;

import io.decant.converter.row.ByteText;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import java.util.ArrayList;
import java.util.List;

/** Writes rows as the lines of a file. For one thread. */
abstract sealed class RowText permits CsvText, JsonLineText {
  final List<Spelling> spellings = new ArrayList<>();
  final List<Kind> kinds = new ArrayList<>();

  RowText(List<Column> columns) {
    for (Column column : columns) {
      spellings.add(new Spelling(column.type()));
      kinds.add(column.type().kind());
    }
  }

  static RowText of(FileForm form, List<Column> columns) {
    return switch (form.format()) {
      case CSV -> new CsvText(columns, form.delimiter());
      case JSONL -> new JsonLineText(columns);
    };
  }

  /** What stands before the first row. */
  abstract void header(ByteText out);

  /** One row, its line break included. */
  abstract void row(RowBatch batch, int row, ByteText out);
}
