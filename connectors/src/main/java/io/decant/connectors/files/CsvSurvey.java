package io.decant.connectors.files;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the CSV files of a table hold, found by reading them. */
final class CsvSurvey {
  /** About so many bytes lie between two places where a reader can begin. */
  private static final long STEP = 1 << 20;

  private final Folder folder;
  private final TableName name;
  private final long sample;
  private final Map<String, Guess> columns = new LinkedHashMap<>();
  private final List<Piece> pieces = new ArrayList<>();
  private long rows;
  private long bytes;
  private boolean cut;

  /**
   * @param sample how many rows to look at
   */
  CsvSurvey(Folder folder, TableName name, long sample) {
    this.folder = folder;
    this.name = name;
    this.sample = sample;
  }

  void add(String file, FileForm form) throws IOException {
    long size = Files.size(folder.file(file));
    bytes += size;
    try (InputFile in = new InputFile(folder.file(file), form.compression(), 0, "")) {
      Feed feed = new Feed(in, 0, 1);
      List<String> names = CsvHeader.take(new CsvRecords(feed, form.delimiter(), 0));
      names.forEach(column -> columns.computeIfAbsent(column, unused -> new Guess()));
      List<Guess> guesses = names.stream().map(columns::get).toList();
      CsvRecords records = new CsvRecords(feed, form.delimiter(), names.size());
      boolean parted = form.compression() == FileForm.Compression.NONE;
      Piece piece = Piece.whole(file, size);
      while (rows < sample && records.next()) {
        rows++;
        if (records.problem().isEmpty()) {
          look(records, guesses);
        }
        if (parted && feed.offset() - piece.from() >= STEP && feed.offset() < size) {
          pieces.add(new Piece(file, piece.from(), feed.offset(), size, piece.line()));
          piece = new Piece(file, feed.offset(), -1, size, feed.line());
        }
      }
      cut |= rows >= sample;
      pieces.add(piece);
    }
  }

  private static void look(CsvRecords records, List<Guess> guesses) {
    for (int i = 0; i < guesses.size(); i++) {
      if (records.form(i) == Records.Form.NULL) {
        guesses.get(i).addNull();
      } else {
        guesses.get(i).add(records.data(), records.start(i), records.end(i), records.line());
      }
    }
  }

  /** The table, its columns of the types that the values allow. */
  Table table() {
    String looked = cut ? "the first %,d rows".formatted(rows) : "all %,d rows".formatted(rows);
    List<Column> all = new ArrayList<>();
    columns.forEach(
        (column, guess) ->
            all.add(
                Column.of(column, guess.type())
                    .withNativeType("csv")
                    .withEvidence(guess.evidence(looked))));
    Statistics size = new Statistics(cut ? -1 : rows, bytes, !cut);
    return Table.of(name, all).withStatistics(size);
  }

  /** The files in pieces that can be read alone. */
  List<Piece> pieces() {
    return List.copyOf(pieces);
  }
}
