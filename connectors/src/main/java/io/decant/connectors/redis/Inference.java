package io.decant.connectors.redis;

import io.decant.connectors.redis.Layout.Form;
import io.decant.connectors.redis.Layout.Part;
import io.decant.connectors.redis.Layout.Slot;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a table of keys and of what a sample of their values shows. Key segments are known from all
 * keys; values from the sample, so what no sampled value showed goes to the column {@code _extra}.
 */
final class Inference {
  /** More columns than this no person wants to see. */
  private static final int MAX_FIELDS = 100;

  /** A single hash with more fields than this is rather a list of something. */
  private static final int MAX_SINGLE = 50;

  /** A hash with more fields than this is no record. */
  private static final int MAX_RECORD = 200;

  /** Hashes that have, in the mean, less than one in so many of all fields are no records. */
  private static final int SPARSE = 5;

  /** Longer texts are in no key: databases index no more than about this many bytes. */
  private static final int MAX_KEY_BYTES = 500;

  private static final int SHOWN = 100;

  private final TableKeys keys;
  private final Grammar.Group group;
  private final Optional<Integer> database;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Slot> slots = new TreeMap<>();
  private final Map<String, Integer> longest = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Shape first = new Shape();
  private final Shape second = new Shape();
  private final Map<ByteBuffer, Shape> fields = new LinkedHashMap<>();
  private long sampled;
  private long sampledFields;

  /**
   * @param database empty where the URL names one: then the keys may go to another
   */
  Inference(TableKeys keys, Grammar.Group group, Optional<Integer> database) {
    this.database = database;
    this.keys = keys;
    this.group = group;
  }

  /** One sampled key's value, or the first elements of it, as the server answers. */
  void add(List<?> elements) {
    sampled++;
    int step = group.type() == RedisType.HASH || group.type() == RedisType.SORTED_SET ? 2 : 1;
    for (int i = 0; i + step <= elements.size(); i += step) {
      if (!(elements.get(i) instanceof byte[] name)) {
        continue;
      }
      first.add(name);
      if (step == 2 && elements.get(i + 1) instanceof byte[] value) {
        second.add(value);
        if (fields.size() <= MAX_RECORD) {
          fields.computeIfAbsent(ByteBuffer.wrap(name), key -> new Shape()).add(value);
        }
        sampledFields++;
      }
    }
  }

  /**
   * @param longestHash fields of the largest hash
   * @param rows -1 when unknown
   */
  Table table(long longestHash, long rows, long bytes) {
    Form form = form(longestHash);
    reserveFields(form);
    List<String> key = segments();
    Optional<String> inKey = values(form);
    boolean indexable =
        key.stream().allMatch(name -> longest.getOrDefault(name, 0) <= MAX_KEY_BYTES);
    inKey.ifPresent(key::add);
    boolean positioned = form == Form.ELEMENT || form == Form.ENTRY;
    Optional<Key> primary =
        indexable && !key.isEmpty() && (inKey.isEmpty() || positioned)
            ? Optional.of(Key.of("", key))
            : Optional.empty();
    boolean unique =
        indexable && inKey.isPresent() && !positioned && first.longest() <= MAX_KEY_BYTES;
    inKey.filter(name -> !positioned).ifPresent(name -> longest.put(name, first.longest()));
    return Table.of(keys.name, columns)
        .withPrimaryKey(primary)
        .withUniqueKeys(unique ? List.of(Key.of("", key)) : List.of())
        .withOptions(new Keys(form, group.template(), database).options())
        .withStatistics(new Statistics(rows, bytes, false, longest));
  }

  private Form form(long longestHash) {
    return switch (group.type()) {
      case STRING, OTHER -> Form.STRING;
      case HASH -> isRecord(longestHash) ? Form.RECORD : Form.FIELD;
      case LIST -> Form.ELEMENT;
      case SET -> Form.MEMBER;
      case SORTED_SET -> Form.SCORED;
      case STREAM -> Form.ENTRY;
    };
  }

  private boolean isRecord(long longestHash) {
    int most = sampled == 1 ? MAX_SINGLE : MAX_FIELDS;
    if (longestHash > MAX_RECORD || fields.isEmpty() || fields.size() > most) {
      return false;
    }
    for (ByteBuffer name : fields.keySet()) {
      byte[] bytes = name.array();
      SegmentKind kind = SegmentKind.of(bytes, 0, bytes.length);
      if (kind != SegmentKind.TEXT && kind != SegmentKind.HEX) {
        return false;
      }
    }
    return sampledFields * SPARSE >= sampled * fields.size();
  }

  /** Fields keep their names; the columns around them give way. */
  private void reserveFields(Form form) {
    if (form == Form.RECORD) {
      fields.keySet().forEach(name -> names.add(columnName(name)));
    }
  }

  private static String columnName(ByteBuffer field) {
    String name = new String(field.array(), StandardCharsets.UTF_8);
    return name.isEmpty() ? "_" : name;
  }

  private List<String> segments() {
    List<String> key = new ArrayList<>();
    Template template = group.template();
    for (int i = 0; i < template.parts().size(); i++) {
      if (template.parts().get(i).word().isPresent()) {
        continue;
      }
      SegmentKind kind = template.parts().get(i).kind();
      LogicalType type =
          switch (kind) {
            case INTEGER -> new LogicalType.Int(64, false);
            case UUID -> new LogicalType.Uuid();
            case DATE -> new LogicalType.Date();
            case HEX, TEXT, BYTES ->
                keys.isBinary(i) ? LogicalType.Bytes.UNLIMITED : LogicalType.Text.UNLIMITED;
          };
      String name = unique(template.columnName(i));
      key.add(name);
      longest.put(name, keys.longestSegment(i));
      add(name, type, Slot.segment(i), false, "segment {" + kind.word + "} of " + template);
    }
    return key;
  }

  /** Adds the columns of the value, and returns the one that tells rows of one key apart. */
  private Optional<String> values(Form form) {
    Optional<String> inKey =
        switch (form) {
          case STRING -> {
            add(unique("value"), first, Part.VALUE);
            yield Optional.empty();
          }
          case RECORD, ROW, OBJECT -> {
            fields.forEach(this::field);
            yield Optional.empty();
          }
          case FIELD -> {
            String name = add(unique("field"), first, Part.NAME);
            add(unique("value"), second, Part.VALUE);
            yield Optional.of(name);
          }
          case ELEMENT -> {
            String name = unique("position");
            add(name, new LogicalType.Int(64, false), Slot.of(Part.POSITION), false, "from 0");
            add(unique("value"), first, Part.VALUE);
            yield Optional.of(name);
          }
          case MEMBER -> Optional.of(add(unique("member"), first, Part.VALUE));
          case SCORED -> {
            String name = add(unique("member"), first, Part.VALUE);
            add(unique("score"), new LogicalType.Real(64), Slot.of(Part.SCORE), false, "");
            yield Optional.of(name);
          }
          case ENTRY -> {
            String name = unique("entry_id");
            longest.put(name, 41);
            add(
                name,
                LogicalType.Text.UNLIMITED,
                Slot.of(Part.ENTRY_ID),
                false,
                "milliseconds-number");
            add(
                unique("fields"),
                new LogicalType.Json(false),
                Slot.of(Part.ENTRY_FIELDS),
                false,
                "an object; an array of pairs where a name comes twice");
            yield Optional.of(name);
          }
        };
    boolean holdsAll =
        columns.stream()
            .filter(column -> isValue(slots.get(column.name())))
            .allMatch(column -> column.type().kind() == LogicalType.Kind.BYTES);
    if (form != Form.ENTRY && !(holdsAll && form != Form.RECORD)) {
      add(
          unique("_extra"),
          new LogicalType.Json(false),
          Slot.of(Part.EXTRA),
          true,
          "what the other columns cannot hold");
    }
    add(
        unique("expires_at"),
        new LogicalType.TimestampTz(3),
        Slot.of(Part.EXPIRES),
        true,
        "of the key %s, by the server's clock; NULL for never".formatted(shown(group.template())));
    return inKey;
  }

  private static boolean isValue(@org.jspecify.annotations.Nullable Slot slot) {
    return slot != null && (slot.part() == Part.VALUE || slot.part() == Part.NAME);
  }

  private void field(ByteBuffer name, Shape shape) {
    byte[] bytes = name.array();
    if (!Utf8.isValid(bytes, 0, bytes.length)) {
      return; // such a field goes to _extra: a column cannot be called so
    }
    String evidence = shape.evidence();
    long missing = sampled - shape.values();
    add(
        columnName(name),
        shape.type(),
        Slot.field(bytes),
        true,
        missing == 0 ? evidence : evidence + ", missing in " + missing + " of " + sampled);
  }

  private String add(String name, Shape shape, Part part) {
    add(name, shape.type(), Slot.of(part), true, shape.evidence());
    return name;
  }

  private void add(String name, LogicalType type, Slot slot, boolean nullable, String evidence) {
    names.add(name);
    slots.put(name, slot);
    columns.add(
        Column.of(name, type)
            .withNullable(nullable)
            .withNativeType(slot.words())
            .withEvidence(evidence));
  }

  private static String shown(Template template) {
    String text = template.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private String unique(String wanted) {
    String name = wanted;
    for (int i = 2; names.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
