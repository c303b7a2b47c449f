package io.decant.connectors.mongodb;

import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives accepted tables whose rows are to be embedded their place in the documents of others. A
 * column of the foreign key is no field of an element: it is the key of what the element lies in.
 */
final class Embeddings {
  private final List<Embedding> wanted;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Embedding> rules = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> placed = new HashSet<>();

  private Embeddings(List<Embedding> wanted, List<Table> accepted) {
    this.wanted = wanted;
    accepted.forEach(table -> tables.put(table.name().name(), table));
  }

  /**
   * The tables, in their order, with those that are embedded at their place.
   *
   * @throws UnsupportedSchema a wish cannot be met; lists every reason
   */
  static List<Table> place(List<Embedding> wanted, List<Table> accepted) {
    // Tables that are there already are filled as they are: then none is asked about.
    return wanted.isEmpty() || accepted.isEmpty()
        ? accepted
        : new Embeddings(wanted, accepted).place();
  }

  private List<Table> place() {
    for (Embedding each : wanted) {
      if (!tables.containsKey(each.table())) {
        problems.add(each.table() + " is not among the tables that this run makes");
      } else if (rules.put(each.table(), each) != null) {
        problems.add(each.table() + " is to be embedded twice");
      }
    }
    rules.keySet().forEach(name -> place(name, List.of()));
    if (!problems.isEmpty()) {
      throw new UnsupportedSchema(
          "--embed", problems, "Leave the table out of --embed, or name another place for it.");
    }
    return List.copyOf(tables.values());
  }

  /**
   * Places a table behind the one that it lies in.
   *
   * @param inside the tables that wait for it
   */
  private void place(String name, List<String> inside) {
    Table table = table(name);
    Embedding rule = rules.get(name);
    if (rule == null || placed.contains(name)) {
      return;
    }
    if (inside.contains(name)) {
      problems.add(name + " would lie in itself: " + String.join(" in ", inside) + " in " + name);
      placed.add(name);
      return;
    }
    Optional<ForeignKey> key = foreignKey(table, rule);
    if (key.isPresent()) {
      List<String> waiting = new ArrayList<>(inside);
      waiting.add(name);
      place(key.get().target().name(), waiting);
      if (placed.add(name)) {
        embed(table, rule, key.get(), table(key.get().target().name()));
      }
    }
  }

  private Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException(name);
    }
    return table;
  }

  private Optional<ForeignKey> foreignKey(Table table, Embedding rule) {
    String name = table.name().name();
    List<ForeignKey> keys =
        table.foreignKeys().stream()
            .filter(key -> rule.into().isEmpty() || key.target().name().equals(rule.into()))
            .filter(key -> rule.by().isEmpty() || key.columns().equals(rule.by()))
            .filter(key -> tables.containsKey(key.target().name()))
            .toList();
    String where = rule.into().isEmpty() ? "another table of the run" : rule.into();
    if (keys.isEmpty()) {
      problems.add(name + " has no foreign key to " + where + ", so no row says where it belongs");
    } else if (keys.size() > 1) {
      problems.add(
          name
              + " has several foreign keys to "
              + where
              + ": say which, as in "
              + name
              + "("
              + String.join(",", keys.get(0).columns())
              + ")="
              + keys.get(0).target().name());
    } else if (keys.get(0).target().equals(table.name())) {
      problems.add(name + " refers to itself: its rows cannot lie in each other");
    } else {
      return Optional.of(keys.get(0));
    }
    return Optional.empty();
  }

  private void embed(Table table, Embedding rule, ForeignKey key, Table parent) {
    String name = table.name().name();
    String array = rule.as().isEmpty() ? name : rule.as();
    List<String> id = parent.primaryKey().map(Key::columns).orElse(List.of());
    int before = problems.size();
    if (Layouts.isChild(table) || Layouts.isChild(parent) && Embedded.of(parent).isEmpty()) {
      problems.add(name + " or " + parent.name() + " has a place in documents already");
    } else if (!new HashSet<>(key.targetColumns()).equals(new HashSet<>(id))) {
      problems.add(name + " refers to other columns of " + parent.name() + " than its primary key");
    }
    if (!Layouts.isNameable(array) || array.indexOf('.') >= 0 || array.indexOf('[') >= 0) {
      problems.add(name + ": '" + array + "' is no name for an array: say another");
    } else if (isTaken(parent, array)) {
      problems.add(parent.name() + " has a field " + array + " already: name another for " + name);
    }
    if (problems.size() == before) {
      tables.put(name, embedded(table, key, parent, array));
      tables.put(parent.name().name(), parent.withOptions(Embedded.around(parent, array)));
    }
  }

  private static boolean isTaken(Table parent, String array) {
    return Embedded.isTaken(parent, array)
        || parent.columns().stream()
            .anyMatch(column -> Paths.of(column).split("\\.", 2)[0].equals(array));
  }

  private Table embedded(Table table, ForeignKey key, Table parent, String array) {
    List<String> inOrder = new ArrayList<>();
    Map<String, String> natives = new HashMap<>();
    String within = Layouts.isChild(parent) ? Layouts.path(parent) + "[]." : "";
    for (Column column : parent.columns()) {
      int place = key.targetColumns().indexOf(column.name());
      if (place >= 0) {
        String own = key.columns().get(place);
        inOrder.add(own);
        String path = within + Paths.of(column);
        String around = Layouts.pathOfKey(column);
        natives.put(
            own, "key " + Paths.word(table.column(own)) + " " + (around.isEmpty() ? path : around));
        requireAlike(table.column(own), column, table);
      }
    }
    Set<String> taken = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String path = Paths.free(column.name(), taken);
      columns.add(
          column.withNativeType(
              natives.getOrDefault(column.name(), Paths.word(column) + " " + path)));
    }
    Embedded place = new Embedded(parent.name().name(), inOrder);
    return table
        .withColumns(columns)
        .withOptions(place.in(table, Layouts.collection(parent), within + array));
  }

  /** A key that is a Date here and text there would find nothing. */
  private void requireAlike(Column column, Column referred, Table table) {
    if (!family(column).equals(family(referred))) {
      problems.add(
          table.name()
              + "."
              + column.name()
              + " is "
              + family(column)
              + " and refers to "
              + family(referred)
              + ": give both one type with --config, types:");
    }
  }

  /** Numbers are equal whatever their type. */
  private static String family(Column column) {
    String word = Layouts.kinds(column).replace("|null", "");
    return Set.of("int32", "int64", "double", "decimal128").contains(word) ? "a number" : word;
  }
}
