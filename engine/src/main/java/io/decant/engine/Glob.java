package io.decant.engine;

import java.util.regex.Pattern;

/** Names with {@code *} for any characters and {@code ?} for one. */
public final class Glob {
  private Glob() {}

  /** What matches the same names. */
  public static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
