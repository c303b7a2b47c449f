package io.decant.connectors.files;

import io.decant.connectors.files.FileForm.Compression;
import io.decant.connectors.files.FileForm.Format;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads pieces of files, one after the other. A record that is broken, or a value that is none of
 * its type, is reported with its file and line.
 */
final class FilesReader implements BatchReader {
  static final String BROKEN_LINE = "BROKEN_LINE";

  private final Folder folder;
  private final List<Column> columns;
  private final List<ValueReader> values = new ArrayList<>();
  private final Iterator<Piece> pieces;
  private final Function<String, FileForm> forms;
  private final CsvHeader csvHeader;
  private final List<String> members;
  private final Function<String, DataFile> files;
  private final int[] fields;
  private @Nullable Piece piece;
  private @Nullable InputFile in;
  private @Nullable Records records;

  /**
   * @param forms how rows stand in a file
   * @param members the columns of a file of JSON Lines
   * @param files what is known of a file
   */
  FilesReader(
      Folder folder,
      Table table,
      List<Piece> pieces,
      Function<String, FileForm> forms,
      CsvHeader csvHeader,
      List<String> members,
      Function<String, DataFile> files) {
    this.folder = folder;
    this.columns = table.storedColumns();
    this.pieces = pieces.iterator();
    this.forms = forms;
    this.csvHeader = csvHeader;
    this.members = members;
    this.files = files;
    this.fields = new int[columns.size()];
    for (Column column : columns) {
      values.add(new ValueReader(column.type()));
    }
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!into.isFull()) {
        if (records == null) {
          if (!pieces.hasNext()) {
            break;
          }
          open(pieces.next());
        } else if (isBefore(records.feed, piece) && records.next()) {
          row(records, into);
        } else {
          if (piece != null) {
            piece.requireUnchanged(folder);
          }
          end();
        }
      }
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
    return into.rows() > 0;
  }

  private static boolean isBefore(Feed feed, @Nullable Piece piece) {
    return piece == null || piece.to() < 0 || feed.offset() < piece.to();
  }

  private void row(Records from, RowBatch into) {
    if (!from.problem().isEmpty()) {
      for (int i = 0; i < fields.length; i++) {
        into.column(i).appendNull();
      }
      into.report(new RowProblem(into.rows(), 0, BROKEN_LINE, at(from) + from.problem()));
      into.endRow();
      return;
    }
    for (int i = 0; i < fields.length; i++) {
      String code = ValueReader.SOUND;
      if (fields[i] < 0) {
        into.column(i).appendNull();
      } else {
        code = values.get(i).append(from, fields[i], into.column(i));
      }
      if (!code.isEmpty()) {
        String detail =
            at(from) + values.get(i).text() + " is no " + columns.get(i).type().toString();
        into.report(new RowProblem(into.rows(), i, code, detail));
      }
    }
    into.endRow();
  }

  private String at(Records from) {
    return (piece == null ? "" : piece.file()) + " line " + from.line() + ": ";
  }

  private void open(Piece next) throws IOException {
    piece = next;
    DataFile file = files.apply(next.file());
    Path path = located(file);
    FileForm form = forms.apply(next.file());
    boolean compressed = form.compression() != Compression.NONE;
    next.requireUnchanged(folder);
    List<String> header = form.format() == Format.CSV ? csvHeader.names(path, form) : members;
    InputFile opened =
        new InputFile(path, form.compression(), compressed ? 0 : next.from(), file.sha256());
    in = opened;
    Feed feed = new Feed(opened, next.from(), next.line());
    if (form.format() == Format.CSV) {
      if (next.from() == 0) {
        csvHeader.pass(csv(form, feed, 0));
      }
      records = csv(form, feed, Math.max(1, header.size()));
    } else {
      records = new JsonLineRecords(feed, members);
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = header.indexOf(columns.get(i).name());
      if (fields[i] < 0 && !file.sha256().isEmpty()) {
        throw new IOException(next.file() + " has no column " + columns.get(i).name());
      }
    }
  }

  private static CsvRecords csv(FileForm form, Feed feed, int expected) {
    return new CsvRecords(feed, form.delimiter(), expected);
  }

  /** A file that is committed may not have got its name yet. */
  private Path located(DataFile file) {
    Path named = folder.file(file.name());
    Path part = folder.own(file.part());
    return file.part().isEmpty() || Files.exists(named) || !Files.exists(part) ? named : part;
  }

  private void end() throws IOException {
    records = null;
    if (in != null) {
      in.close();
      in = null;
    }
  }

  @Override
  public void close() {
    try {
      end();
    } catch (IOException closed) {
      // it was only read
    }
  }
}
