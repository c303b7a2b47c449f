package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Walks over the elements of an array in a document; where arrays lie in the elements of arrays,
 * over those of the innermost, one after the other. Or, instead of an innermost array, over the one
 * object that lies there.
 */
final class ArrayWalk {
  private final byte[][][] paths;
  private final BsonWalk[] walks;
  private final int[] positions;
  private final BsonWalk search = new BsonWalk();
  private final boolean toObject;
  private byte[] bson = {};
  private int level = -1;
  private byte type;
  private int valueFrom;
  private int valueEnd;

  /**
   * @param chain the names that lead to each array
   * @param toObject whether the last ones lead to an object
   */
  ArrayWalk(List<List<String>> chain, boolean toObject) {
    this.toObject = toObject;
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
      boolean innermost = level == walks.length - 1;
      if (innermost && toObject) {
        level--;
        return true;
      }
      BsonWalk walk = walks[level];
      if (!walk.next()) {
        level--;
        continue;
      }
      positions[level]++;
      if (innermost) {
        found(walk.type(), walk.valueFrom(), walk.valueEnd());
        return true;
      }
      if (walk.type() == Bson.DOCUMENT) {
        enter(walk.valueFrom(), walk.valueEnd());
      }
    }
    return false;
  }

  private void found(byte valueType, int from, int end) {
    type = valueType;
    valueFrom = from;
    valueEnd = end;
  }

  /** Goes into the next array, or to the object, that lies in the document there, if it does. */
  private void enter(int from, int end) {
    int at = from;
    int behind = end;
    byte[][] path = paths[level + 1];
    boolean leadsToObject = toObject && level + 2 == paths.length;
    for (int i = 0; i < path.length; i++) {
      search.over(bson, at, behind);
      boolean found = false;
      while (!found && search.next()) {
        found = search.nameIs(path[i]);
      }
      byte wanted = i == path.length - 1 && !leadsToObject ? Bson.ARRAY : Bson.DOCUMENT;
      if (!found || search.type() != wanted) {
        return;
      }
      at = search.valueFrom();
      behind = search.valueEnd();
    }
    level++;
    if (leadsToObject) {
      found(Bson.DOCUMENT, at, behind);
      return;
    }
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
    return type;
  }

  int valueFrom() {
    return valueFrom;
  }

  int valueEnd() {
    return valueEnd;
  }
}
