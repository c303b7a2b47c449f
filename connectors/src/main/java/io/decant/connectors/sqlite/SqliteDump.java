package io.decant.connectors.sqlite;

import io.decant.connectors.dump.ScriptReader;
import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.dump.ScriptSyntax;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Uncertain;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;

/**
 * Reads a dump by loading it into a file of its own that is gone afterwards: nobody knows better
 * than SQLite what its DDL means. Rows are loaded too, because columns here hold what they like and
 * their rows say what that is. Of all other statements only those run that declare something in
 * this very file.
 */
final class SqliteDump {
  private final SqliteFile file;
  private final List<DumpStatement> statements = new ArrayList<>();

  /** Tables in which virtual tables keep their data, as SQLite compares names. */
  private final Set<String> shadows = new HashSet<>();

  private boolean began;

  private SqliteDump(Path path) {
    this.file =
        new SqliteFile(
            new Endpoint(
                Role.SOURCE, SqliteConnector.SCHEME, "", 0, path.toString(), "", "", Map.of()));
  }

  static Dump read(InputStream script) {
    try {
      Path folder = Files.createTempDirectory("decant-dump");
      try {
        return new SqliteDump(folder.resolve("dump.db")).load(script);
      } finally {
        try (var files = Files.list(folder)) {
          for (Path each : files.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Dump load(InputStream script) {
    ScriptReader reader = ScriptReader.of(script, ScriptSyntax.SQLITE);
    try (SQLiteConnection connection = file.openToWrite();
        Statement session = connection.createStatement()) {
      session.execute("PRAGMA synchronous = OFF");
      session.execute("BEGIN");
      Optional<ScriptStatement> next = reader.next();
      while (next.isPresent()) {
        statements.add(run(session, next.get()));
        next = reader.next();
      }
      session.execute("COMMIT");
      if (began) {
        statements.add(of(reader.end(), Fate.FAILED, List.of(), ScriptReader.CUT));
      }
    } catch (SQLException failure) {
      throw file.classify(failure);
    }
    return described();
  }

  private Dump described() {
    SqliteSource source = new SqliteSource(file);
    try {
      Catalog catalog = source.catalog();
      List<Table> tables = source.describe(catalog.tables());
      return new Dump(
          catalog,
          tables,
          source.views(tables),
          tables.stream().flatMap(table -> source.remarks(table).stream()).toList(),
          statements);
    } finally {
      source.close();
    }
  }

  private DumpStatement run(Statement session, ScriptStatement statement) {
    try {
      if (statement.text().startsWith(".")) {
        return of(statement, Fate.SKIPPED, List.of(), "a setting of the session");
      }
      Declaration words = declaration(statement.text());
      if (statement.garbled()) {
        return of(statement, Fate.FAILED, List.of(), "is not text in UTF-8");
      }
      if (words.take("CREATE")) {
        return create(session, statement, words);
      }
      if (words.sees("INSERT") || words.sees("REPLACE")) {
        return insert(session, statement, words);
      }
      if (words.sees("ALTER", "TABLE")) {
        session.execute(statement.text());
        return of(statement, Fate.MERGED, List.of(), "");
      }
      return words.take("DROP") ? drop(session, statement, words) : setting(statement, words);
    } catch (SQLException refused) {
      return of(statement, Fate.FAILED, List.of(), String.valueOf(refused.getMessage()));
    } catch (Uncertain unknown) {
      return of(statement, Fate.FAILED, List.of(), unknown.reason());
    }
  }

  private static Declaration declaration(String sql) {
    return Declaration.of(sql, SqliteGrammar.INSTANCE, name -> name);
  }

  private DumpStatement create(Statement session, ScriptStatement statement, Declaration words)
      throws SQLException {
    if (words.sees("TEMP") || words.sees("TEMPORARY")) {
      return of(statement, Fate.LISTED, List.of(), "temporary: gone with its session");
    }
    boolean unique = words.take("UNIQUE");
    boolean virtual = words.take("VIRTUAL");
    ObjectKind kind = kind(words, unique);
    words.take("IF", "NOT", "EXISTS");
    String name = name(words);
    if (name.startsWith("sqlite_")) {
      return of(statement, Fate.SKIPPED, List.of(), "SQLite makes it by itself");
    }
    if (kind == ObjectKind.TABLE && !virtual && isShadow(name)) {
      return of(statement, Fate.SKIPPED, List.of(), "a module of SQLite makes it by itself");
    }
    session.execute(statement.text());
    if (virtual) {
      shadow(session);
    }
    if (virtual || kind == ObjectKind.TRIGGER) {
      ObjectKind shown = virtual ? ObjectKind.VIRTUAL_TABLE : kind;
      String reason = virtual ? "a module of SQLite makes its rows" : "code is not translated";
      return of(statement, Fate.LISTED, List.of(ref(shown, name, name)), reason);
    }
    if (kind == ObjectKind.INDEX) {
      words.require("ON");
      return of(statement, Fate.CONVERTED, List.of(ref(kind, name(words), name)), "");
    }
    return of(statement, Fate.CONVERTED, List.of(ref(kind, name, name)), "");
  }

  /** The tables in which a virtual table keeps its data come with it. */
  private void shadow(Statement session) throws SQLException {
    try (ResultSet row =
        session.executeQuery("SELECT name FROM pragma_table_list WHERE type = 'shadow'")) {
      while (row.next()) {
        shadows.add(SqliteCatalog.folded(row.getString(1)));
      }
    }
  }

  private boolean isShadow(String name) {
    return shadows.contains(SqliteCatalog.folded(name));
  }

  private static ObjectKind kind(Declaration words, boolean unique) {
    if (words.take("INDEX")) {
      return ObjectKind.INDEX;
    }
    if (!unique && words.take("TABLE")) {
      return ObjectKind.TABLE;
    }
    if (!unique && words.take("VIEW")) {
      return ObjectKind.VIEW;
    }
    words.require("TRIGGER");
    return ObjectKind.TRIGGER;
  }

  /** SQLite takes a text in single quotes for a name too. */
  private static String name(Declaration words) {
    String name = words.seesText() ? words.text() : words.name();
    return words.take(".") ? name(words) : name;
  }

  private DumpStatement insert(Statement session, ScriptStatement statement, Declaration words)
      throws SQLException {
    words.until(Set.of("INTO"));
    words.require("INTO");
    if (words.take("sqlite_schema") || words.take("sqlite_master")) {
      return virtual(session, statement, words);
    }
    if (!isShadow(name(words))) {
      session.execute(statement.text());
    }
    return of(statement, Fate.SKIPPED, List.of(), "rows");
  }

  /** The shell writes a virtual table as the row of the schema that it is: its last value. */
  private DumpStatement virtual(Statement session, ScriptStatement statement, Declaration words)
      throws SQLException {
    words.until(Set.of("VALUES"));
    words.require("VALUES");
    List<String> values = words.parts();
    ScriptStatement made =
        new ScriptStatement(
            statement.line(), declaration(values.get(values.size() - 1)).text(), false);
    Declaration declared = declaration(made.text());
    declared.require("CREATE");
    return create(session, made, declared);
  }

  private static DumpStatement drop(Statement session, ScriptStatement statement, Declaration words)
      throws SQLException {
    words.advance();
    words.take("IF", "EXISTS");
    String query =
        "SELECT 1 FROM sqlite_schema WHERE lower(name) = lower("
            + SqliteDialect.INSTANCE.literal(name(words))
            + ")";
    try (ResultSet row = session.executeQuery(query)) {
      return row.next()
          ? of(statement, Fate.LISTED, List.of(), "what it takes away stays in the script")
          : of(statement, Fate.SKIPPED, List.of(), "makes room for what follows");
    }
  }

  private DumpStatement setting(ScriptStatement statement, Declaration words) {
    boolean begins = words.sees("BEGIN");
    boolean ends = words.sees("COMMIT") || words.sees("END");
    began = begins || began && !ends;
    boolean passed =
        begins
            || ends
            || Stream.of("PRAGMA", "ANALYZE", "SAVEPOINT", "RELEASE").anyMatch(words::sees);
    if (passed) {
      return of(statement, Fate.SKIPPED, List.of(), "a setting of the session");
    }
    return words.sees("DELETE", "FROM", "sqlite_sequence")
        ? of(statement, Fate.SKIPPED, List.of(), "rows")
        : of(statement, Fate.LISTED, List.of(), "is not run: it declares nothing here");
  }

  private static ObjectRef ref(ObjectKind kind, String table, String name) {
    return new ObjectRef(kind, TableName.of(table), name);
  }

  private static DumpStatement of(
      ScriptStatement statement, Fate fate, List<ObjectRef> objects, String reason) {
    return new DumpStatement(statement.line(), statement.text(), fate, objects, reason);
  }
}
