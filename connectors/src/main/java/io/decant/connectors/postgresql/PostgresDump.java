package io.decant.connectors.postgresql;

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
import io.decant.converter.schema.TableName;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the scripts of pg_dump, and DDL that people write in the same words. */
final class PostgresDump {
  private static final String SETTING = "a setting of the session";
  private static final String OWNER = "who owns it is for the target's owner to decide";
  private static final String STORAGE = "how it is stored";
  private static final String RIGHTS = "who may do what is for the target's owner to decide";
  private static final String ROWS = "rows";

  private final ScriptReader reader;
  private final DumpedDatabase database = new DumpedDatabase();
  private String schema = PostgresDialect.DEFAULT_SCHEMA;

  private PostgresDump(ScriptReader reader) {
    this.reader = reader;
  }

  static Dump read(InputStream script) {
    return new PostgresDump(ScriptReader.of(script, ScriptSyntax.POSTGRESQL)).read();
  }

  private Dump read() {
    Optional<ScriptStatement> next = reader.next();
    while (next.isPresent()) {
      database.add(statement(next.get()));
      next = reader.next();
    }
    reader.breach().ifPresent(end -> database.add(of(end, Fate.FAILED, ScriptReader.CUT)));
    return database.dump(reader.head());
  }

  private DumpStatement statement(ScriptStatement statement) {
    String text = statement.text();
    String first = text.split("[\\s(;]", 2)[0].toUpperCase(Locale.ROOT);
    try {
      return switch (first) {
        case "DO", "CALL", "SECURITY", "IMPORT", "REFRESH" ->
            of(statement, Fate.LISTED, "does something instead of declaring it");
        case "COPY", "INSERT", "UPDATE", "DELETE", "TRUNCATE" -> of(statement, Fate.SKIPPED, ROWS);
        case "BEGIN", "COMMIT", "START", "END", "ANALYZE", "VACUUM", "RESET" ->
            of(statement, Fate.SKIPPED, SETTING);
        case "DROP" -> drop(statement);
        case "SET" -> setting(statement);
        case "SELECT" -> select(statement);
        case "CREATE", "ALTER", "COMMENT" -> declaration(statement);
        case "GRANT", "REVOKE" -> of(statement, Fate.LISTED, RIGHTS);
        default ->
            text.startsWith("\\")
                ? command(statement)
                : of(statement, Fate.FAILED, "'" + first + "' is not known to begin a statement");
      };
    } catch (Uncertain unknown) {
      return of(statement, Fate.FAILED, unknown.reason());
    } catch (NumberFormatException unknown) {
      return of(statement, Fate.FAILED, "a number was expected: " + unknown.getMessage());
    }
  }

  /** Dumps drop what may be there, before they declare it. */
  private DumpStatement drop(ScriptStatement statement) {
    Declaration words = DumpLexis.declaration(statement.text());
    words.require("DROP");
    if (words.take("TABLE") || words.take("VIEW") || words.take("INDEX")) {
      words.take("CONCURRENTLY");
      words.take("IF", "EXISTS");
      do {
        if (database.isDeclared(DumpLexis.name(words, schema))) {
          return of(statement, Fate.LISTED, "what it takes away stays in the script");
        }
      } while (words.take(","));
    }
    return of(statement, Fate.SKIPPED, "makes room for what follows");
  }

  private DumpStatement command(ScriptStatement statement) {
    boolean connects = statement.text().matches("\\\\c(onnect)?\\s.*");
    return connects && !database.tables.isEmpty()
        ? of(statement, Fate.LISTED, "what follows comes into the same database")
        : of(statement, Fate.SKIPPED, SETTING);
  }

  private DumpStatement setting(ScriptStatement statement) {
    Declaration words = DumpLexis.declaration(statement.text());
    words.require("SET");
    if (words.take("search_path")) {
      words.advance();
      lookUpIn(words.seesText() ? words.text() : words.name());
    } else if (words.take("client_encoding")) {
      words.advance();
      encoding(words.text());
    }
    return of(statement, Fate.SKIPPED, SETTING);
  }

  private void lookUpIn(String path) {
    String first = path.split(",")[0].strip().replace("\"", "");
    schema =
        first.isEmpty() || first.equals("pg_catalog") || first.equals("$user")
            ? PostgresDialect.DEFAULT_SCHEMA
            : first;
  }

  /** Java knows most of PostgreSQL's encodings by their names. */
  private void encoding(String name) {
    String known = name.toUpperCase(Locale.ROOT);
    if (known.equals("SQL_ASCII")) {
      return;
    }
    try {
      reader.encoding(
          Charset.forName(
              known.startsWith("WIN") ? "windows-" + known.substring(3) : known.replace('_', '-')));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new Uncertain("the encoding " + name + " is not known: convert the dump to UTF-8");
    }
  }

  private DumpStatement select(ScriptStatement statement) {
    Declaration words = DumpLexis.declaration(statement.text());
    words.require("SELECT");
    words.take("*", "FROM");
    words.take("pg_catalog", ".");
    if (words.take("setval")) {
      List<String> given = words.parts();
      TableName name = DumpLexis.name(DumpLexis.declaration(words.of(given.get(0)).text()), schema);
      boolean called = given.size() < 3 || given.get(2).equals("true");
      boolean known =
          given.get(1).matches("-?\\d+")
              && database.sequences.set(name, Long.parseLong(given.get(1)), called);
      return known
          ? of(statement, Fate.MERGED, "")
          : of(statement, Fate.SKIPPED, "rows: the number that a sequence has reached");
    }
    if (words.take("set_config")) {
      List<String> given = words.parts();
      if (given.get(0).equals("'search_path'")) {
        lookUpIn(words.of(given.get(1)).text());
      }
      return of(statement, Fate.SKIPPED, SETTING);
    }
    if (words.sees("pg_restore_relation_stats") || words.sees("pg_restore_attribute_stats")) {
      return of(statement, Fate.SKIPPED, "statistics, which the target counts itself");
    }
    if (words.sees("lo_create") || words.sees("lo_open") || words.sees("lo_close")) {
      return of(statement, Fate.SKIPPED, ROWS);
    }
    return of(statement, Fate.LISTED, "what it calls may make or change something");
  }

  private DumpStatement declaration(ScriptStatement statement) {
    if (statement.garbled()) {
      return of(statement, Fate.FAILED, "is not text in the dump's encoding");
    }
    String text = statement.text();
    // Code may hold anything between its marks.
    int code = text.indexOf(" AS $");
    Declaration words =
        DumpLexis.declaration(
            code < 0 || !text.matches("(?s)CREATE\\s+(OR\\s+REPLACE\\s+)?(FUNCTION|PROCEDURE)\\b.*")
                ? text
                : text.substring(0, code));
    if (words.take("CREATE")) {
      words.take("OR", "REPLACE");
      return new DumpedCreation(database, schema, statement, words).read();
    }
    if (words.take("COMMENT", "ON")) {
      return comment(statement, words);
    }
    words.require("ALTER");
    return alter(statement, words);
  }

  private DumpStatement comment(ScriptStatement statement, Declaration words) {
    if (words.take("TABLE")) {
      DumpedTable table = database.table(DumpLexis.name(words, schema));
      words.require("IS");
      table.comment(words.take("NULL") ? "" : words.text());
      return of(statement, Fate.MERGED, "", new ObjectRef(ObjectKind.COMMENT, table.name, ""));
    }
    if (words.take("COLUMN")) {
      List<String> path = words.path();
      String column = path.get(path.size() - 1);
      TableName name =
          new TableName(
              path.size() > 2 ? path.get(path.size() - 3) : schema, path.get(path.size() - 2));
      if (database.tables.containsKey(name)) {
        words.require("IS");
        database.table(name).column(column).comment(words.take("NULL") ? "" : words.text());
        return of(statement, Fate.MERGED, "", new ObjectRef(ObjectKind.COMMENT, name, column));
      }
    }
    return of(statement, Fate.LISTED, "a comment on what is neither table nor column");
  }

  private DumpStatement alter(ScriptStatement statement, Declaration words) {
    if (words.take("TABLE")) {
      words.take("IF", "EXISTS");
      words.take("ONLY");
      TableName name = DumpLexis.name(words, schema);
      return isOwner(words)
          ? of(statement, Fate.SKIPPED, OWNER)
          : new DumpedAlteration(database, schema, statement).table(name, words);
    }
    if (words.take("SEQUENCE")) {
      DumpLexis.name(words, schema);
      return words.take("OWNED", "BY")
          ? of(statement, Fate.MERGED, "")
          : isOwner(words)
              ? of(statement, Fate.SKIPPED, OWNER)
              : of(statement, Fate.LISTED, "a change of a sequence");
    }
    if (words.take("INDEX")) {
      DumpLexis.name(words, schema);
      return words.take("ATTACH", "PARTITION")
          ? of(statement, Fate.MERGED, "")
          : of(statement, Fate.SKIPPED, STORAGE);
    }
    if (words.take("TYPE")) {
      TableName name = DumpLexis.name(words, schema);
      if (words.take("ADD", "VALUE")) {
        words.take("IF", "NOT", "EXISTS");
        boolean known = database.types.addLabel(name, words.text()) && words.isAtEnd();
        return of(statement, known ? Fate.MERGED : Fate.FAILED, known ? "" : "a label in between");
      }
    }
    if (words.sees("DEFAULT", "PRIVILEGES")) {
      return of(statement, Fate.LISTED, RIGHTS);
    }
    return statement.text().contains(" OWNER TO ")
        ? of(statement, Fate.SKIPPED, OWNER)
        : of(statement, Fate.LISTED, "a change of what is not converted");
  }

  private static boolean isOwner(Declaration words) {
    return words.sees("OWNER", "TO");
  }

  static DumpStatement of(
      ScriptStatement statement, Fate fate, String reason, ObjectRef... objects) {
    return new DumpStatement(
        statement.line(), Secrets.hidden(statement.text()), fate, List.of(objects), reason);
  }

  /** Words behind ALTER TABLE that change nothing that a schema tells. */
  static String passedOver(Declaration words) {
    boolean moved = words.sees("SET", "SCHEMA");
    return !moved && words.seesAny(Set.of("SET", "RESET", "CLUSTER", "REPLICA")) ? STORAGE : "";
  }
}
