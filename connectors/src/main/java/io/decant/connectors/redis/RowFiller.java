package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;

import io.decant.connectors.redis.Layout.Form;
import io.decant.connectors.redis.Layout.Part;
import io.decant.connectors.redis.Layout.Slot;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rows of a table of what the server answers. */
final class RowFiller {
  static final String OTHER_TYPE = "OTHER_TYPE";

  private static final long MAX_MILLIS = Temporals.MAX_TIMESTAMP_DAY * 86_400_000L;
  private static final int SHOWN = 60;

  private final Form form;
  private final Slot[] slots;
  private final LogicalType[] types;
  private final Map<ByteBuffer, Integer> fields = new HashMap<>();

  /** All that the layout has, though they may not be asked for. */
  private final Set<ByteBuffer> known = new HashSet<>();

  private final byte[][] values;
  private final JsonRow objects;
  private final JsonOut extra = new JsonOut();
  private final Map<String, Long> notes = new TreeMap<>();
  private int extraColumn = -1;
  private KeyPath path = new KeyPath(new byte[0]);
  private long expires;

  RowFiller(Layout layout, List<Column> columns) {
    form = layout.form();
    slots = layout.of(columns).toArray(new Slot[0]);
    types = columns.stream().map(Column::type).toArray(LogicalType[]::new);
    values = new byte[slots.length][];
    objects = new JsonRow(columns);
    for (int i = 0; i < slots.length; i++) {
      if (slots[i].part() == Part.EXTRA) {
        extraColumn = i;
      } else if (slots[i].part() == Part.FIELD) {
        fields.put(ByteBuffer.wrap(slots[i].field()), i);
      }
    }
    layout.slots().values().stream()
        .filter(slot -> slot.part() == Part.FIELD)
        .forEach(slot -> known.add(ByteBuffer.wrap(slot.field())));
  }

  /** What was met that reads unlike the rest. */
  Map<String, Long> notes() {
    return notes;
  }

  void note(String code) {
    notes.merge(code, 1L, Long::sum);
  }

  void begin(byte[] key, long expiresMillis) {
    path = new KeyPath(key);
    expires = expiresMillis;
  }

  /** A row of a hash: names and values in turn. */
  void hash(RowBatch into, List<?> elements) {
    java.util.Arrays.fill(values, null);
    for (int i = 0; i + 1 < elements.size(); i += 2) {
      if (elements.get(i) instanceof byte[] name && elements.get(i + 1) instanceof byte[] value) {
        Integer column = fields.get(ByteBuffer.wrap(name));
        if (column != null) {
          values[column] = value;
        } else if (!known.contains(ByteBuffer.wrap(name))) {
          unseen(name, value);
        }
      }
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i].part() == Part.FIELD) {
        value(into, i, slots[i].field(), values[i]);
      } else {
        common(into, i);
      }
    }
    end(into);
  }

  /** A row of a string of JSON; one that is none is refused whole. */
  void object(RowBatch into, byte[] json) {
    Optional<List<?>> members = objects.members(json);
    if (members.isEmpty()) {
      into.report(new RowProblem(into.rows(), 0, OTHER_TYPE, shown(json) + " is no row as JSON"));
    }
    hash(into, members.orElse(List.of()));
  }

  private void unseen(byte[] name, byte[] value) {
    if (form == Form.ROW && RowMark.is(name)) {
      return;
    }
    note(BatchReader.UNSEEN_FIELD);
    if (extraColumn >= 0) {
      extra(name, value);
    }
  }

  /**
   * A row of an element: of a string, list or set its value; else a name and what belongs to it.
   */
  void element(RowBatch into, long position, byte[] element, @Nullable Object second) {
    for (int i = 0; i < slots.length; i++) {
      switch (slots[i].part()) {
        case POSITION -> ((LongVector) into.column(i)).append(position);
        case NAME -> value(into, i, "field", element);
        case VALUE ->
            value(into, i, "value", form == Form.FIELD && second instanceof byte[] v ? v : element);
        case SCORE, ENTRY_FIELDS -> second(into, i, second);
        case ENTRY_ID -> ((BytesVector) into.column(i)).append(element);
        case SEGMENT, FIELD, EXPIRES, EXTRA -> common(into, i);
      }
    }
    end(into);
  }

  private void second(RowBatch into, int column, @Nullable Object second) {
    if (second instanceof byte[] score) {
      if (!CellText.read(score, 0, score.length, types[column], into.column(column))) {
        refuse(into, column, score);
      }
      return;
    }
    JsonOut json = new JsonOut();
    List<?> pairs = asList(second);
    Set<ByteBuffer> names = new HashSet<>();
    boolean distinct = true;
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      distinct &= pairs.get(i) instanceof byte[] name && names.add(ByteBuffer.wrap(name));
    }
    json.raw(distinct ? '{' : '[');
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (pairs.get(i) instanceof byte[] name && pairs.get(i + 1) instanceof byte[] value) {
        if (i > 0) {
          json.raw(',');
        }
        if (distinct) {
          json.string(name).raw(':').string(value);
        } else {
          json.raw('[').string(name).raw(',').string(value).raw(']');
        }
      }
    }
    json.raw(distinct ? '}' : ']').copyTo((BytesVector) into.column(column));
  }

  private void value(RowBatch into, int column, String name, byte @Nullable [] value) {
    value(into, column, name.getBytes(StandardCharsets.US_ASCII), value);
  }

  private void value(RowBatch into, int column, byte[] name, byte @Nullable [] value) {
    ColumnVector vector = into.column(column);
    if (value == null) {
      vector.appendNull();
    } else if ((!isOurs() && !Shape.fits(value, types[column]))
        || !CellText.read(value, 0, value.length, types[column], vector)) {
      if (extraColumn >= 0) {
        vector.appendNull();
        note(OTHER_TYPE);
        extra(name, value);
      } else {
        refuse(into, column, value);
      }
    }
  }

  /** Whether the row is one that Decant wrote: then it is read as it was written. */
  private boolean isOurs() {
    return form == Form.ROW || form == Form.OBJECT;
  }

  private void refuse(RowBatch into, int column, byte[] value) {
    into.column(column).appendNull();
    into.report(
        new RowProblem(into.rows(), column, OTHER_TYPE, shown(value) + " is no " + types[column]));
  }

  private static String shown(byte[] value) {
    int length = Math.min(SHOWN, value.length);
    return "'" + new String(value, 0, length, StandardCharsets.UTF_8) + "'";
  }

  private void extra(byte[] name, byte[] value) {
    extra.raw(extra.isEmpty() ? '{' : ',').string(name).raw(':').string(value);
  }

  private void common(RowBatch into, int column) {
    ColumnVector vector = into.column(column);
    switch (slots[column].part()) {
      case SEGMENT -> {
        int start = path.start(slots[column].segment());
        int length = path.end(slots[column].segment()) - start;
        if (!CellText.read(path.key, start, length, types[column], vector)) {
          refuse(into, column, java.util.Arrays.copyOfRange(path.key, start, start + length));
        }
      }
      case EXPIRES -> {
        if (expires < 0) {
          vector.appendNull();
        } else if (expires > MAX_MILLIS) {
          refuse(into, column, Wire.bytes(expires));
        } else {
          ((LongVector) vector).append(expires * 1000);
        }
      }
      default -> {
        // _extra comes last, when all is known that belongs there
      }
    }
  }

  private void end(RowBatch into) {
    if (extraColumn >= 0) {
      BytesVector vector = (BytesVector) into.column(extraColumn);
      if (extra.isEmpty()) {
        vector.appendNull();
      } else {
        extra.raw('}').copyTo(vector);
      }
    }
    extra.clear();
    into.endRow();
  }
}
