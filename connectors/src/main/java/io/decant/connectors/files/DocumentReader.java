package io.decant.connectors.files;

import io.decant.connectors.documents.BsonOutput;
import io.decant.connectors.documents.DocumentRows;
import io.decant.connectors.documents.ExtendedJsonReader;
import io.decant.connectors.documents.Layout;
import io.decant.connectors.documents.MalformedDocument;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads files of JSON that no manifest tells of, as documents. */
final class DocumentReader implements BatchReader {
  private final Folder folder;
  private final Iterator<Piece> pieces;
  private final Function<String, FileForm> forms;
  private final DocumentRows rows;
  private final ExtendedJsonReader json = new ExtendedJsonReader();
  private final BsonOutput document = new BsonOutput();
  private @Nullable PieceFeed open;
  private @Nullable Records lines;
  private boolean pending;

  /**
   * @param described the whole table
   * @param wanted the columns to read
   */
  DocumentReader(
      Folder folder,
      Table described,
      List<Column> wanted,
      List<Piece> pieces,
      Function<String, FileForm> forms) {
    this.folder = folder;
    this.pieces = pieces.iterator();
    this.forms = forms;
    this.rows = new DocumentRows(Layout.of(described), wanted);
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!into.isFull()) {
        if (pending) {
          pending = !rows.append(into);
        } else if (open == null || lines == null) {
          if (!pieces.hasNext()) {
            break;
          }
          Piece next = pieces.next();
          FileForm form = forms.apply(next.file());
          open = PieceFeed.open(folder, next, form);
          JsonForm documents = JsonForm.of(folder, next.file(), form).orElse(JsonForm.LINES);
          lines = documents.records(open.feed(), next.file());
        } else if (open.isInside() && lines.next()) {
          line(open.piece(), lines, into);
        } else {
          open.piece().requireUnchanged(folder);
          end();
        }
      }
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
    return into.rows() > 0;
  }

  private void line(Piece piece, Records line, RowBatch into) {
    String problem = line.problem();
    if (problem.isEmpty()) {
      document.clear();
      try {
        json.document(line.data(), line.start(0), line.end(0), document);
        rows.document(document.data(), 0, document.size());
        pending = true;
        return;
      } catch (MalformedDocument broken) {
        problem = String.valueOf(broken.getMessage());
      }
    }
    for (int i = 0; i < into.columnCount(); i++) {
      into.column(i).appendNull();
    }
    String detail = piece.file() + " line " + line.line() + ": " + problem;
    into.report(new RowProblem(into.rows(), 0, FilesReader.BROKEN_LINE, detail));
    into.endRow();
  }

  @Override
  public Map<String, Long> notes() {
    Map<String, Long> notes = new LinkedHashMap<>(rows.notes());
    json.notes().forEach((code, count) -> notes.merge(code, count, Long::sum));
    return notes;
  }

  private void end() throws IOException {
    lines = null;
    if (open != null) {
      open.close();
      open = null;
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
