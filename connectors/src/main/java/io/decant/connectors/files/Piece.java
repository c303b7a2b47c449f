package io.decant.connectors.files;

import io.decant.converter.DecantException.EndpointFailure;
import java.io.IOException;
import java.util.List;

/**
 * A part of a file, or all of it.
 *
 * @param file in the folder
 * @param from where its first record begins
 * @param to where its last record ends; -1 for the end of the file
 * @param size of the file, in bytes: another one means that it is another file now
 * @param line that {@code from} stands on, from 1
 */
record Piece(String file, long from, long to, long size, long line) {

  static Piece whole(String file, long size) {
    return new Piece(file, 0, -1, size, 1);
  }

  /** As the bounds of a split. */
  static String text(List<Piece> pieces) {
    return new String(FolderText.bytes(pieces), java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * @throws EndpointFailure they are not of this version
   */
  static List<Piece> parse(Folder folder, String bounds) {
    try {
      return List.of(
          FolderText.parse(
              bounds.getBytes(java.nio.charset.StandardCharsets.UTF_8), Piece[].class));
    } catch (IOException foreign) {
      throw folder.failure("a split of another version of Decant", "Begin anew.", foreign);
    }
  }
}
