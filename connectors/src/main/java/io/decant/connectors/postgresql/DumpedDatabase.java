package io.decant.connectors.postgresql;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.DescribedViews;
import io.decant.connectors.sql.Uncertain;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a dump has declared so far. */
final class DumpedDatabase {
  private static final Pattern VERSION =
      Pattern.compile("Dumped from database version (\\d+(?:\\.\\d+)?)");

  final Map<TableName, DumpedTable> tables = new LinkedHashMap<>();
  final DumpedTypes types = new DumpedTypes();
  final DumpedSequences sequences = new DumpedSequences();
  private final List<DumpStatement> statements = new ArrayList<>();
  private final Map<TableName, View> views = new LinkedHashMap<>();
  private final Set<TableName> plainViews = new HashSet<>();
  private final List<SchemaObject> others = new ArrayList<>();
  private final Set<TableName> partitions = new HashSet<>();

  void add(DumpStatement statement) {
    statements.add(statement);
  }

  DumpedTable table(TableName name) {
    DumpedTable table = tables.get(name);
    if (table == null) {
      throw new Uncertain("there is no table " + name + " before it");
    }
    return table;
  }

  /** Whether it is a table, a view or an index that was declared before. */
  boolean isDeclared(TableName name) {
    return tables.containsKey(name)
        || views.containsKey(name)
        || tables.values().stream().anyMatch(table -> table.hasIndex(name));
  }

  /** Whether it is something beside tables. */
  boolean isListed(TableName name) {
    return !tables.containsKey(name)
        && others.stream().anyMatch(other -> other.name().equals(name.toString()));
  }

  void other(ObjectKind kind, String name, String definition, String reason) {
    others.add(new SchemaObject(kind, name, definition, reason));
  }

  /** A table that holds rows of another one. */
  void attach(TableName name, String bound) {
    table(name);
    partitions.add(name);
    other(
        ObjectKind.PARTITION,
        name.toString(),
        bound,
        "its rows move as rows of the partitioned table");
  }

  /** One of this name that was there before only stood in for it. */
  void view(TableName name, String query, List<String> columns, boolean plain) {
    views.put(name, new View(name, columns, Expression.of(PostgresTypes.ENGINE, query)));
    plainViews.remove(name);
    if (plain && !columns.isEmpty()) {
      plainViews.add(name);
    }
  }

  Dump dump(String head) {
    shareSequences();
    List<Table> described =
        tables.values().stream()
            .filter(table -> !partitions.contains(table.name))
            .map(table -> table.described(sequences, tables))
            .sorted(Comparator.comparing(Table::name))
            .toList();
    List<View> readable =
        views.values().stream()
            .filter(view -> plainViews.contains(view.name()))
            .sorted(Comparator.comparing(View::name))
            .toList();
    views
        .values()
        .forEach(
            view ->
                other(
                    ObjectKind.VIEW,
                    view.name().toString(),
                    view.definition().text(),
                    "queries are not translated between databases"));
    tables.values().forEach(this::exclusions);
    Set<TableName> counting = uncounted();
    Matcher version = VERSION.matcher(head);
    return new Dump(
        new Catalog(
            version.find() ? "PostgreSQL " + version.group(1) : "PostgreSQL",
            PostgresDialect.DEFAULT_SCHEMA,
            described.stream().map(Table::name).toList(),
            others),
        described,
        DescribedViews.of(
            PostgresGrammar.INSTANCE, readable, described, column -> ValueType.of(column.type())),
        described.stream().flatMap(table -> UnspokenFacts.of(table).stream()).toList(),
        statements.stream().map(statement -> judged(statement, counting)).toList());
  }

  private void exclusions(DumpedTable table) {
    if (!partitions.contains(table.name)) {
      table.unenforced.forEach(
          (name, text) ->
              other(
                  ObjectKind.CHECK,
                  table.name + "." + name,
                  text,
                  "it is not enforced, and rows may break it"));
      table.exclusions.forEach(
          (name, text) ->
              other(
                  ObjectKind.EXCLUSION,
                  table.name + "." + name,
                  text,
                  "a constraint that only PostgreSQL has"));
    }
  }

  /** Columns that take numbers from the same sequence. */
  private void shareSequences() {
    for (DumpedTable table : tables.values()) {
      if (!partitions.contains(table.name)) {
        for (DumpedColumn column : table.columns.values()) {
          sequences
              .of(column.defaultSql(), table.name.schema())
              .ifPresent(sequence -> sequence.users.add(table.name.name() + "." + column.name));
        }
      }
    }
  }

  /** Sequences that no column of whole numbers simply counts by; each is an object by itself. */
  private Set<TableName> uncounted() {
    Set<DumpedSequences.Sequence> counted = new HashSet<>();
    for (DumpedTable table : tables.values()) {
      for (DumpedColumn column : table.columns.values()) {
        if (column.isWhole()) {
          sequences.of(column.defaultSql(), table.name.schema()).ifPresent(counted::add);
        }
      }
    }
    Set<TableName> alone = new HashSet<>();
    sequences
        .all()
        .forEach(
            (name, sequence) -> {
              if (!counted.contains(sequence)) {
                alone.add(name);
                other(
                    ObjectKind.SEQUENCE,
                    name.toString(),
                    sequence.definition(name),
                    "no column of whole numbers simply counts by it");
              }
            });
    return alone;
  }

  /** What became clear only at the end. */
  private DumpStatement judged(DumpStatement statement, Set<TableName> uncounted) {
    if (statement.objects().size() == 1) {
      ObjectRef ref = statement.objects().get(0);
      boolean part = partitions.contains(ref.table()) && statement.fate() == Fate.CONVERTED;
      if (part) {
        return statement.with(Fate.MERGED, "");
      }
      if (ref.kind() == ObjectKind.SEQUENCE && uncounted.contains(ref.table())) {
        return statement.with(Fate.LISTED, "no column of whole numbers simply counts by it");
      }
      if (ref.kind() == ObjectKind.EXCLUSION) {
        return statement.with(Fate.LISTED, "a constraint that only PostgreSQL has");
      }
    }
    return statement;
  }
}
