package io.decant.connectors.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file, or all of it.
 *
 * @param file in the folder
 * @param from where its first record begins
 * @param to where its last record ends; -1 for the end of the file
 * @param size of the file, in bytes
 * @param modified when it was changed last, in milliseconds; 0 for a file that never changes
 * @param line that {@code from} stands on, from 1
 */
record Piece(String file, long from, long to, long size, long modified, long line) {

  /** All of a file that Decant wrote: its digest tells whether it is still the same. */
  static Piece of(DataFile file) {
    return new Piece(file.name(), 0, -1, file.plainBytes(), 0, 1);
  }

  /** All of a file as it is now. */
  static Piece whole(Folder folder, String file) throws IOException {
    Path path = folder.file(file);
    return new Piece(file, 0, -1, Files.size(path), Files.getLastModifiedTime(path).toMillis(), 1);
  }

  /** The front of this piece, up to there. */
  Piece before(long offset) {
    return new Piece(file, from, offset, size, modified, line);
  }

  /** The rest of the file from there on. */
  Piece behind(long offset, long lineThere) {
    return new Piece(file, offset, -1, size, modified, lineThere);
  }

  /**
   * @throws IOException the file is not as it was when the piece was made
   */
  void requireUnchanged(Folder folder) throws IOException {
    if (modified == 0) {
      return;
    }
    Piece now = whole(folder, file);
    if (now.size != size || now.modified != modified) {
      throw new IOException(file + " has changed since it was looked at");
    }
  }
}
