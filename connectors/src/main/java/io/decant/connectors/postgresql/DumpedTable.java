package io.decant.connectors.postgresql;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Uncertain;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One table of a dump while its statements come in. */
final class DumpedTable {
  final TableName name;
  final Map<String, DumpedColumn> columns = new LinkedHashMap<>();

  /** Exclusions, which only PostgreSQL has, by their names. */
  final Map<String, String> exclusions = new LinkedHashMap<>();

  /** Checks that rows may break, by their names. */
  final Map<String, String> unenforced = new LinkedHashMap<>();

  private final boolean unlogged;
  private final List<String> parents = new ArrayList<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private String primaryKey = "";
  private final Map<String, DumpedReference> foreignKeys = new LinkedHashMap<>();
  private final Map<String, String> checks = new LinkedHashMap<>();
  private final List<DumpedIndex> indexes = new ArrayList<>();
  private String comment = "";

  DumpedTable(TableName name, boolean unlogged) {
    this.name = name;
    this.unlogged = unlogged;
  }

  void comment(String text) {
    comment = text;
  }

  DumpedColumn column(String column) {
    DumpedColumn known = columns.get(column);
    if (known == null) {
      throw new Uncertain("there is no column " + column + " before it");
    }
    return known;
  }

  void inherit(DumpedTable parent) {
    parents.add(parent.name.name());
    Map<String, DumpedColumn> own = new LinkedHashMap<>(columns);
    columns.clear();
    parent.columns.forEach((called, column) -> columns.put(called, column.inherited()));
    columns.putAll(own);
    checks.putAll(parent.checks);
  }

  /** One item of CREATE TABLE. */
  void item(Declaration words, DumpedTypes types, String schema) {
    if (words.take("LIKE")) {
      throw new Uncertain("a table made from another one");
    }
    boolean isConstraint =
        words.seesAny(Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE"));
    if (isConstraint) {
      constraint(words, schema);
    } else {
      addColumn(words, types, schema);
    }
  }

  ObjectRef addColumn(Declaration words, DumpedTypes types, String schema) {
    List<String> constraints = new ArrayList<>();
    DumpedColumn column = DumpedColumn.read(words, types, schema, constraints);
    columns.put(column.name, column);
    String check = DumpLexis.quoted(called(List.of(column.name), "check"));
    for (String constraint : constraints) {
      String prefix = constraint.startsWith("CHECK") ? "CONSTRAINT " + check + " " : "";
      constraint(words.of(prefix + constraint), schema);
    }
    return ref(ObjectKind.COLUMN, column.name);
  }

  /** A constraint of the table, its name included. */
  ObjectRef constraint(Declaration words, String schema) {
    String named = words.take("CONSTRAINT") ? words.name() : "";
    if (words.take("PRIMARY", "KEY")) {
      primaryKey = named.isEmpty() ? name.name() + "_pkey" : named;
      Key key = key(primaryKey, words, false);
      key.columns().forEach(each -> column(each).bind(true));
      return ref(ObjectKind.PRIMARY_KEY, primaryKey);
    }
    if (words.take("UNIQUE")) {
      boolean nullsEqual = words.take("NULLS", "NOT", "DISTINCT");
      words.take("NULLS", "DISTINCT");
      Key key = key(named, words, nullsEqual);
      return ref(ObjectKind.UNIQUE_KEY, key.name());
    }
    if (words.take("CHECK")) {
      String condition = words.inParentheses();
      String called = named.isEmpty() ? name.name() + "_check" + (checks.size() + 1) : named;
      if (words.rest().toUpperCase(Locale.ROOT).contains("NOT ENFORCED")) {
        unenforced.put(called, "CHECK (" + condition + ")");
      } else {
        checks.put(called, condition);
      }
      return ref(ObjectKind.CHECK, called);
    }
    if (words.take("FOREIGN", "KEY")) {
      return foreignKey(named, words, schema);
    }
    if (words.take("NOT", "NULL")) {
      String column = words.name();
      column(column).bind(true);
      return ref(ObjectKind.COLUMN, column);
    }
    words.require("EXCLUDE");
    exclusions.put(named, "EXCLUDE " + words.rest());
    return ref(ObjectKind.EXCLUSION, named);
  }

  private Key key(String named, Declaration words, boolean nullsEqual) {
    List<String> parts = words.parts();
    if (parts.get(parts.size() - 1).toUpperCase(Locale.ROOT).endsWith("WITHOUT OVERLAPS")) {
      throw new Uncertain("a key over a period");
    }
    List<String> names = parts.stream().map(part -> words.of(part).name()).toList();
    String called = named.isEmpty() ? called(names, "key") : named;
    String rest = words.rest().toUpperCase(Locale.ROOT);
    boolean deferrable = rest.contains("DEFERRABLE") && !rest.contains("NOT DEFERRABLE");
    Key key = new Key(called, names, nullsEqual, deferrable, rest.contains("INITIALLY DEFERRED"));
    keys.put(called, key);
    return key;
  }

  /** What the server calls it where nobody says it. */
  String called(List<String> names, String kind) {
    return name.name() + "_" + String.join("_", names) + "_" + kind;
  }

  private ObjectRef foreignKey(String named, Declaration words, String schema) {
    List<String> from = words.names();
    words.require("REFERENCES");
    String called = named.isEmpty() ? called(from, "fkey") : named;
    foreignKeys.put(called, DumpedReference.read(called, from, words, schema));
    return ref(ObjectKind.FOREIGN_KEY, called);
  }

  /**
   * What follows the table's name in CREATE INDEX.
   *
   * @param named empty where nobody says it
   */
  ObjectRef index(String named, boolean unique, Declaration words) {
    DumpedIndex index = DumpedIndex.read(named, this, unique, words);
    indexes.add(index);
    return ref(ObjectKind.INDEX, index.name());
  }

  /** Whether it has an index of this name; indexes are in the schema of their table. */
  boolean hasIndex(TableName index) {
    return index.schema().equals(name.schema())
        && indexes.stream().anyMatch(known -> known.name().equals(index.name()));
  }

  private ObjectRef ref(ObjectKind kind, String called) {
    return new ObjectRef(kind, name, called);
  }

  /** The columns of its primary key. */
  List<String> keyColumns() {
    Key key = keys.get(primaryKey);
    return key == null ? List.of() : key.columns();
  }

  /**
   * @param tables all of the dump, for references that name no columns
   */
  Table described(DumpedSequences sequences, Map<TableName, DumpedTable> tables) {
    TableDescription description =
        new TableDescription(
            name, comment, Statistics.UNKNOWN, unlogged, String.join(", ", parents));
    Map<DumpedColumn, Long> numbers = new LinkedHashMap<>();
    columns.values().forEach(column -> numbers.put(column, number(column, sequences)));
    Sequences numbered = sequences.numbered();
    numbers.forEach(
        (column, number) ->
            description.addColumn(
                column.facts(number).column(name.schema(), numbered), column.ownCollation()));
    keys.values().stream()
        .sorted(Comparator.comparing(Key::name))
        .forEach(key -> description.addKey(key, key.name().equals(primaryKey)));
    indexes.stream()
        .sorted(Comparator.comparing(DumpedIndex::name))
        .forEach(index -> index.addTo(description));
    foreignKeys.values().stream()
        .sorted(Comparator.comparing(reference -> reference.key().name()))
        .forEach(
            reference -> description.addForeignKey(reference.in(tables), reference.clearsSome()));
    checks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(check -> description.addCheck(check.getKey(), check.getValue()));
    columns
        .values()
        .forEach(column -> column.domainChecks().forEach(check -> description.addCheck("", check)));
    return description.table();
  }

  private long number(DumpedColumn column, DumpedSequences sequences) {
    Optional<DumpedSequences.Sequence> counted =
        column.sequence.isPresent()
            ? column.sequence
            : sequences.of(column.defaultSql(), name.schema());
    if (counted.isEmpty() && column.serial) {
      column.byDefault("nextval('" + name.name() + "_" + column.name + "_seq'::regclass)");
      counted = Optional.of(new DumpedSequences.Sequence());
    }
    return counted.map(sequences::number).orElse(0L);
  }
}
