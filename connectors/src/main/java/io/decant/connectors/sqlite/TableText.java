package io.decant.connectors.sqlite;

import static io.decant.connectors.sqlite.SqliteCatalog.folded;

import io.decant.connectors.sqlite.SqlTokens.Kind;
import io.decant.connectors.sqlite.SqlTokens.Token;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What only the text of a CREATE TABLE knows: SQLite's pragmas tell neither checks, nor the names
 * of constraints, nor a column's collation, nor the expression of a generated column.
 */
final class TableText {
  /** A foreign key as it is written, for its name and when it is checked. */
  record ForeignKeyText(
      String name, Optional<Token> target, boolean deferrable, boolean initiallyDeferred) {
    static final ForeignKeyText UNKNOWN = new ForeignKeyText("", Optional.empty(), false, false);
  }

  private final String sql;
  private final List<Token> tokens;
  private final List<String> columns = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<ForeignKeyText> foreignKeys = new ArrayList<>();
  private final Map<String, String> collations = new HashMap<>();
  private final Map<String, String> generated = new HashMap<>();
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<List<String>, String> uniqueNames = new HashMap<>();
  private String primaryKeyName = "";
  private boolean autoincrement;
  private int at;

  private TableText(String sql) {
    this.sql = sql;
    this.tokens = SqlTokens.of(sql);
  }

  static TableText of(String sql) {
    TableText text = new TableText(sql);
    text.parse();
    return text;
  }

  /**
   * The same statement for a table of that name whose foreign keys refer to these tables.
   *
   * @param targets one for each foreign key, in order
   */
  String renamed(String table, List<String> targets) {
    StringBuilder text = new StringBuilder(sql);
    for (int i = targets.size() - 1; i >= 0; i--) {
      replace(foreignKeys.get(i).target().orElseThrow(), targets.get(i), text);
    }
    replace(tokens.get(2), table, text);
    return text.toString();
  }

  private static void replace(Token token, String name, StringBuilder text) {
    if (!folded(token.text()).equals(folded(name))) {
      text.replace(token.start(), token.end(), SqliteDialect.INSTANCE.quote(name));
    }
  }

  /** The names of all columns, in order. */
  List<String> columns() {
    return columns;
  }

  /** A column's default as it is written, parentheses included; empty for none. */
  String defaultText(String column) {
    return defaults.getOrDefault(folded(column), "");
  }

  /** In the order of the text. */
  List<Check> checks() {
    return checks;
  }

  /** In the order of the text; {@code PRAGMA foreign_key_list} numbers them from the last. */
  List<ForeignKeyText> foreignKeys() {
    return foreignKeys;
  }

  /** The collation declared for a column, in upper case; empty for none. */
  String collation(String column) {
    return collations.getOrDefault(folded(column), "");
  }

  /** The expression of a generated column; empty for none. */
  String generated(String column) {
    return generated.getOrDefault(folded(column), "");
  }

  String primaryKeyName() {
    return primaryKeyName;
  }

  /** The name of the unique constraint over these columns; empty for none. */
  String uniqueName(List<String> columns) {
    return uniqueNames.getOrDefault(columns.stream().map(SqliteCatalog::folded).toList(), "");
  }

  boolean autoincrement() {
    return autoincrement;
  }

  private void parse() {
    while (at < tokens.size() && !tokens.get(at).isSymbol('(')) {
      at++;
    }
    int end = SqlTokens.closing(tokens, at);
    at++;
    while (at < end) {
      definition(end);
    }
  }

  /** One column or constraint, to the comma. SQLite takes constraints without commas between. */
  private void definition(int end) {
    boolean isConstraint =
        List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN").stream()
            .anyMatch(tokens.get(at)::is);
    String column = "";
    if (!isConstraint) {
      columns.add(tokens.get(at).text());
      column = folded(tokens.get(at++).text());
    }
    String name = "";
    while (at < end && !tokens.get(at).isSymbol(',')) {
      Token token = tokens.get(at++);
      if (token.is("CONSTRAINT")) {
        name = tokens.get(at++).text();
      } else {
        name = constraint(token, column, name);
      }
    }
    at++;
  }

  /** Reads one constraint after its first word; returns the name that waits for the next one. */
  private String constraint(Token first, String column, String name) {
    if (first.isSymbol('(')) {
      at = SqlTokens.closing(tokens, at - 1) + 1;
      return name;
    }
    if (first.is("CHECK")) {
      checks.add(new Check(name, Expression.of(SqliteConnector.SCHEME, parenthesised())));
    } else if (first.is("COLLATE")) {
      collations.put(column, tokens.get(at++).text().toUpperCase(Locale.ROOT));
    } else if (first.is("AS")) {
      generated.put(column, parenthesised());
    } else if (first.is("AUTOINCREMENT")) {
      autoincrement = true;
    } else if (first.is("PRIMARY")) {
      primaryKeyName = name;
    } else if (first.is("UNIQUE")) {
      uniqueNames.put(column.isEmpty() ? columnList() : List.of(column), name);
    } else if (first.is("REFERENCES")) {
      foreignKeys.add(reference(name));
    } else if (first.is("DEFAULT")) {
      defaults.put(column, defaultText());
    } else if (!first.is("NULL")) {
      return name;
    }
    return "";
  }

  /** The text between the parentheses that come now. */
  private String parenthesised() {
    int close = SqlTokens.closing(tokens, at);
    String text = sql.substring(tokens.get(at).end(), tokens.get(close).start()).strip();
    at = close + 1;
    return text;
  }

  private List<String> columnList() {
    int close = SqlTokens.closing(tokens, at);
    List<String> columns = new ArrayList<>();
    for (int i = at; i < close; i++) {
      boolean first = tokens.get(i).isSymbol('(') || tokens.get(i).isSymbol(',');
      if (first && i + 1 < close) {
        columns.add(folded(tokens.get(i + 1).text()));
      }
    }
    at = close + 1;
    return columns;
  }

  private ForeignKeyText reference(String name) {
    Optional<Token> target = Optional.of(tokens.get(at++));
    boolean deferrable = false;
    boolean deferred = false;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (token.isSymbol('(')) {
        at = SqlTokens.closing(tokens, at);
      } else if (token.is("DEFERRABLE")) {
        deferrable = !tokens.get(at - 1).is("NOT");
      } else if (token.is("INITIALLY")) {
        deferred = tokens.get(at + 1).is("DEFERRED");
      } else if (token.kind() != Kind.WORD || endsReference(token)) {
        break;
      }
      at++;
    }
    return new ForeignKeyText(name, target, deferrable, deferrable && deferred);
  }

  private boolean endsReference(Token token) {
    boolean notDeferrable = token.is("NOT") && tokens.get(at + 1).is("DEFERRABLE");
    boolean setNull = tokens.get(at - 1).is("SET") && (token.is("NULL") || token.is("DEFAULT"));
    boolean own =
        List.of(
                "ON",
                "DELETE",
                "UPDATE",
                "SET",
                "CASCADE",
                "RESTRICT",
                "NO",
                "ACTION",
                "MATCH",
                "SIMPLE",
                "FULL",
                "PARTIAL",
                "IMMEDIATE",
                "DEFERRED")
            .stream()
            .anyMatch(token::is);
    return !own && !setNull && !notDeferrable;
  }

  private String defaultText() {
    int first = at;
    if (tokens.get(at).isSymbol('(')) {
      at = SqlTokens.closing(tokens, at);
    } else if (tokens.get(at).isSymbol('-') || tokens.get(at).isSymbol('+')) {
      at++;
    }
    return sql.substring(tokens.get(first).start(), tokens.get(at++).end());
  }
}
