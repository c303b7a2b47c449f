package io.decant.engine.discover;

import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import io.decant.engine.Glob;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a user writes to name tables: {@code name}, {@code schema.name}, a glob with {@code *} and
 * {@code ?}, {@code re:} and a regular expression, each with {@code =newname} after it where a
 * table is to be renamed. Case counts, as it does in the databases.
 *
 * @param text as written
 * @param newName with or without schema; empty when not renamed
 */
record TablePattern(String text, Pattern pattern, Optional<TableName> newName) {
  private static final String REGEX = "re:";

  /**
   * @throws UserError the regular expression is none, or a name is missing
   */
  static TablePattern parse(String option, String text) {
    int equals = text.startsWith(REGEX) ? -1 : text.indexOf('=');
    String names = (equals < 0 ? text : text.substring(0, equals)).strip();
    String newName = equals < 0 ? "" : text.substring(equals + 1).strip();
    if (names.isEmpty() || (equals >= 0 && newName.isEmpty())) {
      throw new UserError(option, "'" + text + "' names no table", "Write name or name=newname.");
    }
    try {
      Pattern pattern =
          names.startsWith(REGEX)
              ? Pattern.compile(names.substring(REGEX.length()))
              : Glob.pattern(names);
      return new TablePattern(text, pattern, equals < 0 ? Optional.empty() : name(newName));
    } catch (PatternSyntaxException e) {
      throw new UserError(
          option, "'" + text + "': " + e.getDescription(), "Correct the regular expression.");
    }
  }

  /** Both the full name and, within the default schema, the bare name may match. */
  boolean matches(TableName table, String defaultSchema) {
    return pattern.matcher(table.toString()).matches()
        || (table.schema().equals(defaultSchema) && pattern.matcher(table.name()).matches());
  }

  private static Optional<TableName> name(String text) {
    int dot = text.indexOf('.');
    return Optional.of(
        dot < 0
            ? TableName.of(text)
            : new TableName(text.substring(0, dot), text.substring(dot + 1)));
  }
}
