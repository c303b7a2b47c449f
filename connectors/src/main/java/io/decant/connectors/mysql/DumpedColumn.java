package io.decant.connectors.mysql;

import io.decant.connectors.sql.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One column's declaration in a dump, as a row of information_schema. */
final class DumpedColumn {
  /**
   * Other names that the server takes for a type. Source: MySQL manual, "Using Data Types from
   * Other Database Engines".
   */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("integer", "int"),
          Map.entry("int4", "int"),
          Map.entry("int8", "bigint"),
          Map.entry("int2", "smallint"),
          Map.entry("middleint", "mediumint"),
          Map.entry("dec", "decimal"),
          Map.entry("numeric", "decimal"),
          Map.entry("fixed", "decimal"),
          Map.entry("real", "double"),
          Map.entry("float8", "double"),
          Map.entry("float4", "float"),
          Map.entry("character", "char"),
          Map.entry("nchar", "char"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("bool", "tinyint(1)"),
          Map.entry("boolean", "tinyint(1)"),
          Map.entry("long", "mediumtext"));

  private static final Set<String> TEXTS =
      Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");

  private static final Set<String> AFTER_TYPE = Set.of("UNSIGNED", "SIGNED", "ZEROFILL");

  private final String table;
  private final Declaration words;
  private final DumpedCollation collations;
  private final Consumer<Declaration> references;
  private final List<String> extras = new ArrayList<>();
  private String name = "";
  private String type = "";
  private String characterSet = "";
  private String collation = "";
  private boolean nullable = true;
  private String defaultValue = "";
  private String generation = "";
  private String comment = "";
  private int srid;

  /** What a column's declaration says of its table. */
  boolean isKey;

  boolean isUnique;
  final List<String> checks = new ArrayList<>();

  /**
   * @param references reads what stands behind REFERENCES
   */
  DumpedColumn(
      String table,
      Declaration words,
      DumpedCollation collations,
      Consumer<Declaration> references) {
    this.references = references;
    this.table = table;
    this.words = words;
    this.collations = collations;
  }

  /**
   * @param ofTable the collation of a text that brings none
   */
  NativeColumn read(String ofTable) {
    name = words.name();
    type();
    while (!words.isAtEnd() && !words.sees("FIRST") && !words.sees("AFTER")) {
      attribute();
    }
    String word = NativeType.parse(type).word();
    String own = TEXTS.contains(word) ? collations.of(characterSet, collation, ofTable) : "";
    return new NativeColumn(
        table,
        name,
        type,
        own,
        nullable && !isKey,
        !defaultValue.isEmpty(),
        defaultValue,
        String.join(" ", extras),
        generation,
        comment,
        srid);
  }

  /** In the spelling of the catalog: in lower case but for its labels. */
  private void type() {
    String word = words.name().toLowerCase(Locale.ROOT);
    if (word.equals("double")) {
      words.take("PRECISION");
    } else if (word.equals("character") || word.equals("char") || word.equals("national")) {
      word = words.take("VARYING") ? "varchar" : word;
    }
    if (word.equals("serial")) {
      type = "bigint unsigned";
      nullable = false;
      extras.add("auto_increment");
      isUnique = true;
      return;
    }
    String known = SYNONYMS.getOrDefault(word, word);
    String arguments = words.sees("(") ? "(" + arguments(known) + ")" : "";
    type = (known.contains("(") ? known : known + arguments).strip();
    if (known.equals("decimal") && !arguments.contains(",")) {
      type = arguments.isEmpty() ? "decimal(10,0)" : type.replace(")", ",0)");
    }
    while (words.seesAny(AFTER_TYPE)) {
      String attribute = words.advance().toLowerCase(Locale.ROOT);
      type += attribute.equals("signed") ? "" : " " + attribute;
    }
    if (words.take("COMPRESSED")) {
      type += " /*M!100301 COMPRESSED*/"; // as MariaDB's catalog has it
    }
  }

  private String arguments(String word) {
    String inside = words.inParentheses();
    return word.equals("enum") || word.equals("set") ? inside : inside.replace(" ", "");
  }

  private void attribute() {
    if (words.take("NOT", "NULL")) {
      nullable = false;
    } else if (words.take("NULL")
        || words.take("KEY_BLOCK_SIZE")
        || words.take("VISIBLE")
        || words.take("WITHOUT", "SYSTEM", "VERSIONING")
        || words.take("WITH", "SYSTEM", "VERSIONING")) {
      return;
    } else if (words.take("CHARACTER", "SET") || words.take("CHARSET")) {
      characterSet = words.name().toLowerCase(Locale.ROOT);
    } else if (words.take("COLLATE")) {
      collation = words.name().toLowerCase(Locale.ROOT);
    } else if (words.take("DEFAULT")) {
      defaultValue = value();
    } else if (words.take("AUTO_INCREMENT")) {
      extras.add("auto_increment");
      nullable = false;
    } else if (words.take("ON", "UPDATE")) {
      value();
      extras.add("on update CURRENT_TIMESTAMP");
    } else if (words.take("PRIMARY", "KEY") || words.take("KEY")) {
      isKey = true;
    } else if (words.take("UNIQUE")) {
      words.take("KEY");
      isUnique = true;
    } else if (words.take("COMMENT")) {
      comment = words.text();
    } else if (words.take("GENERATED", "ALWAYS", "AS", "ROW")) {
      generation = "ROW " + words.advance();
      extras.add("STORED GENERATED");
      nullable = false;
    } else if (words.take("GENERATED", "ALWAYS", "AS") || words.take("AS")) {
      generation = words.inParentheses();
    } else if (words.take("VIRTUAL")) {
      extras.add("VIRTUAL GENERATED");
    } else if (words.take("STORED") || words.take("PERSISTENT")) {
      extras.add("STORED GENERATED");
    } else if (words.take("INVISIBLE")) {
      extras.add("INVISIBLE");
    } else if (words.take("SRID") || words.take("REF_SYSTEM_ID", "=")) {
      srid = Integer.parseInt(words.advance());
    } else if (words.take("REFERENCES")) {
      references.accept(words);
    } else if (words.take("COLUMN_FORMAT") || words.take("STORAGE")) {
      words.advance();
    } else {
      check();
    }
  }

  private void check() {
    if (words.take("CONSTRAINT") && !words.sees("CHECK")) {
      words.name();
    }
    words.require("CHECK");
    String condition = words.inParentheses();
    if (!words.take("NOT", "ENFORCED")) {
      words.take("ENFORCED");
      checks.add(condition);
    }
  }

  /** An expression in parentheses without them, or what stands without: a literal, a call. */
  private String value() {
    if (words.sees("(")) {
      return words.inParentheses();
    }
    if (words.sees("TRUE") || words.sees("FALSE")) {
      return words.advance().equalsIgnoreCase("true") ? "1" : "0";
    }
    StringBuilder value = new StringBuilder();
    if (words.sees("-") || words.sees("+")) {
      value.append(words.advance());
    }
    value.append(words.advance());
    if (words.sees("(")) {
      value.append('(').append(words.inParentheses()).append(')');
    }
    return value.toString();
  }
}
