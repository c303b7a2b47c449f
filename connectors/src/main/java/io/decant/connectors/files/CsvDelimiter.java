package io.decant.connectors.files;

import io.decant.connectors.files.FileForm.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What parts the fields of a CSV file that nobody has said it of. */
final class CsvDelimiter {
  static final String USUAL = ",;\t|";
  private static final int LOOKED_AT = 64 << 10;

  private CsvDelimiter() {}

  /**
   * The form with the first usual delimiter that parts all rows at the beginning of the file into
   * the same number of fields, more than one; with its own where none does.
   */
  static FileForm found(Folder folder, String file, FileForm form) throws IOException {
    if (form.format() != Format.CSV || form.delimiter() != USUAL.charAt(0)) {
      return form; // .tsv says it
    }
    byte[] top;
    try (InputFile in = new InputFile(folder.file(file), form.compression(), 0, "")) {
      top = in.readNBytes(LOOKED_AT);
    }
    for (char delimiter : USUAL.toCharArray()) {
      if (parts(top, delimiter)) {
        return new FileForm(form.format(), form.compression(), delimiter);
      }
    }
    return form;
  }

  private static boolean parts(byte[] top, char delimiter) throws IOException {
    CsvRecords records =
        new CsvRecords(new Feed(new ByteArrayInputStream(top), 0, 1), delimiter, 0);
    int fields = 0;
    while (records.next()) {
      boolean mayBeCut = top.length == LOOKED_AT && records.feed.offset() == top.length;
      if (mayBeCut && fields > 0) {
        break;
      }
      boolean same = fields == 0 || records.fields() == fields;
      if (!records.problem().isEmpty() || records.fields() < 2 || !same) {
        return false;
      }
      fields = records.fields();
    }
    return fields > 1;
  }
}
