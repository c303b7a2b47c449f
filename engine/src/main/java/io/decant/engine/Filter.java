package io.decant.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that rows must meet to be copied.
 *
 * @param table the tables it is for, in the forms of a selection; empty for all
 * @param condition in the source's own language, as it stands after WHERE
 */
public record Filter(String table, String condition) {
  /** A name or glob, one colon, and no second one: {@code a::int > 1} is a condition. */
  private static final Pattern TABLE_AND_CONDITION =
      Pattern.compile("([\\w.$*?-]+):(?!:)(.+)", Pattern.DOTALL);

  /** Reads {@code condition} or {@code table:condition}. */
  public static Filter parse(String text) {
    Matcher matcher = TABLE_AND_CONDITION.matcher(text.strip());
    return matcher.matches()
        ? new Filter(matcher.group(1), matcher.group(2).strip())
        : new Filter("", text.strip());
  }
}
