package io.decant.connectors.postgresql;

import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ALTER TABLE, clause by clause. */
final class DumpedAlteration {
  private final DumpedDatabase database;
  private final String schema;
  private final ScriptStatement statement;
  private final List<ObjectRef> objects = new ArrayList<>();

  DumpedAlteration(DumpedDatabase database, String schema, ScriptStatement statement) {
    this.database = database;
    this.schema = schema;
    this.statement = statement;
  }

  DumpStatement table(TableName name, Declaration words) {
    Optional<DumpStatement> answer = Optional.empty();
    while (!words.isAtEnd()) {
      Declaration clause = words.of(words.until(Set.of(",")));
      words.take(",");
      Optional<DumpStatement> apart = clause(name, clause);
      answer = answer.isPresent() ? answer : apart;
    }
    return answer.orElseGet(
        () -> new DumpStatement(statement.line(), statement.text(), Fate.MERGED, objects, ""));
  }

  /** What is said of the statement because of a clause; empty where it says part of the table. */
  private Optional<DumpStatement> clause(TableName name, Declaration words) {
    if (words.take("ATTACH", "PARTITION")) {
      database.attach(DumpLexis.name(words, schema), words.rest());
      return Optional.empty();
    }
    if (words.take("ENABLE") || words.take("FORCE") || words.take("DISABLE")) {
      return apart(Fate.LISTED, "who may see which rows, and triggers, are not converted");
    }
    String passedOver = PostgresDump.passedOver(words);
    if (!passedOver.isEmpty()) {
      return apart(Fate.SKIPPED, passedOver);
    }
    if (!database.tables.containsKey(name) && takesAway(words)) {
      return apart(Fate.SKIPPED, "makes room for what follows");
    }
    DumpedTable table = database.table(name);
    if (words.take("ADD")) {
      objects.add(add(table, words));
      return Optional.empty();
    }
    if (words.take("INHERIT")) {
      table.inherit(database.table(DumpLexis.name(words, schema)));
      return Optional.empty();
    }
    if (words.take("VALIDATE", "CONSTRAINT")) {
      return Optional.empty();
    }
    words.require("ALTER");
    words.take("COLUMN");
    return column(table.column(words.name()), table, words);
  }

  /** A constraint or a default, as dumps do that clean before they declare. */
  private static boolean takesAway(Declaration words) {
    if (words.take("ALTER")) {
      words.take("COLUMN");
      words.name();
    }
    return words.sees("DROP");
  }

  private Optional<DumpStatement> apart(Fate fate, String reason) {
    return Optional.of(PostgresDump.of(statement, fate, reason));
  }

  private ObjectRef add(DumpedTable table, Declaration words) {
    boolean constraint =
        words.seesAny(Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE"));
    if (constraint) {
      return table.constraint(words, schema);
    }
    words.take("COLUMN");
    words.take("IF", "NOT", "EXISTS");
    return table.addColumn(words, database.types, schema);
  }

  private Optional<DumpStatement> column(
      DumpedColumn column, DumpedTable table, Declaration words) {
    if (words.take("SET", "DEFAULT")) {
      column.byDefault(words.rest());
      objects.add(new ObjectRef(ObjectKind.DEFAULT, table.name, column.name));
    } else if (words.take("DROP", "DEFAULT")) {
      column.byDefault("");
    } else if (words.take("SET", "NOT", "NULL")) {
      column.bind(true);
    } else if (words.take("DROP", "NOT", "NULL")) {
      column.bind(false);
    } else if (words.take("ADD", "GENERATED")) {
      column.generated(words);
      column.sequence.ifPresent(database.sequences::own);
    } else {
      words.require("SET");
      if (words.sees("DATA") || words.sees("TYPE")) {
        throw words.unknown();
      }
      return apart(Fate.SKIPPED, "how it is stored");
    }
    return Optional.empty();
  }
}
