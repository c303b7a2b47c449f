package io.decant.connectors.mysql;

import io.decant.connectors.dump.ScriptReader;
import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.dump.ScriptSyntax;
import io.decant.connectors.dump.Secrets;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Uncertain;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what mysqldump and mariadb-dump write, and DDL that people write in the same words. */
final class MySqlDump {
  private static final String RIGHTS = "who may do what is for the target's owner to decide";

  private static final String HERE = "the database is where the script is run";
  private static final String SETTING = "a setting of the session";

  private static final Pattern VERSION =
      Pattern.compile("(?:Server version:?|Distrib)\\s+([\\d.]+(?:-MariaDB)?)");

  private static final Map<String, String> PASSED_OVER = new LinkedHashMap<>();

  static {
    String rows = "rows";
    for (String word : new String[] {"INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "TRUNCATE"}) {
      PASSED_OVER.put(word, rows);
    }
    for (String word :
        new String[] {
          "SET",
          "LOCK",
          "UNLOCK",
          "START",
          "BEGIN",
          "COMMIT",
          "ANALYZE",
          "FLUSH",
          "CHANGE",
          "PREPARE",
          "DEALLOCATE"
        }) {
      PASSED_OVER.put(word, SETTING);
    }
    PASSED_OVER.put("SELECT", "a query");
  }

  private final List<DumpStatement> statements = new ArrayList<>();
  private final Map<Integer, String> dropped = new LinkedHashMap<>();
  private final boolean mariaDb;
  private final ScriptReader reader;
  private final DumpEncoding encoding = new DumpEncoding();
  private DumpedDatabase database;

  private MySqlDump(boolean mariaDb, ScriptReader reader) {
    this.reader = reader;
    this.mariaDb = mariaDb;
    this.database = DumpedDatabase.of(mariaDb, "");
  }

  /**
   * @param engine what the dump is said to be of; its own head knows better
   */
  static Dump read(String engine, InputStream script) {
    return new MySqlDump(
            engine.toLowerCase(Locale.ROOT).equals("mariadb"),
            ScriptReader.of(script, ScriptSyntax.MYSQL))
        .read();
  }

  private Dump read() {
    Optional<ScriptStatement> next = reader.next();
    server(reader.head());
    while (next.isPresent()) {
      statements.add(statement(next.get()));
      next = reader.next();
    }
    reader
        .breach()
        .ifPresent(end -> statements.add(of(end, Fate.FAILED, List.of(), ScriptReader.CUT)));
    return described();
  }

  private void server(String head) {
    Matcher version = VERSION.matcher(head);
    String found = "";
    while (version.find()) {
      found = version.group(1);
    }
    boolean maria = head.contains("MariaDB") || mariaDb && found.isEmpty();
    database = DumpedDatabase.of(maria, found);
  }

  private DumpStatement statement(ScriptStatement statement) {
    String text = statement.text();
    String first = text.split("[\\s(;`]", 2)[0].toUpperCase(Locale.ROOT);
    String reason = PASSED_OVER.get(first);
    if (reason == null && statement.garbled()) {
      return of(statement, Fate.FAILED, List.of(), "is not text in the dump's encoding");
    }
    try {
      encoding.after(text).ifPresent(reader::encoding);
      if (reason != null) {
        return of(statement, Fate.SKIPPED, List.of(), reason);
      }
      Declaration words = DumpLexis.declaration(text);
      if (words.take("USE")) {
        return use(statement);
      }
      if (words.take("DROP")) {
        return drop(statement, words);
      }
      if (words.take("CREATE")) {
        return create(statement, words);
      }
      if (words.take("ALTER", "TABLE")) {
        return alter(statement, words);
      }
      if (words.sees("ALTER", "DATABASE")) {
        return of(statement, Fate.SKIPPED, List.of(), HERE);
      }
      if (words.sees("GRANT") || words.sees("REVOKE")) {
        return of(statement, Fate.LISTED, List.of(), RIGHTS);
      }
      if (words.sees("CALL") || words.sees("EXECUTE") || words.sees("DO")) {
        return of(statement, Fate.LISTED, List.of(), "does something instead of declaring it");
      }
      if (words.sees("ALTER")) {
        return of(statement, Fate.LISTED, List.of(), "a change of what is not converted");
      }
      throw words.unknown();
    } catch (Uncertain | NumberFormatException unknown) {
      String why =
          unknown instanceof Uncertain uncertain ? uncertain.reason() : "a number was expected";
      return of(statement, Fate.FAILED, List.of(), why);
    }
  }

  private DumpStatement use(ScriptStatement statement) {
    return database.isEmpty()
        ? of(statement, Fate.SKIPPED, List.of(), HERE)
        : of(statement, Fate.LISTED, List.of(), "what follows comes into the same database");
  }

  /** Dumps drop what may be there; whether it takes away what they declare, their end tells. */
  private DumpStatement drop(ScriptStatement statement, Declaration words) {
    if (words.take("INDEX")) {
      return of(statement, Fate.LISTED, List.of(), "what it takes away stays in the script");
    }
    words.take("TEMPORARY");
    if (words.take("TABLE")) {
      words.take("IF", "EXISTS");
      do {
        List<String> path = words.path();
        String name = path.get(path.size() - 1);
        if (database.declares(name)) {
          dropped.put(statements.size(), name);
        }
      } while (words.take(","));
    }
    return of(statement, Fate.SKIPPED, List.of(), "makes room for what follows");
  }

  private DumpStatement create(ScriptStatement statement, Declaration words) {
    while (!words.isAtEnd()) {
      if (words.take("TEMPORARY")) {
        return of(statement, Fate.LISTED, List.of(), "temporary: gone with its session");
      }
      if (words.take("TABLE")) {
        return table(statement, words);
      }
      if (words.take("VIEW")) {
        return database.views.create(statement, words);
      }
      if (words.sees("UNIQUE")
          || words.sees("FULLTEXT")
          || words.sees("SPATIAL")
          || words.sees("INDEX")) {
        return index(statement, words);
      }
      if (words.take("DATABASE") || words.take("SCHEMA")) {
        return of(statement, Fate.SKIPPED, List.of(), HERE);
      }
      Optional<ObjectKind> code = code(words);
      if (code.isPresent()) {
        return other(statement, code.get(), words);
      }
      words.advance(); // OR REPLACE, ALGORITHM, DEFINER and the like
    }
    throw words.unknown();
  }

  private static Optional<ObjectKind> code(Declaration words) {
    Map<String, ObjectKind> kinds =
        Map.of(
            "TRIGGER", ObjectKind.TRIGGER,
            "PROCEDURE", ObjectKind.ROUTINE,
            "FUNCTION", ObjectKind.ROUTINE,
            "PACKAGE", ObjectKind.ROUTINE,
            "EVENT", ObjectKind.EVENT,
            "SEQUENCE", ObjectKind.SEQUENCE,
            "USER", ObjectKind.GRANT,
            "ROLE", ObjectKind.GRANT);
    return kinds.entrySet().stream()
        .filter(each -> words.take(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private DumpStatement other(ScriptStatement statement, ObjectKind kind, Declaration words) {
    words.take("BODY");
    words.take("IF", "NOT", "EXISTS");
    List<String> path = words.seesText() ? List.of(words.text()) : words.path();
    String name = path.get(path.size() - 1);
    String reason =
        switch (kind) {
          case SEQUENCE -> "no column of whole numbers simply counts by it";
          case GRANT -> RIGHTS;
          default -> "code in the source's own language";
        };
    database.others.add(new SchemaObject(kind, name, Secrets.hidden(statement.text()), reason));
    return of(
        statement, Fate.LISTED, List.of(new ObjectRef(kind, TableName.of(name), name)), reason);
  }

  private DumpStatement table(ScriptStatement statement, Declaration words) {
    words.take("IF", "NOT", "EXISTS");
    List<String> path = words.path();
    String name = path.get(path.size() - 1);
    if (words.sees("LIKE") || words.sees("AS") || words.sees("SELECT")) {
      return of(statement, Fate.FAILED, List.of(), "a table made from another one");
    }
    database.declare(name, words);
    return of(
        statement,
        Fate.CONVERTED,
        List.of(new ObjectRef(ObjectKind.TABLE, TableName.of(name), name)),
        "");
  }

  private DumpStatement alter(ScriptStatement statement, Declaration words) {
    List<String> path = words.path();
    if (words.sees("DISABLE", "KEYS") || words.sees("ENABLE", "KEYS")) {
      return of(statement, Fate.SKIPPED, List.of(), SETTING);
    }
    return of(statement, Fate.MERGED, database.table(path).alter(words), "");
  }

  private DumpStatement index(ScriptStatement statement, Declaration words) {
    boolean unique = words.take("UNIQUE");
    String method =
        words.take("FULLTEXT") ? "fulltext" : words.take("SPATIAL") ? "spatial" : "btree";
    words.require("INDEX");
    words.take("IF", "NOT", "EXISTS");
    String name = words.name();
    if (words.take("USING")) {
      words.advance();
    }
    words.require("ON");
    return of(
        statement,
        Fate.CONVERTED,
        database.table(words.path()).index(name, unique, method, words),
        "");
  }

  private Dump described() {
    dropped.forEach(
        (at, name) -> {
          if (database.keeps(name)) {
            statements.set(
                at, statements.get(at).with(Fate.LISTED, "what it takes away stays in the script"));
          }
        });
    return database.dump(statements);
  }

  static DumpStatement of(
      ScriptStatement statement, Fate fate, List<ObjectRef> objects, String reason) {
    return new DumpStatement(
        statement.line(), Secrets.hidden(statement.text()), fate, objects, reason);
  }
}
