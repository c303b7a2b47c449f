package io.decant.connectors.files;

import io.decant.converter.DecantException.EndpointFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one split reads.
 *
 * @param where the condition that its rows fulfil; empty for all
 */
record Share(List<Piece> pieces, String where) {

  /** As the bounds of a split. */
  String text() {
    return new String(FolderText.bytes(this), StandardCharsets.UTF_8);
  }

  /**
   * @throws EndpointFailure the bounds are not of this version
   */
  static Share parse(Folder folder, String bounds) {
    try {
      return FolderText.parse(bounds.getBytes(StandardCharsets.UTF_8), Share.class);
    } catch (IOException foreign) {
      throw folder.failure("a split of another version of Decant", "Begin anew.", foreign);
    }
  }
}
