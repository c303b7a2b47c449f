package io.decant.connectors.mysql;

import io.decant.connectors.mysql.MySqlCatalog.IndexRow;
import io.decant.connectors.mysql.MySqlCatalog.TableRow;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Uncertain;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One table of a dump while its statements come in, as rows of information_schema. */
final class DumpedTable {
  private static final Set<String> ITEMS =
      Set.of(
          "PRIMARY",
          "UNIQUE",
          "KEY",
          "INDEX",
          "FULLTEXT",
          "SPATIAL",
          "CONSTRAINT",
          "FOREIGN",
          "CHECK");

  /** Clauses of ALTER TABLE that change what is declared, and are not followed. */
  private static final Set<String> UNFOLLOWED =
      Set.of("DROP", "CHANGE", "RENAME", "ALTER", "CONVERT", "EXCHANGE");

  final String name;
  final List<NativeColumn> columns = new ArrayList<>();
  final List<IndexRow> indexes = new ArrayList<>();
  final List<ForeignKey> foreignKeys = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final Set<String> ofPeriods = new HashSet<>();

  private final ServerTraits traits;
  private final DumpedCollation collations;
  private final DumpedOptions options;
  private final Map<String, List<String>> periods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  DumpedTable(String name, ServerTraits traits, DumpedCollation collations) {
    this.name = name;
    this.traits = traits;
    this.collations = collations;
    this.options = new DumpedOptions(collations);
  }

  /** What follows the table's name. */
  void create(Declaration words) {
    List<String> items = words.parts();
    options.read(words);
    items.forEach(item -> item(words.of(item)));
  }

  /** The server makes an index of the columns of a reference where there is none. */
  void indexReferences() {
    for (ForeignKey key : foreignKeys) {
      boolean indexed =
          indexes.stream()
              .collect(
                  Collectors.groupingBy(
                      IndexRow::index, Collectors.mapping(IndexRow::column, Collectors.toList())))
              .values()
              .stream()
              .anyMatch(
                  columns ->
                      columns.size() >= key.columns().size()
                          && columns.subList(0, key.columns().size()).equals(key.columns()));
      if (!indexed) {
        boolean unnamed = key.name().startsWith(name + "_ibfk_");
        addIndex(
            unnamed ? key.columns().get(0) : key.name(),
            false,
            "btree",
            key.columns().stream().map(DumpedTable::quoted).toList(),
            true);
      }
    }
  }

  TableRow row() {
    return options.row(name);
  }

  /** A column, a key, an index or a check; answers what it declares. */
  List<ObjectRef> item(Declaration words) {
    if (!words.seesAny(ITEMS)) {
      if (words.take("LIKE")) {
        throw new Uncertain("a table made from another one");
      }
      return words.take("PERIOD", "FOR") ? period(words) : column(words);
    }
    String constraint = "";
    if (words.take("CONSTRAINT") && !words.seesAny(ITEMS)) {
      constraint = words.name();
    }
    if (words.take("CHECK")) {
      return check(constraint, words);
    }
    if (words.take("FOREIGN", "KEY")) {
      return foreignKey(constraint, words);
    }
    return key(constraint, words);
  }

  /**
   * A time from one column to another. The catalog shows it as a check, and in keys as its columns.
   */
  private List<ObjectRef> period(Declaration words) {
    String called = words.name();
    List<String> bounds = words.names();
    if (!called.equalsIgnoreCase("SYSTEM_TIME")) {
      periods.put(called, List.of(bounds.get(1), bounds.get(0)));
      ofPeriods.add(UnspokenFacts.PERIOD + called);
      addCheck(called, quoted(bounds.get(0)) + " < " + quoted(bounds.get(1)));
    }
    return List.of();
  }

  private List<ObjectRef> column(Declaration words) {
    List<Declaration> references = new ArrayList<>();
    DumpedColumn declared =
        new DumpedColumn(
            name, words, collations, clause -> references.add(DumpedReference.clause(clause)));
    NativeColumn column = declared.read(options.collation());
    // MySQL before 9 reads a reference behind a column, and forgets it.
    if (traits.mariaDb()) {
      references.forEach(clause -> reference("", List.of(column.name()), clause));
    }
    columns.removeIf(known -> known.name().equalsIgnoreCase(column.name()));
    columns.add(column);
    if (declared.isKey) {
      addIndex("PRIMARY", true, "btree", List.of(quoted(column.name())), true);
    }
    if (declared.isUnique && !declared.isKey) {
      addIndex(column.name(), true, "btree", List.of(quoted(column.name())), true);
    }
    // MariaDB calls the check of a column as the column.
    declared.checks.forEach(
        condition -> addCheck(traits.mariaDb() ? column.name() : unnamedCheck(), condition));
    return List.of(ref(ObjectKind.COLUMN, column.name()));
  }

  private String unnamedCheck() {
    return traits.mariaDb()
        ? "CONSTRAINT_" + (checks.size() + 1)
        : name + "_chk_" + (checks.size() + 1);
  }

  private List<ObjectRef> check(String constraint, Declaration words) {
    String condition = words.inParentheses();
    if (words.take("NOT", "ENFORCED")) {
      return List.of();
    }
    String named = constraint.isEmpty() ? unnamedCheck() : constraint;
    addCheck(named, condition);
    return List.of(ref(ObjectKind.CHECK, named));
  }

  private void addCheck(String named, String condition) {
    if (traits.checks()) {
      checks.add(new Check(named, Expression.of(MySqlTypes.ENGINE, condition)));
    }
  }

  private List<ObjectRef> foreignKey(String constraint, Declaration words) {
    if (!words.sees("(")) {
      words.name();
    }
    List<String> from = words.names();
    words.require("REFERENCES");
    return reference(constraint, from, words);
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private List<ObjectRef> reference(String constraint, List<String> from, Declaration words) {
    String named = constraint.isEmpty() ? name + "_ibfk_" + (foreignKeys.size() + 1) : constraint;
    foreignKeys.add(DumpedReference.read(words, traits).key(named, from));
    return List.of(ref(ObjectKind.FOREIGN_KEY, named));
  }

  private List<ObjectRef> key(String constraint, Declaration words) {
    boolean primary = words.take("PRIMARY");
    boolean unique = words.take("UNIQUE");
    String method =
        words.take("FULLTEXT") ? "fulltext" : words.take("SPATIAL") ? "spatial" : "btree";
    if (!words.take("KEY")) {
      words.take("INDEX");
    }
    String named = primary ? "PRIMARY" : constraint;
    if (!words.sees("(") && !words.sees("USING")) {
      named = primary ? named : words.name();
    }
    return index(named, primary || unique, method, words);
  }

  /** What follows the name of an index. */
  List<ObjectRef> index(String given, boolean unique, String method, Declaration words) {
    String wanted = words.take("USING") ? words.advance() : "";
    List<String> parts = words.parts();
    boolean visible = true;
    while (!words.isAtEnd()) {
      if (words.take("INVISIBLE") || words.take("IGNORED")) {
        visible = false;
      } else if (words.take("USING")) {
        wanted = words.advance();
      } else {
        words.advance(); // how it is stored, or a comment
      }
    }
    String named = given.isEmpty() ? words.of(parts.get(0)).name() : given;
    addIndex(named, unique, method.equals("btree") ? ordered(wanted) : method, parts, visible);
    ObjectKind object =
        named.equals("PRIMARY")
            ? ObjectKind.PRIMARY_KEY
            : unique ? ObjectKind.UNIQUE_KEY : ObjectKind.INDEX;
    return List.of(ref(object, named));
  }

  /**
   * Only the engine in memory has indexes that hash, and it has them unless it is told otherwise.
   */
  private String ordered(String wanted) {
    return options.isInMemory() && !wanted.equalsIgnoreCase("btree") ? "hash" : "btree";
  }

  private void addIndex(
      String named, boolean unique, String method, List<String> parts, boolean visible) {
    for (String part : parts) {
      Declaration words = DumpLexis.declaration(part);
      String expression = words.sees("(") ? words.inParentheses() : "";
      String column = expression.isEmpty() ? words.name() : "";
      int prefix = words.sees("(") ? Integer.parseInt(words.inParentheses()) : 0;
      boolean descending = words.take("DESC");
      if (words.sees("WITHOUT", "OVERLAPS")) {
        ofPeriods.add(UnspokenFacts.WITHOUT_OVERLAPS + named);
      }
      for (String each : periods.getOrDefault(column, List.of(column))) {
        indexes.add(
            new IndexRow(named, unique, each, descending, prefix, method, expression, visible));
      }
      if (named.equals("PRIMARY")) {
        columns.replaceAll(known -> known.name().equalsIgnoreCase(column) ? known.bound() : known);
      }
    }
  }

  private ObjectRef ref(ObjectKind object, String called) {
    return new ObjectRef(object, TableName.of(name), called);
  }

  /** ALTER TABLE with the name behind it: answers what its clauses declare. */
  List<ObjectRef> alter(Declaration words) {
    List<ObjectRef> objects = new ArrayList<>();
    while (!words.isAtEnd()) {
      Declaration clause = words.of(words.until(Set.of(",")));
      words.take(",");
      if (clause.seesAny(UNFOLLOWED)) {
        throw clause.unknown();
      }
      if (clause.take("ADD")) {
        clause.take("COLUMN");
        clause.take("IF", "NOT", "EXISTS");
        List<String> items = clause.sees("(") ? clause.parts() : List.of(clause.rest());
        items.forEach(each -> objects.addAll(item(clause.of(each))));
      } else if (clause.take("MODIFY")) {
        clause.take("COLUMN");
        objects.addAll(modify(clause));
      } else {
        options.read(clause);
      }
    }
    return objects;
  }

  private List<ObjectRef> modify(Declaration words) {
    NativeColumn changed =
        new DumpedColumn(name, words, collations, DumpedReference::clause)
            .read(options.collation());
    boolean inKey =
        indexes.stream()
            .anyMatch(
                part ->
                    part.index().equals("PRIMARY")
                        && part.column().equalsIgnoreCase(changed.name()));
    columns.replaceAll(
        known ->
            known.name().equalsIgnoreCase(changed.name())
                ? (inKey ? changed.bound() : changed)
                : known);
    return List.of(ref(ObjectKind.COLUMN, changed.name()));
  }
}
