package io.decant.connectors.mysql;

import io.decant.connectors.mysql.MySqlCatalog.TableRow;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Uncertain;
import java.util.Locale;
import java.util.Set;

/** What stands behind the columns and keys of a table of a dump, as a row of information_schema. */
final class DumpedOptions {
  /** Words behind which columns of other tables come. */
  private static final Set<String> ANOTHER = Set.of("AS", "SELECT", "LIKE", "WITH");

  private final DumpedCollation collations;
  private String engine = "InnoDB";
  private String comment = "";
  private String collation;
  private long next = 1;
  private String options = "";
  private String kind = "BASE TABLE";

  DumpedOptions(DumpedCollation collations) {
    this.collations = collations;
    this.collation = collations.ofNothing();
  }

  /** Each that is said goes before what was said earlier. */
  void read(Declaration words) {
    String characterSet = "";
    String named = "";
    while (!words.isAtEnd()) {
      if (words.take("PARTITION", "BY")) {
        options = "partitioned";
        words.rest();
      } else if (words.take("WITH", "SYSTEM", "VERSIONING")) {
        kind = "SYSTEM VERSIONED";
      } else if (words.take("ENGINE") || words.take("TYPE")) {
        engine = value(words);
      } else if (words.take("AUTO_INCREMENT")) {
        next = Long.parseLong(value(words));
      } else if (words.take("COMMENT")) {
        words.take("=");
        comment = words.text();
      } else if (words.take("DEFAULT")) {
        continue;
      } else if (words.take("CHARSET") || words.take("CHARACTER", "SET")) {
        characterSet = value(words).toLowerCase(Locale.ROOT);
      } else if (words.take("COLLATE")) {
        named = value(words).toLowerCase(Locale.ROOT);
      } else if (words.seesAny(ANOTHER)) {
        throw new Uncertain("a table made from another one");
      } else {
        words.advance(); // how it is stored
      }
    }
    collation = collations.of(characterSet, named, collation);
  }

  private static String value(Declaration words) {
    words.take("=");
    return words.seesQuotedName()
        ? words.name()
        : words.seesText() ? words.text() : words.advance();
  }

  /** That of columns which name none. */
  String collation() {
    return collation;
  }

  boolean isInMemory() {
    return engine.equalsIgnoreCase("MEMORY") || engine.equalsIgnoreCase("HEAP");
  }

  TableRow row(String table) {
    return new TableRow(table, kind, engine, -1, -1, next, options, comment, collation);
  }
}
