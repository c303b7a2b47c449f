package io.decant.connectors.mysql;

import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.sql.ExpressionFit.Fitted;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Index.Part;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A table's keys and indexes within InnoDB's limits: MySQL manual, "InnoDB Limits". */
final class KeyFit {
  private static final int MAX_KEY_BYTES = 3072;
  private static final int MAX_PARTS = 16;
  private static final String PRIMARY = "PRIMARY";
  private static final int PREFIX_CHARACTERS = 255;

  /** Hears what is not as it was. */
  interface Remarks {
    void add(ObjectKind kind, String object, Outcome outcome, String code, String reason);
  }

  private final Table table;
  private final Map<String, String> names;
  private final ServerTraits traits;
  private final Remarks remarks;

  /**
   * @param names the columns' names as they were, to the names as they will be
   */
  KeyFit(Table table, Map<String, String> names, ServerTraits traits, Remarks remarks) {
    this.table = table;
    this.names = names;
    this.traits = traits;
    this.remarks = remarks;
  }

  boolean isPrimary(String column) {
    return table.primaryKey().stream().anyMatch(key -> key.columns().contains(column));
  }

  boolean leadsAKey(String column) {
    return keys().anyMatch(columns -> columns.get(0).equals(column))
        || table.indexes().stream()
            .anyMatch(index -> isWhole(index) && index.parts().get(0).column().equals(column));
  }

  /** No key or index speaks of the column, nor does a reference. */
  boolean isFree(String column) {
    return keys().noneMatch(columns -> columns.contains(column))
        && table.foreignKeys().stream().noneMatch(key -> key.columns().contains(column))
        && table.indexes().stream()
            .flatMap(index -> index.parts().stream())
            .noneMatch(part -> part.column().equals(column));
  }

  /** How many bytes a column may take so that every key that it stands in fits. */
  int roomFor(Column column) {
    int room = ColumnFit.UNLIMITED;
    for (List<String> columns : keys().toList()) {
      if (columns.contains(column.name())) {
        room = Math.min(room, roomIn(columns, column));
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(column.name()) && isLong(column.type())) {
        room = Math.min(room, roomIn(key.columns(), column));
      }
    }
    return room;
  }

  /**
   * An equal part of what the short columns leave over, unless the longest values now need it to be
   * divided otherwise.
   */
  private int roomIn(List<String> columns, Column column) {
    int taken = 0;
    List<String> sharing = new ArrayList<>();
    for (String name : columns) {
      LogicalType type = table.column(name).type();
      boolean fits = !isLong(type) && bytes(type) * columns.size() <= MAX_KEY_BYTES;
      taken += fits ? bytes(type) : 0;
      if (!fits) {
        sharing.add(name);
      } else if (name.equals(column.name())) {
        return ColumnFit.UNLIMITED;
      }
    }
    int room = MAX_KEY_BYTES - taken;
    int equal = room / Math.max(1, sharing.size());
    if (sharing.stream().allMatch(name -> needed(name) <= equal)) {
      return equal;
    }
    long needed = sharing.stream().mapToLong(this::needed).sum();
    if (needed > room) {
      throw tooLong(columns, needed);
    }
    return (int) (needed(column.name()) + (room - needed) / sharing.size());
  }

  /** Bytes of the longest value now, at most; 0 where nobody knows. */
  private long needed(String column) {
    return 4L * table.statistics().longestTexts().getOrDefault(column, 0);
  }

  private UnsupportedSchema tooLong(List<String> columns, long bytes) {
    return new UnsupportedSchema(
        table.name().toString(),
        List.of(
            table.name()
                + ": KEY_LENGTH, the key of "
                + String.join(", ", columns)
                + " holds texts that need "
                + bytes
                + " bytes; a key here takes "
                + MAX_KEY_BYTES),
        "Leave the table out, or shorten the texts or the key.");
  }

  /** All sets of columns that must be unique, the primary key first. */
  private Stream<List<String>> keys() {
    return Stream.of(
            table.primaryKey().stream().map(Key::columns),
            table.uniqueKeys().stream().map(Key::columns),
            table.indexes().stream()
                .filter(index -> index.unique() && isWhole(index) && index.predicate().isEmpty())
                .map(index -> index.parts().stream().map(Part::column).toList()))
        .flatMap(list -> list);
  }

  private static boolean isWhole(Index index) {
    return index.parts().stream().noneMatch(part -> part.isExpression() || part.prefixLength() > 0);
  }

  private static boolean isLong(LogicalType type) {
    return switch (type.kind()) {
      case TEXT, VARIANT, OPAQUE -> true;
      case BYTES -> ((LogicalType.Bytes) type).length() == 0;
      case VARCHAR -> ((LogicalType.Varchar) type).length() == 0;
      case DECIMAL -> false;
      default -> false;
    };
  }

  /** What a value takes in a key, at most. */
  private static int bytes(LogicalType type) {
    return switch (type.kind()) {
      case VARCHAR -> bytes(((LogicalType.Varchar) type).length());
      case CHAR -> bytes(((LogicalType.Char) type).length());
      case BYTES ->
          (int) Math.min(Integer.MAX_VALUE / MAX_PARTS, ((LogicalType.Bytes) type).length());
      case UUID -> 36;
      case DECIMAL -> 30;
      case INTERVAL, NETWORK -> 64;
      default -> 8;
    };
  }

  private static int bytes(int characters) {
    return Math.min(characters, Integer.MAX_VALUE / 4 / MAX_PARTS) * 4;
  }

  Optional<Key> primaryKey() {
    return table.primaryKey().map(key -> Key.of(PRIMARY, renamed(key.columns())));
  }

  List<Key> uniqueKeys() {
    List<Key> kept = new ArrayList<>();
    Names distinct = new Names();
    for (Key key : table.uniqueKeys()) {
      if (key.nullsEqual()) {
        remarks.add(
            ObjectKind.UNIQUE_KEY,
            TableFit.label(key),
            Outcome.CHANGED,
            "NULLS_NOT_DISTINCT",
            "NULLs do not collide here");
      }
      if (key.deferrable()) {
        remarks.add(
            ObjectKind.UNIQUE_KEY,
            TableFit.label(key),
            Outcome.CHANGED,
            "DEFERRABLE",
            "checked at every statement");
      }
      String name = key.name().isEmpty() ? "" : distinct.distinct(key.name());
      renamed(ObjectKind.UNIQUE_KEY, key.name(), name);
      kept.add(Key.of(name, renamed(key.columns())));
    }
    return kept;
  }

  /**
   * @param held the columns as they will be, in the table's order
   */
  List<Index> indexes(List<Column> held, MySqlExpressions expressions) {
    Names distinct = new Names();
    uniqueKeys().forEach(key -> distinct.distinct(key.name()));
    List<Index> kept = new ArrayList<>();
    for (Index index : table.indexes()) {
      Optional<Index> partial = partialUnique(index, held, expressions);
      if (partial.isPresent()) {
        kept.add(named(partial.get(), distinct));
        continue;
      }
      String refusal = refusal(index, held, expressions);
      if (!refusal.isEmpty()) {
        remarks.add(
            ObjectKind.INDEX,
            index.name(),
            Outcome.SKIPPED,
            index.predicate().isPresent() ? "PARTIAL_UNIQUE" : "INDEX",
            refusal);
        continue;
      }
      index
          .predicate()
          .ifPresent(
              predicate ->
                  remarks.add(
                      ObjectKind.INDEX,
                      index.name(),
                      Outcome.CHANGED,
                      "PARTIAL_INDEX",
                      "over all rows, without WHERE " + predicate));
      if (!index.definition().isEmpty()) {
        remarks.add(
            ObjectKind.INDEX,
            index.name(),
            Outcome.CHANGED,
            "INDEX_PROPERTY",
            "without the properties in: " + index.definition());
      }
      kept.add(
          new Index(
              name(index, distinct),
              parts(index, held, expressions),
              index.unique(),
              index.method().equals("hash") ? "btree" : index.method(),
              Optional.empty(),
              MySqlTypes.ENGINE));
    }
    return kept;
  }

  /**
   * Unique among some rows only: an index on values that are NULL in all other rows, for NULLs do
   * not collide.
   */
  private Optional<Index> partialUnique(
      Index index, List<Column> held, MySqlExpressions expressions) {
    if (index.predicate().isEmpty() || !index.unique() || !traits.expressionIndexes()) {
      return Optional.empty();
    }
    Optional<Expression> condition = expressions.indexed(index.predicate().get()).expression();
    List<Part> parts = new ArrayList<>();
    for (Part part : index.parts()) {
      Optional<String> value =
          part.expression().isEmpty()
              ? expressions.column(held(held, part.column()))
              : expressions.indexed(part.expression().get()).expression().map(Expression::text);
      if (condition.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      String sql = "CASE WHEN " + condition.get() + " THEN " + value.get() + " END";
      parts.add(Part.of(Expression.of(MySqlTypes.ENGINE, sql), part.descending()));
    }
    remarks.add(
        ObjectKind.INDEX,
        index.name(),
        Outcome.CHANGED,
        "PARTIAL_UNIQUE",
        "an index on expressions that are NULL in the rows that its condition leaves out");
    return Optional.of(
        new Index(index.name(), parts, true, "btree", Optional.empty(), MySqlTypes.ENGINE));
  }

  private Index named(Index index, Names distinct) {
    return new Index(
        name(index, distinct),
        index.parts(),
        index.unique(),
        index.method(),
        index.predicate(),
        index.engine());
  }

  /** PRIMARY is what the server calls a primary key, and lets nothing else be called. */
  private String name(Index index, Names distinct) {
    if (index.name().isEmpty() || isPrimaryKey(index) && table.primaryKey().isEmpty()) {
      return index.name();
    }
    boolean reserved = index.name().equalsIgnoreCase(PRIMARY);
    String free = distinct.distinct(reserved ? index.name() + "_" : index.name());
    renamed(ObjectKind.INDEX, index.name(), free);
    return free;
  }

  /** A primary key of the beginnings of values, which is no {@link Key}: described as an index. */
  static boolean isPrimaryKey(Index index) {
    return index.name().equals(PRIMARY)
        && index.unique()
        && index.engine().equals(MySqlTypes.ENGINE);
  }

  /** Why the index cannot be; empty when it can. */
  private String refusal(Index index, List<Column> held, MySqlExpressions expressions) {
    if (index.predicate().isPresent() && index.unique()) {
      return "unique among some rows only: no such index here";
    }
    if (index.parts().size() > MAX_PARTS) {
      return "more than " + MAX_PARTS + " columns";
    }
    if (!List.of("btree", "hash", "fulltext", "spatial").contains(index.method())) {
      return "no index of the kind " + index.method() + " here";
    }
    for (Part part : index.parts()) {
      if (part.expression().isPresent()) {
        Fitted fitted = expressions.indexed(part.expression().get());
        if (!traits.expressionIndexes() || fitted.expression().isEmpty()) {
          return "on an expression: " + part;
        }
        continue;
      }
      Column column = held(held, part.column());
      boolean spatial = index.method().equals("spatial");
      if (column.type().kind() == Kind.JSON) {
        return "JSON cannot be indexed";
      }
      if (spatial != (column.type().kind() == Kind.GEOMETRY) || spatial && column.nullable()) {
        return "a spatial index needs a geometry that is never NULL";
      }
    }
    return "";
  }

  private List<Part> parts(Index index, List<Column> held, MySqlExpressions expressions) {
    boolean sorted = index.method().equals("btree") || index.method().equals("hash");
    int room = MAX_KEY_BYTES / index.parts().size();
    List<Part> parts = new ArrayList<>();
    for (Part part : index.parts()) {
      if (part.expression().isPresent()) {
        expressions
            .indexed(part.expression().get())
            .expression()
            .ifPresent(by -> parts.add(Part.of(by, part.descending())));
        continue;
      }
      Column column = held(held, part.column());
      int prefix = part.prefixLength();
      if (prefix == 0 && sorted) {
        prefix = prefix(column.type(), room);
        if (prefix > 0) {
          remarks.add(
              ObjectKind.INDEX,
              index.name(),
              Outcome.CHANGED,
              "INDEX_PREFIX",
              "over the first " + prefix + " of " + column.name() + " alone: no more fits here");
        }
      }
      parts.add(new Part(column.name(), Optional.empty(), part.descending() && sorted, prefix));
    }
    return parts;
  }

  /** Of what is too long to be indexed whole, the first characters or bytes; 0 for all. */
  private static int prefix(LogicalType type, int room) {
    return switch (type.kind()) {
      case TEXT -> Math.min(PREFIX_CHARACTERS, room / 4);
      case VARCHAR -> {
        LogicalType.Varchar text = (LogicalType.Varchar) type;
        int fitting = room / ColumnFit.characterBytes(text.collation());
        yield text.length() > fitting ? fitting : 0;
      }
      case BYTES -> {
        LogicalType.Bytes bytes = (LogicalType.Bytes) type;
        boolean fits = bytes.length() > 0 && bytes.length() <= Math.min(room, 1024);
        yield bytes.fixed() || fits ? 0 : Math.min(PREFIX_CHARACTERS, room);
      }
      default -> 0;
    };
  }

  List<ForeignKey> foreignKeys() {
    List<ForeignKey> kept = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      String label = key.name().isEmpty() ? String.join(",", key.columns()) : key.name();
      boolean setDefault =
          key.onDelete() == ForeignKey.Action.SET_DEFAULT
              || key.onUpdate() == ForeignKey.Action.SET_DEFAULT;
      if (setDefault) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "SET_DEFAULT",
            "InnoDB has no SET DEFAULT: no action");
      }
      if (key.deferrable()) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "DEFERRABLE",
            "checked at every statement");
      }
      if (key.fullMatch() && key.columns().size() > 1) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "MATCH_FULL",
            "a NULL in any of its columns lifts it here");
      }
      boolean clears = setsNull(key);
      if (clears) {
        remarks.add(
            ObjectKind.FOREIGN_KEY,
            label,
            Outcome.CHANGED,
            "SET_NULL",
            "no action: a column that takes no NULL cannot be set to NULL");
      }
      kept.add(
          new ForeignKey(
              name(key),
              renamed(key.columns()),
              TableName.of(Names.table(key.target().name(), traits)),
              key.targetColumns().stream().map(Names::fit).toList(),
              held(key.onDelete(), clears),
              held(key.onUpdate(), clears),
              false,
              false,
              true));
    }
    return kept;
  }

  /** Unlike elsewhere, the name is the only one of its kind in the whole database. */
  private String name(ForeignKey key) {
    String name = key.name();
    boolean distinct =
        name.isEmpty()
            || table.options().contains(TableFit.OWN_NAMES)
            || name.startsWith(table.name().name());
    String held =
        name.isEmpty() ? "" : Names.fit(distinct ? name : table.name().name() + "_" + name);
    renamed(ObjectKind.FOREIGN_KEY, name, held);
    return held;
  }

  private void renamed(ObjectKind kind, String from, String to) {
    if (!from.equals(to)) {
      remarks.add(kind, from, Outcome.CHANGED, "NAME", "renamed to " + to);
    }
  }

  /** The key asks for what its columns forbid: the server refuses such a key altogether. */
  private boolean setsNull(ForeignKey key) {
    boolean asked =
        key.onDelete() == ForeignKey.Action.SET_NULL
            || key.onUpdate() == ForeignKey.Action.SET_NULL;
    return asked
        && key.columns().stream()
            .anyMatch(column -> isPrimary(column) || !table.column(column).nullable());
  }

  private static ForeignKey.Action held(ForeignKey.Action action, boolean clears) {
    return switch (action) {
      case SET_DEFAULT -> ForeignKey.Action.NO_ACTION;
      case SET_NULL -> clears ? ForeignKey.Action.NO_ACTION : action;
      case NO_ACTION, RESTRICT, CASCADE -> action;
    };
  }

  private Column held(List<Column> held, String column) {
    String name = names.get(column);
    return held.stream().filter(found -> found.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> renamed(List<String> columns) {
    return columns.stream().map(names::get).toList();
  }
}
