package io.decant.connectors.mysql;

import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.Lexis;

/** The words of MySQL's DDL, as a dump has them. */
final class DumpLexis implements Lexis {
  private DumpLexis() {}

  static Declaration declaration(String sql) {
    return Declaration.of(sql, new DumpLexis(), name -> name);
  }

  @Override
  public String nameQuotes() {
    return "`";
  }

  @Override
  public boolean backslashes() {
    return true;
  }

  @Override
  public char escaped(char c) {
    return Escapes.character(c);
  }

  @Override
  public boolean isTextMark(String word) {
    return word.startsWith("_") || word.equalsIgnoreCase("b") || word.equalsIgnoreCase("x");
  }
}
