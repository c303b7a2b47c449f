package io.decant.connectors.postgresql;

import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.QueryColumns;
import io.decant.connectors.sql.Uncertain;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CREATE, whatever it makes. */
final class DumpedCreation {
  private static final String CODE = "code is not translated between databases";

  /** What is made beside tables, by the words that follow CREATE. */
  private static final Map<String, ObjectKind> CODES =
      Map.of(
          "FUNCTION", ObjectKind.ROUTINE,
          "PROCEDURE", ObjectKind.ROUTINE,
          "AGGREGATE", ObjectKind.ROUTINE);

  /** What other databases do not have, or leave to their owners. */
  private static final Set<String> OWN =
      Set.of(
          "ACCESS",
          "CAST",
          "CONVERSION",
          "FOREIGN",
          "GLOBAL",
          "GROUP",
          "LANGUAGE",
          "LOCAL",
          "OPERATOR",
          "PROCEDURAL",
          "PUBLICATION",
          "ROLE",
          "SERVER",
          "STATISTICS",
          "SUBSCRIPTION",
          "TABLESPACE",
          "TEMP",
          "TEMPORARY",
          "TEXT",
          "TRANSFORM",
          "TRUSTED",
          "USER");

  private final DumpedDatabase database;
  private final String schema;
  private final ScriptStatement statement;
  private final Declaration words;

  /**
   * @param words behind CREATE
   */
  DumpedCreation(
      DumpedDatabase database, String schema, ScriptStatement statement, Declaration words) {
    this.database = database;
    this.schema = schema;
    this.statement = statement;
    this.words = words;
  }

  DumpStatement read() {
    boolean unlogged = words.take("UNLOGGED");
    if (words.take("TABLE")) {
      return table(unlogged);
    }
    if (words.take("UNIQUE", "INDEX")) {
      return index(true);
    }
    if (words.take("INDEX")) {
      return index(false);
    }
    if (words.take("SEQUENCE")) {
      return sequence();
    }
    if (words.take("TYPE")) {
      return type();
    }
    if (words.take("DOMAIN")) {
      return domain();
    }
    if (words.take("VIEW")) {
      return view();
    }
    if (words.take("MATERIALIZED", "VIEW")) {
      words.take("IF", "NOT", "EXISTS");
      return listed(
          ObjectKind.MATERIALIZED_VIEW, name(), "queries are not translated between databases");
    }
    if (words.take("COLLATION")) {
      return collation();
    }
    if (words.take("SCHEMA")) {
      return PostgresDump.of(statement, Fate.MERGED, "");
    }
    return other();
  }

  private TableName name() {
    return DumpLexis.name(words, schema);
  }

  private DumpStatement listed(ObjectKind kind, TableName name, String reason) {
    return listed(kind, name, name.toString(), reason);
  }

  private DumpStatement listed(ObjectKind kind, TableName name, String shown, String reason) {
    database.other(kind, shown, statement.text(), reason);
    return PostgresDump.of(statement, Fate.LISTED, reason, new ObjectRef(kind, name, ""));
  }

  private DumpStatement table(boolean unlogged) {
    words.take("IF", "NOT", "EXISTS");
    DumpedTable table = new DumpedTable(name(), unlogged);
    if (database.tables.containsKey(table.name)) {
      throw new Uncertain("a table " + table.name + " was declared before it");
    }
    ObjectRef ref = new ObjectRef(ObjectKind.TABLE, table.name, table.name.name());
    if (words.take("PARTITION", "OF")) {
      name();
      database.tables.put(table.name, table);
      database.attach(table.name, words.sees("(") ? partition() : words.rest());
      return PostgresDump.of(statement, Fate.MERGED, "", ref);
    }
    List<String> items = words.parts();
    List<TableName> parents = new ArrayList<>();
    if (words.take("INHERITS")) {
      words.parts().forEach(part -> parents.add(DumpLexis.name(words.of(part), schema)));
    }
    items.forEach(item -> table.item(words.of(item), database.types, schema));
    for (int i = parents.size() - 1; i >= 0; i--) {
      table.inherit(database.table(parents.get(i)));
    }
    database.tables.put(table.name, table);
    return PostgresDump.of(statement, Fate.CONVERTED, "", ref);
  }

  private String partition() {
    words.inParentheses();
    return words.rest();
  }

  private DumpStatement index(boolean unique) {
    words.take("CONCURRENTLY");
    words.take("IF", "NOT", "EXISTS");
    String called = words.sees("ON") ? "" : words.name();
    words.require("ON");
    words.take("ONLY");
    TableName on = name();
    if (database.isListed(on)) {
      return listed(ObjectKind.INDEX, on, on + "." + called, "an index of what is not converted");
    }
    return PostgresDump.of(
        statement, Fate.CONVERTED, "", database.table(on).index(called, unique, words));
  }

  private DumpStatement sequence() {
    words.take("IF", "NOT", "EXISTS");
    TableName name = name();
    database.sequences.add(name, DumpedSequences.Sequence.read(words, "bigint"));
    return PostgresDump.of(
        statement, Fate.MERGED, "", new ObjectRef(ObjectKind.SEQUENCE, name, name.name()));
  }

  private DumpStatement type() {
    TableName name = name();
    if (words.take("AS", "ENUM")) {
      List<String> labels = words.parts().stream().map(label -> words.of(label).text()).toList();
      database.types.addEnum(name, labels);
      return PostgresDump.of(
          statement, Fate.MERGED, "", new ObjectRef(ObjectKind.TYPE, name, name.name()));
    }
    if (words.take("AS", "RANGE")) {
      database.types.add(name, 'r');
      String options = words.inParentheses();
      for (String option : DumpLexis.declaration("(" + options + ")").parts()) {
        Declaration each = words.of(option);
        if (each.take("multirange_type_name", "=")) {
          database.types.add(DumpLexis.name(each, schema), 'm');
        }
      }
    } else if (words.take("AS")) {
      database.types.add(name, 'c');
    }
    return listed(ObjectKind.TYPE, name, "its columns hold its values as text");
  }

  private DumpStatement domain() {
    TableName name = name();
    words.take("AS");
    String base = words.until(DumpedColumn.AFTER_TYPE);
    boolean bound = false;
    String byDefault = "";
    List<String> checks = new ArrayList<>();
    while (!words.isAtEnd()) {
      if (words.take("NOT", "NULL")) {
        bound = true;
      } else if (words.take("DEFAULT")) {
        byDefault = words.until(Set.of("CONSTRAINT", "NOT", "NULL", "CHECK"));
      } else if (words.take("CHECK")) {
        checks.add(words.inParentheses());
      } else if (words.take("CONSTRAINT")) {
        words.name();
      } else if (words.take("COLLATE")) {
        words.path();
      } else {
        words.require("NULL");
      }
    }
    database.types.addDomain(name, database.types.domain(base, schema, bound, byDefault, checks));
    database.other(
        ObjectKind.DOMAIN, name.toString(), base, "its columns take its base type and its checks");
    return PostgresDump.of(
        statement, Fate.MERGED, "", new ObjectRef(ObjectKind.TYPE, name, name.name()));
  }

  private DumpStatement view() {
    words.take("IF", "NOT", "EXISTS");
    TableName name = name();
    List<String> named = words.sees("(") ? words.names() : List.of();
    boolean optioned = words.take("WITH");
    if (optioned) {
      words.inParentheses();
    }
    words.require("AS");
    String query = words.rest();
    List<String> columns = named.isEmpty() ? QueryColumns.of(words.of(query)) : named;
    boolean checked = query.matches("(?is).*\\bWITH\\s+((CASCADED|LOCAL)\\s+)?CHECK\\s+OPTION$");
    database.view(name, query, columns, !optioned && !checked);
    return PostgresDump.of(
        statement, Fate.CONVERTED, "", new ObjectRef(ObjectKind.VIEW, name, name.name()));
  }

  private DumpStatement collation() {
    TableName name = name();
    boolean deterministic = true;
    String locale = "";
    for (String option : words.parts()) {
      Declaration each = words.of(option);
      if (each.take("deterministic", "=")) {
        deterministic = !each.take("false");
      } else if (each.take("locale", "=")) {
        locale = each.text();
      }
    }
    database.types.addCollation(name.name(), deterministic, locale);
    return PostgresDump.of(
        statement, Fate.LISTED, "an order of texts that other databases do not have");
  }

  private DumpStatement other() {
    for (Map.Entry<String, ObjectKind> code : CODES.entrySet()) {
      if (words.take(code.getKey())) {
        TableName name = name();
        return listed(code.getValue(), name, name + "(" + words.inParentheses() + ")", CODE);
      }
    }
    if (words.take("EXTENSION")) {
      words.take("IF", "NOT", "EXISTS");
      String called = words.name();
      return called.equals("plpgsql")
          ? PostgresDump.of(statement, Fate.SKIPPED, "every server has it")
          : listed(
              ObjectKind.EXTENSION,
              TableName.of(called),
              "software of the server; install it there where it is needed");
    }
    boolean trigger = words.take("CONSTRAINT", "TRIGGER") || words.take("TRIGGER");
    if (trigger || words.take("POLICY") || words.take("RULE")) {
      boolean policy = statement.text().startsWith("CREATE POLICY");
      String called = words.name();
      String between = trigger || policy ? "ON" : "TO";
      words.until(Set.of(between));
      words.require(between);
      TableName on = name();
      ObjectKind kind = trigger ? ObjectKind.TRIGGER : policy ? ObjectKind.POLICY : ObjectKind.RULE;
      String reason = policy ? "who may see which rows is for the target's owner to decide" : CODE;
      return listed(kind, on, on + "." + called, reason);
    }
    if (words.take("EVENT", "TRIGGER")) {
      return listed(ObjectKind.EVENT, TableName.of(words.name()), CODE);
    }
    if (words.take("FOREIGN", "TABLE")) {
      return listed(
          ObjectKind.FOREIGN_TABLE,
          name(),
          "its rows are in another database: move them from there");
    }
    if (words.take("DATABASE")) {
      return PostgresDump.of(statement, Fate.SKIPPED, "the database is where the script is run");
    }
    if (words.seesAny(OWN)) {
      return PostgresDump.of(statement, Fate.LISTED, "only PostgreSQL has it");
    }
    throw words.unknown();
  }
}
