package io.decant.connectors.files;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the CSV files of a table hold. */
final class CsvSurvey extends Survey {
  private final TableName name;
  private final CsvHeader header;
  private final Map<String, Guess> columns = new LinkedHashMap<>();
  private List<Guess> guesses = List.of();
  private String parted = "";

  CsvSurvey(Folder folder, TableName name, long sample, CsvHeader header) {
    super(folder, sample);
    this.header = header;
    this.name = name;
  }

  @Override
  Records begin(Feed feed, String file, FileForm form) throws IOException {
    List<String> names = header.names(folder.file(file), form);
    header.pass(new CsvRecords(feed, form.delimiter(), 0));
    if (form.delimiter() != CsvDelimiter.USUAL.charAt(0)) {
      parted = " parted by " + (form.delimiter() == '\t' ? "tabs" : "'" + form.delimiter() + "'");
    }
    List<Guess> ofFile = new ArrayList<>();
    for (String column : names) {
      ofFile.add(columns.computeIfAbsent(column, unused -> new Guess()));
    }
    guesses = ofFile;
    return new CsvRecords(feed, form.delimiter(), Math.max(1, names.size()));
  }

  @Override
  void look(Records records) {
    for (int i = 0; i < guesses.size(); i++) {
      if (records.form(i) == Records.Form.NULL) {
        guesses.get(i).addNull();
      } else {
        guesses.get(i).add(records.data(), records.start(i), records.end(i), records.line());
      }
    }
  }

  /** One, its columns of the types that the values allow. */
  @Override
  List<Table> tables() {
    String looked = (isCut() ? "the first %,d rows" : "all %,d rows").formatted(rows()) + parted;
    List<Column> all = new ArrayList<>();
    columns.forEach(
        (column, guess) ->
            all.add(
                Column.of(column, guess.type())
                    .withNativeType("csv")
                    .withEvidence(guess.evidence(looked))));
    Statistics size = new Statistics(isCut() ? -1 : rows(), bytes(), !isCut());
    return List.of(Table.of(name, all).withStatistics(size));
  }
}
