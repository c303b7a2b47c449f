package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where in Redis the columns of a table come from. It is read off the table alone, so that it goes
 * wherever the table is remembered: an option tells what the keys are, and each column's native
 * type what it holds.
 *
 * @param form what one row is
 * @param slots by the column's name
 * @param keys empty where the keys are Decant's own: the table's name and the row's key
 */
record Layout(Form form, Map<String, Slot> slots, Optional<Keys> keys) {

  /** What one row is. */
  enum Form {
    /**
     * A hash that Decant wrote; its fields are the columns, and NULL is a field that is not there.
     */
    ROW(RedisType.HASH),
    /** A string of JSON that Decant wrote. */
    OBJECT(RedisType.STRING),
    /** A string. */
    STRING(RedisType.STRING),
    /** A hash, its fields being columns. */
    RECORD(RedisType.HASH),
    /** A field of a hash. */
    FIELD(RedisType.HASH),
    /** An element of a list. */
    ELEMENT(RedisType.LIST),
    /** A member of a set. */
    MEMBER(RedisType.SET),
    /** A member of a sorted set. */
    SCORED(RedisType.SORTED_SET),
    /** An entry of a stream. */
    ENTRY(RedisType.STREAM);

    final RedisType type;

    Form(RedisType type) {
      this.type = type;
    }

    /** Whether a row is a whole value, and no part of one. */
    boolean isWhole() {
      return switch (this) {
        case STRING, RECORD, ROW, OBJECT -> true;
        case FIELD, ELEMENT, MEMBER, SCORED, ENTRY -> false;
      };
    }

    /** Whether a value is its rows in their order. */
    boolean isOrdered() {
      return this == ELEMENT || this == ENTRY;
    }
  }

  /** What a column holds. */
  enum Part {
    SEGMENT("key segment"),
    FIELD("hash field"),
    VALUE("value"),
    NAME("field name"),
    POSITION("list index"),
    SCORE("score"),
    ENTRY_ID("entry id"),
    ENTRY_FIELDS("entry fields"),
    EXPIRES("expiry"),
    EXTRA("all else");

    final String words;

    Part(String words) {
      this.words = words;
    }
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

    /** As a column's native type. */
    String words() {
      return switch (part) {
        case SEGMENT -> part.words + " " + (segment + 1);
        case FIELD -> part.words + " " + Wire.text(field);
        default -> part.words;
      };
    }

    static Optional<Slot> parse(String words) {
      if (words.matches(Part.SEGMENT.words + " [1-8]")) {
        return Optional.of(segment(words.charAt(words.length() - 1) - '1'));
      }
      if (words.startsWith(Part.FIELD.words + " ")) {
        return Optional.of(field(bytes(words.substring(Part.FIELD.words.length() + 1))));
      }
      for (Part part : Part.values()) {
        if (part.words.equals(words) && part != Part.SEGMENT && part != Part.FIELD) {
          return Optional.of(of(part));
        }
      }
      return Optional.empty();
    }
  }

  /** Of a described table, an accepted one, or one that is remembered. */
  static Layout of(Table table) {
    return ofKeys(table).orElseGet(() -> ofRows(table));
  }

  private static Layout ofRows(Table table) {
    Map<String, Slot> slots = new TreeMap<>();
    table.columns().forEach(column -> slots.put(column.name(), Slot.field(bytes(column.name()))));
    return new Layout(JsonRow.is(table) ? Form.OBJECT : Form.ROW, slots, Optional.empty());
  }

  /**
   * Of a table that was inferred from keys, wherever it has been since; empty where its columns no
   * longer tell all of a key and its value.
   */
  private static Optional<Layout> ofKeys(Table table) {
    Keys keys = Keys.in(table).orElse(null);
    if (keys == null) {
      return Optional.empty();
    }
    Map<String, Slot> slots = new TreeMap<>();
    for (Column column : table.columns()) {
      Slot slot = Slot.parse(column.nativeType()).orElse(null);
      if (slot == null && keys.form() != Form.RECORD) {
        return Optional.empty();
      }
      // A column that came later is one more field.
      slots.put(column.name(), slot == null ? Slot.field(bytes(column.name())) : slot);
    }
    Layout layout = new Layout(keys.form(), slots, Optional.of(keys));
    return layout.isComplete(keys.template()) ? Optional.of(layout) : Optional.empty();
  }

  private boolean isComplete(Template template) {
    for (int i = 0; i < template.parts().size(); i++) {
      int segment = i;
      if (template.parts().get(i).word().isEmpty()
          && slots.values().stream()
              .noneMatch(slot -> slot.part() == Part.SEGMENT && slot.segment() == segment)) {
        return false;
      }
    }
    List<Part> needed =
        switch (form) {
          case ROW, OBJECT, RECORD -> List.of();
          case STRING, MEMBER -> List.of(Part.VALUE);
          case FIELD -> List.of(Part.NAME, Part.VALUE);
          case ELEMENT -> List.of(Part.POSITION, Part.VALUE);
          case SCORED -> List.of(Part.VALUE, Part.SCORE);
          case ENTRY -> List.of(Part.ENTRY_ID, Part.ENTRY_FIELDS);
        };
    return slots.values().stream().map(Slot::part).toList().containsAll(needed);
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
