package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Walks over the elements of an array in a document; where arrays lie in the elements of arrays,
 * over those of the innermost, one after the other.
 */
final class ArrayWalk {
  private final byte[][][] paths;
  private final BsonWalk[] walks;
  private final int[] positions;
  private final BsonWalk search = new BsonWalk();
  private byte[] bson = {};
  private int level = -1;

  ArrayWalk(List<List<String>> chain) {
    paths = new byte[chain.size()][][];
    walks = new BsonWalk[chain.size()];
    positions = new int[chain.size()];
    for (int i = 0; i < paths.length; i++) {
      walks[i] = new BsonWalk();
      paths[i] =
          chain.get(i).stream()
              .map(name -> name.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
    }
  }

  /** Stands before the first element. */
  void document(byte[] bytes, int from, int end) {
    bson = bytes;
    level = -1;
    enter(from, end);
  }

  /** Goes to the next element; false when there is none. */
  boolean next() {
    while (level >= 0) {
      BsonWalk walk = walks[level];
      if (!walk.next()) {
        level--;
        continue;
      }
      positions[level]++;
      if (level == walks.length - 1) {
        return true;
      }
      if (walk.type() == Bson.DOCUMENT) {
        enter(walk.valueFrom(), walk.valueEnd());
      }
    }
    return false;
  }

  /** Goes into the next array that lies in the document there, if there is one. */
  private void enter(int from, int end) {
    int at = from;
    int behind = end;
    byte[][] path = paths[level + 1];
    for (int i = 0; i < path.length; i++) {
      search.over(bson, at, behind);
      boolean found = false;
      while (!found && search.next()) {
        found = search.nameIs(path[i]);
      }
      byte wanted = i == path.length - 1 ? Bson.ARRAY : Bson.DOCUMENT;
      if (!found || search.type() != wanted) {
        return;
      }
      at = search.valueFrom();
      behind = search.valueEnd();
    }
    level++;
    positions[level] = -1;
    walks[level].over(bson, at, behind);
  }

  int position(int atLevel) {
    return positions[atLevel];
  }

  /** Where the element of that level begins in which the one at hand lies, or which it is. */
  int valueFrom(int atLevel) {
    return walks[atLevel].valueFrom();
  }

  int valueEnd(int atLevel) {
    return walks[atLevel].valueEnd();
  }

  byte type() {
    return walks[level].type();
  }

  int valueFrom() {
    return walks[level].valueFrom();
  }

  int valueEnd() {
    return walks[level].valueEnd();
  }
}
