package io.decant.connectors.dump;

import java.util.Set;

/** What an engine's client takes for more than statements between semicolons. */
public enum ScriptSyntax {
  /** A backslash in a text escapes. */
  BACKSLASHES,

  /**
   * A text may stand between equal marks: {@code $body$ … $body$}; {@code E'…'} has backslashes.
   */
  DOLLAR_QUOTES,

  /** Comments nest. */
  NESTED_COMMENTS,

  /**
   * Lines of rows follow COPY … FROM stdin, and lines with a backslash in front are the client's.
   */
  PSQL,

  /** Comments from # to the end of a line, and two hyphens are one only before a space. */
  HASH_COMMENTS,

  /** {@code /*!50001 … *}{@code /} is no comment. */
  EXECUTABLE_COMMENTS,

  /** DELIMITER gives another mark to the end of a statement. */
  DELIMITER_COMMAND,

  /** A trigger's statements end with semicolons too, and it ends with the word END after one. */
  TRIGGER_BODIES,

  /** A backquote quotes a name. */
  BACKQUOTES,

  /** Brackets quote a name. */
  BRACKETS,

  /** Lines with a dot in front are the client's. */
  DOT_COMMANDS;

  /** psql's. */
  public static final Set<ScriptSyntax> POSTGRESQL = Set.of(DOLLAR_QUOTES, NESTED_COMMENTS, PSQL);

  /** The mysql client's. */
  public static final Set<ScriptSyntax> MYSQL =
      Set.of(BACKSLASHES, HASH_COMMENTS, EXECUTABLE_COMMENTS, DELIMITER_COMMAND, BACKQUOTES);

  /** That of the sqlite3 shell. */
  public static final Set<ScriptSyntax> SQLITE =
      Set.of(TRIGGER_BODIES, BACKQUOTES, BRACKETS, DOT_COMMANDS);
}
