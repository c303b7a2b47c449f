package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where in the bytes of one document the known fields stand, and what else is there. */
final class RowFields {
  /** A field that the layout does not know, or a known one that is there once more. */
  record Other(
      Field object, boolean again, byte type, int nameFrom, int nameEnd, int from, int end) {}

  private final byte[] types;
  private final int[] froms;
  private final int[] ends;
  private final boolean[] held;
  private final boolean[] unusual;
  private final boolean[] disordered;
  private final List<BsonWalk> walks = new ArrayList<>();
  private final boolean othersToo;
  private final List<byte[]> elsewhere;
  private final List<Other> others = new ArrayList<>();
  private byte[] bson = {};
  private boolean anyDisorder;
  private int misfits;
  private String firstMisfit = "";

  /**
   * @param othersToo whether fields that the layout does not know are of interest
   * @param elsewhere names of those that are rows of other tables
   */
  RowFields(int fields, boolean othersToo, List<byte[]> elsewhere) {
    this.othersToo = othersToo;
    this.elsewhere = elsewhere;
    types = new byte[fields];
    froms = new int[fields];
    ends = new int[fields];
    held = new boolean[fields];
    unusual = new boolean[fields];
    disordered = new boolean[fields];
  }

  void clear() {
    Arrays.fill(types, (byte) 0);
    Arrays.fill(held, false);
    Arrays.fill(unusual, false);
    if (anyDisorder) {
      Arrays.fill(disordered, false);
    }
    anyDisorder = false;
    others.clear();
    misfits = 0;
    firstMisfit = "";
  }

  /** The value that the row is made of. */
  void value(byte type, byte[] bytes, int from, int end) {
    bson = bytes;
    types[0] = type;
    froms[0] = from;
    ends[0] = end;
  }

  /** Finds the fields of an object that begins there. */
  void walk(Field object, byte[] bytes, int from, int end) {
    bson = bytes;
    walk(object, from, end, 0);
  }

  private void walk(Field object, int from, int end, int depth) {
    if (depth == walks.size()) {
      walks.add(new BsonWalk());
    }
    BsonWalk walk = walks.get(depth).over(bson, from, end);
    List<Field> fields = object.fields;
    int expected = 0;
    boolean inOrder = true;
    while (walk.next()) {
      Field field = null;
      if (expected < fields.size()
          && fields.get(expected).isNamed(bson, walk.nameFrom(), walk.nameEnd())) {
        field = fields.get(expected);
      } else {
        field = object.find(bson, walk.nameFrom(), walk.nameEnd());
      }
      if (field == null || types[field.id] != 0) {
        if (field == null && object.id == 0 && isElsewhere(walk)) {
          continue;
        }
        if (othersToo) {
          other(object, field != null || isOther(object, walk), walk);
        }
        inOrder &= field == null;
        expected = fields.size() + 1; // no known field ought to follow
        continue;
      }
      inOrder &= field.index >= expected;
      expected = Math.max(expected, field.index + 1);
      types[field.id] = walk.type();
      froms[field.id] = walk.valueFrom();
      ends[field.id] = walk.valueEnd();
      if (field.isObject() && walk.type() == Bson.DOCUMENT) {
        walk(field, walk.valueFrom(), walk.valueEnd(), depth + 1);
      }
    }
    if (!inOrder) {
      anyDisorder = true;
      disordered[object.id] = true;
    }
  }

  private boolean isElsewhere(BsonWalk walk) {
    return walk.type() == Bson.ARRAY && elsewhere.stream().anyMatch(walk::nameIs);
  }

  private boolean isOther(Field object, BsonWalk walk) {
    for (Other other : others) {
      if (other.object == object
          && Arrays.equals(
              bson, other.nameFrom, other.nameEnd, bson, walk.nameFrom(), walk.nameEnd())) {
        return true;
      }
    }
    return false;
  }

  private void other(Field object, boolean again, BsonWalk walk) {
    boolean reserved = object.id == 0 && walk.nameIs(Overflow.SHAPE);
    if (again || reserved) {
      anyDisorder = true;
      disordered[object.id] = true;
    }
    others.add(
        new Other(
            object,
            again || reserved,
            walk.type(),
            walk.nameFrom(),
            walk.nameEnd(),
            walk.valueFrom(),
            walk.valueEnd()));
  }

  byte[] bson() {
    return bson;
  }

  /** Type of a field's value; 0 when the field is missing. */
  byte type(int field) {
    return types[field];
  }

  int from(int field) {
    return froms[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** Says that a column holds the field's value, or one of the object's fields'. */
  void held(int field, boolean isHeld) {
    held[field] = isHeld;
  }

  boolean isHeld(int field) {
    return held[field];
  }

  /** Says that the column's value alone would be taken for one of another type. */
  void unusual(int field) {
    unusual[field] = true;
  }

  boolean isUnusual(int field) {
    return unusual[field];
  }

  /** Whether the object's fields stand in another order than the layout's. */
  boolean isDisordered(int object) {
    return disordered[object];
  }

  void misfit(Field field) {
    if (misfits++ == 0) {
      firstMisfit = field.path;
    }
  }

  int misfits() {
    return misfits;
  }

  String firstMisfit() {
    return firstMisfit;
  }

  /** Whether there is no other field and no disorder. */
  boolean isUsual() {
    return others.isEmpty() && !anyDisorder;
  }

  List<Other> others() {
    return others;
  }

  /**
   * Fields that the layout does not know.
   *
   * @param idToo whether the document's own key is one of them
   */
  int unseenFields(boolean idToo) {
    int unseen = others.size();
    for (int i = 0; !idToo && i < others.size(); i++) {
      unseen -= isId(others.get(i)) ? 1 : 0;
    }
    return unseen;
  }

  private boolean isId(Other other) {
    return other.object.id == 0 && name(other).equals(Layout.ID);
  }

  String name(Other other) {
    return new String(bson, other.nameFrom, other.nameEnd - other.nameFrom, StandardCharsets.UTF_8);
  }

  /** Path of the first field that the layout does not know; empty when there is none. */
  String firstUnseen(boolean idToo) {
    for (Other other : others) {
      if (idToo || !isId(other)) {
        return FieldPath.of(other.object.path, name(other));
      }
    }
    return "";
  }
}
