package io.decant.connectors.files;

import io.decant.connectors.files.FileForm.Compression;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What files that no manifest tells of hold, found by reading them. */
abstract sealed class Survey permits CsvSurvey, DocumentSurvey {
  /** About so many bytes lie between two places where a reader can begin. */
  private static final long STEP = 1 << 20;

  final Folder folder;
  private final long sample;
  private final List<Piece> pieces = new ArrayList<>();
  private long rows;
  private long bytes;
  private boolean cut;

  /**
   * @param sample how many rows to look at
   */
  Survey(Folder folder, long sample) {
    this.folder = folder;
    this.sample = sample;
  }

  /** Reads a file, as far as the sample reaches. */
  final void add(String file, FileForm form) throws IOException {
    Piece piece = Piece.whole(folder, file);
    bytes += piece.size();
    try (InputFile in = new InputFile(folder.file(file), form.compression(), 0, "")) {
      Feed feed = new Feed(in, 0, 1);
      try {
        piece = look(piece, feed, begin(feed, file, form), form.compression());
      } catch (OutOfMemoryError full) {
        throw folder.tooLong(file, feed.line());
      }
      cut |= rows >= sample;
      pieces.add(piece);
    }
  }

  /** Looks at the records of a file; returns its last piece. */
  private Piece look(Piece whole, Feed feed, Records records, Compression compression)
      throws IOException {
    Piece piece = whole;
    boolean parted = compression == Compression.NONE;
    while (rows < sample && records.next()) {
      rows++;
      if (records.problem().isEmpty()) {
        look(records);
      }
      if (parted && feed.offset() - piece.from() >= STEP && feed.offset() < piece.size()) {
        pieces.add(piece.before(feed.offset()));
        piece = piece.behind(feed.offset(), feed.line());
      }
    }
    return piece;
  }

  /** Begins with a file. */
  abstract Records begin(Feed feed, String file, FileForm form) throws IOException;

  /** Looks at one of its records, which is whole. */
  abstract void look(Records records);

  /** What the files are: the table that they are named by first. */
  abstract List<Table> tables();

  /** The files in pieces that can be read alone. */
  final List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  /** Rows looked at. */
  final long rows() {
    return rows;
  }

  /** Of the files. */
  final long bytes() {
    return bytes;
  }

  /** Not every row was looked at. */
  final boolean isCut() {
    return cut;
  }
}
