package io.decant.connectors.dump;

import io.decant.converter.DecantException.UserError;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The line with which a dumping program says what it has dumped. */
enum DumpHead {
  POSTGRESQL("-- PostgreSQL database (?:cluster )?dump", ScriptSyntax.POSTGRESQL),
  MYSQL("-- (?:MySQL dump|phpMyAdmin SQL Dump) ", ScriptSyntax.MYSQL),
  MARIADB("-- MariaDB dump ", ScriptSyntax.MYSQL),
  SQLITE("PRAGMA foreign_keys=OFF;\\s+BEGIN TRANSACTION;", ScriptSyntax.SQLITE);

  private final Pattern line;
  private final Set<ScriptSyntax> syntax;

  DumpHead(String line, Set<ScriptSyntax> syntax) {
    this.line = Pattern.compile("^(?:\u00ef\u00bb\u00bf)?" + line, Pattern.MULTILINE);
    this.syntax = syntax;
  }

  /**
   * @param start of a script, each byte a character
   * @throws UserError it says itself that it is in another syntax
   */
  static void require(String start, Set<ScriptSyntax> expected) {
    for (DumpHead head : values()) {
      if (head.line.matcher(start).find() && !head.syntax.equals(expected)) {
        String engine = head.name().toLowerCase(Locale.ROOT);
        throw new UserError(
            "--from",
            "the dump says itself that it is one of " + engine,
            "Use --from " + engine + ".");
      }
    }
  }
}
