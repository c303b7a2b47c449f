package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a document that the layout knows: a leaf, whose values a column holds, or an object
 * whose fields are known again.
 */
final class Field {
  /** What a field was when nothing in its row tells of it. */
  enum Absence {
    MISSING,
    NULL,
    /** Of an object: there, and without what the row does not tell of. */
    EMPTY
  }

  final byte[] name;

  /** Within its document; empty for the document itself. */
  final String path;

  /** Numbers the fields of a layout, the document itself being 0. */
  final int id;

  /** Place among the fields of its object. */
  final int index;

  final Absence absence;

  /** Null for an object. */
  final @Nullable Leaf leaf;

  final List<Field> fields = new ArrayList<>();
  private Field[] table = {};

  Field(String name, String path, int id, int index, Absence absence, @Nullable Leaf leaf) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
    this.path = path;
    this.id = id;
    this.index = index;
    this.absence = absence;
    this.leaf = leaf;
  }

  boolean isObject() {
    return leaf == null;
  }

  boolean isNamed(byte[] bytes, int from, int end) {
    return Arrays.equals(bytes, from, end, name, 0, name.length);
  }

  /** To be called when all fields are there. */
  void seal() {
    table = new Field[Math.max(4, Integer.highestOneBit(fields.size()) * 4)];
    for (Field field : fields) {
      int slot = hash(field.name, 0, field.name.length) & table.length - 1;
      while (table[slot] != null) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = field;
      if (field.isObject()) {
        field.seal();
      }
    }
  }

  /** The field of that name; null when the layout knows none. */
  @Nullable Field find(byte[] bytes, int from, int end) {
    int slot = hash(bytes, from, end) & table.length - 1;
    while (table[slot] != null && !table[slot].isNamed(bytes, from, end)) {
      slot = slot + 1 & table.length - 1;
    }
    return table[slot];
  }

  private static int hash(byte[] bytes, int from, int end) {
    int hash = 1;
    for (int i = from; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ hash >>> 15;
  }
}
