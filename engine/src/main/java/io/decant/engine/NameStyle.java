package io.decant.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names are written in the target. */
public enum NameStyle {
  /** As in the source. */
  PRESERVE,
  /** In lower case. */
  LOWER,
  /**
   * In lower case, with an underscore before every word of a name written in CamelCase ({@code
   * orderLine}, {@code HTTPServer} and {@code userID} become {@code order_line}, {@code
   * http_server} and {@code user_id}) and in place of everything that is neither letter nor digit.
   */
  SNAKE;

  private static final Pattern WORD_BEGINS =
      Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern OUTER =
      Pattern.compile("^[^\\p{L}\\p{M}\\p{N}_]+|[^\\p{L}\\p{M}\\p{N}_]+$");

  /** The name in this style; a name that would be empty stays as it is. */
  public String of(String name) {
    return switch (this) {
      case PRESERVE -> name;
      case LOWER -> name.toLowerCase(Locale.ROOT);
      case SNAKE -> {
        String words = NO_LETTER.matcher(OUTER.matcher(name).replaceAll("")).replaceAll("_");
        String snake = WORD_BEGINS.matcher(words).replaceAll("_").toLowerCase(Locale.ROOT);
        yield snake.isEmpty() ? name : snake;
      }
    };
  }
}
