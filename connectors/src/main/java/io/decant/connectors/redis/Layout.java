package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where in Redis the columns of a table come from.
 *
 * @param form what one row is
 * @param slots by the column's name
 */
record Layout(Form form, Map<String, Slot> slots) {

  /** What one row is. */
  enum Form {
    /**
     * A hash that Decant wrote; its fields are the columns, and NULL is a field that is not there.
     */
    ROW,
    /** A string of JSON that Decant wrote. */
    OBJECT,
    /** A string. */
    STRING,
    /** A hash, its fields being columns. */
    RECORD,
    /** A field of a hash. */
    FIELD,
    /** An element of a list. */
    ELEMENT,
    /** A member of a set. */
    MEMBER,
    /** A member of a sorted set. */
    SCORED,
    /** An entry of a stream. */
    ENTRY
  }

  /** What a column holds. */
  enum Part {
    SEGMENT,
    FIELD,
    VALUE,
    NAME,
    POSITION,
    SCORE,
    ENTRY_ID,
    ENTRY_FIELDS,
    EXPIRES,
    EXTRA
  }

  /**
   * The source of one column.
   *
   * @param segment of the key, for SEGMENT
   * @param field name of the hash's field, for FIELD
   */
  record Slot(Part part, int segment, byte[] field) {
    static Slot of(Part part) {
      return new Slot(part, 0, new byte[0]);
    }

    static Slot segment(int segment) {
      return new Slot(Part.SEGMENT, segment, new byte[0]);
    }

    static Slot field(byte[] name) {
      return new Slot(Part.FIELD, 0, name);
    }
  }

  /** Of a table that Decant made. */
  static Layout ofRows(Table table) {
    Map<String, Slot> slots = new TreeMap<>();
    table.columns().forEach(column -> slots.put(column.name(), Slot.field(bytes(column.name()))));
    return new Layout(JsonRow.is(table) ? Form.OBJECT : Form.ROW, slots);
  }

  /** In the order of the columns. */
  List<Slot> of(List<Column> columns) {
    List<Slot> ordered = new ArrayList<>();
    for (Column column : columns) {
      Slot slot = slots.get(column.name());
      if (slot == null) {
        throw new IllegalArgumentException("no column " + column.name());
      }
      ordered.add(slot);
    }
    return ordered;
  }
}
