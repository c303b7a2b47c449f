package io.decant.connectors.files;

import io.decant.connectors.files.FileForm.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A piece of a file that nobody has promised to leave alone, open for reading. */
record PieceFeed(Piece piece, InputFile in, Feed feed) implements Closeable {

  static PieceFeed open(Folder folder, Piece piece, FileForm form) throws IOException {
    Path path = folder.file(piece.file());
    piece.requireUnchanged(folder);
    boolean compressed = form.compression() != Compression.NONE;
    InputFile in = new InputFile(path, form.compression(), compressed ? 0 : piece.from(), "");
    return new PieceFeed(piece, in, new Feed(in, piece.from(), piece.line()));
  }

  /** The next record begins in the piece. */
  boolean isInside() {
    return piece.to() < 0 || feed.offset() < piece.to();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
