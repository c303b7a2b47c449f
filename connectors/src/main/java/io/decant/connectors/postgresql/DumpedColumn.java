package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.Collation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One column of a dump while its statements come in. */
final class DumpedColumn {
  /** What may stand behind a type. */
  static final Set<String> AFTER_TYPE =
      Set.of(
          "COLLATE",
          "CONSTRAINT",
          "NOT",
          "NULL",
          "DEFAULT",
          "GENERATED",
          "PRIMARY",
          "UNIQUE",
          "CHECK",
          "REFERENCES",
          "STORAGE",
          "COMPRESSION",
          "USING",
          "OPTIONS");

  /** What may stand behind a default. */
  private static final Set<String> AFTER_DEFAULT =
      Set.of(
          "CONSTRAINT",
          "NOT",
          "NULL",
          "GENERATED",
          "PRIMARY",
          "UNIQUE",
          "CHECK",
          "REFERENCES",
          "COLLATE");

  /** Words that the server prints in capitals, however they were written. */
  private static final Set<String> TIMES =
      Set.of("CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIMESTAMP", "LOCALTIME");

  /** Words that it prints without. */
  private static final Set<String> TRUTHS = Set.of("TRUE", "FALSE", "NOW()");

  final String name;
  private DumpedTypes.Resolved type;
  private boolean bound;
  private String defaultSql = "";
  private String identity = "";
  private String generated = "";
  private String expression = "";
  private String ownCollation = "";
  private String comment = "";

  /** The sequence of an identity. */
  Optional<DumpedSequences.Sequence> sequence = Optional.empty();

  /** A serial: counts by a sequence that nobody declares. */
  boolean serial;

  private DumpedColumn(String name, DumpedTypes.Resolved type) {
    this.name = name;
    this.type = type;
  }

  /** The column of a table that inherits this one. */
  DumpedColumn inherited() {
    DumpedColumn copy = new DumpedColumn(name, type);
    copy.bound = bound;
    copy.defaultSql = defaultSql;
    copy.generated = generated;
    copy.expression = expression;
    copy.ownCollation = ownCollation;
    return copy;
  }

  /**
   * @param constraints hears of what else is declared behind a column, as if for the table
   */
  static DumpedColumn read(
      Declaration words, DumpedTypes types, String schema, List<String> constraints) {
    String name = words.name();
    String written = words.until(AFTER_TYPE);
    String counted = counted(written);
    String typed = counted.isEmpty() ? written : counted;
    DumpedColumn column = new DumpedColumn(name, types.resolve(typed, schema, Collation.BINARY));
    column.serial = !counted.isEmpty();
    column.bound = column.serial;
    while (!words.isAtEnd()) {
      if (words.take("COLLATE")) { // pg_dump writes it last
        String collation = last(words.path());
        column.type = types.resolve(typed, schema, types.collation(collation));
        column.ownCollation = DumpLexis.quoted(collation).replace(' ', '_');
      } else {
        column.attribute(words, constraints);
      }
    }
    return column;
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  /** The type beneath a serial; else empty. */
  private static String counted(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "serial", "serial4" -> "integer";
      case "bigserial", "serial8" -> "bigint";
      case "smallserial", "serial2" -> "smallint";
      default -> "";
    };
  }

  private void attribute(Declaration words, List<String> constraints) {
    String constraint =
        words.take("CONSTRAINT") ? "CONSTRAINT " + DumpLexis.quoted(words.name()) + " " : "";
    String own = PostgresDialect.INSTANCE.quote(name);
    if (words.take("NOT", "NULL")) {
      bound = true;
      words.take("NO", "INHERIT");
    } else if (words.take("DEFAULT")) {
      byDefault(words.until(AFTER_DEFAULT));
    } else if (words.take("GENERATED")) {
      generated(words);
    } else if (words.take("STORAGE") || words.take("COMPRESSION")) {
      words.advance();
    } else if (words.take("PRIMARY", "KEY")) {
      bound = true;
      constraints.add(constraint + "PRIMARY KEY (" + own + ")" + timing(words));
    } else if (words.take("UNIQUE")) {
      String nulls =
          words.take("NULLS", "NOT", "DISTINCT")
              ? " NULLS NOT DISTINCT"
              : words.take("NULLS", "DISTINCT") ? "" : "";
      constraints.add(constraint + "UNIQUE" + nulls + " (" + own + ")" + timing(words));
    } else if (words.take("CHECK")) {
      String condition = words.inParentheses();
      boolean alone = words.take("NO", "INHERIT");
      constraints.add(constraint + "CHECK (" + condition + ")" + (alone ? " NO INHERIT" : ""));
    } else if (words.sees("REFERENCES")) {
      constraints.add(
          constraint
              + "FOREIGN KEY ("
              + own
              + ") "
              + words.until(Set.of("CONSTRAINT", "NOT", "CHECK", "UNIQUE", "PRIMARY", "DEFAULT")));
    } else {
      words.require("NULL");
    }
  }

  private static String timing(Declaration words) {
    boolean deferrable = words.take("DEFERRABLE");
    boolean deferred = words.take("INITIALLY", "DEFERRED");
    words.take("INITIALLY", "IMMEDIATE");
    return (deferrable ? " DEFERRABLE" : "") + (deferred ? " INITIALLY DEFERRED" : "");
  }

  /** What follows GENERATED: numbers, or an expression. */
  void generated(Declaration words) {
    boolean always = words.take("ALWAYS");
    if (!always) {
      words.require("BY", "DEFAULT");
    }
    words.require("AS");
    if (words.take("IDENTITY")) {
      identity = always ? "a" : "d";
      bound = true;
      Declaration options = words.of(words.sees("(") ? words.inParentheses() : "");
      sequence = Optional.of(DumpedSequences.Sequence.read(options, "bigint"));
    } else {
      expression = words.inParentheses();
      // pg_dump 18 says nothing of those that are computed on reading.
      generated = words.take("STORED") ? "s" : "v";
      words.take("VIRTUAL");
    }
  }

  void bind(boolean noNulls) {
    bound = noNulls;
  }

  void byDefault(String sql) {
    String upper = sql.toUpperCase(Locale.ROOT);
    defaultSql =
        TIMES.contains(upper) ? upper : TRUTHS.contains(upper) ? sql.toLowerCase(Locale.ROOT) : sql;
  }

  void comment(String text) {
    comment = text;
  }

  boolean isBound() {
    return bound;
  }

  /** What it takes where nothing is given; its type's word where it says nothing itself. */
  String defaultSql() {
    return defaultSql.isEmpty() && generated.isEmpty()
        ? type.domain().map(DumpedTypes.Domain::defaultSql).orElse("")
        : defaultSql;
  }

  boolean isIdentity() {
    return !identity.isEmpty();
  }

  /** Whether it is of whole numbers, domains over them included. */
  boolean isWhole() {
    return Set.of("int2", "int4", "int8").contains(type.type().name());
  }

  String typeName() {
    return type.type().name();
  }

  List<String> domainChecks() {
    List<String> checks = new ArrayList<>();
    type.domain()
        .ifPresent(
            domain ->
                domain
                    .checks()
                    .forEach(
                        check -> checks.add(SqlWords.withValue(check, DumpLexis.quoted(name)))));
    return checks;
  }

  /**
   * @param number of the sequence that it counts by; 0 for none
   */
  ColumnFacts facts(long number) {
    return new ColumnFacts(
        0,
        name,
        type.type(),
        type.spelling(),
        type.domain().isPresent(),
        bound || type.domain().map(DumpedTypes.Domain::bound).orElse(false),
        defaultSql(),
        identity,
        generated,
        expression,
        number,
        true,
        ownCollation,
        comment);
  }

  String ownCollation() {
    return ownCollation;
  }
}
