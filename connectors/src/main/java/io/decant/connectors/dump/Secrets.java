package io.decant.connectors.dump;

import java.util.regex.Pattern;

/** Passwords in statements, which are no part of what a report shows. */
public final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(
          "(\\b(?:PASSWORD|CONNECTION|IDENTIFIED\\s+(?:WITH\\s+\\S+\\s+)?(?:BY|AS))\\s*=?\\s*)"
              + "(?:PASSWORD\\s+)?'(?:[^'\\\\]|''|\\\\.)*+(?:'|$)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Secrets() {}

  /** The same statement with stars in the place of what may be a password. */
  public static String hidden(String statement) {
    return SECRET.matcher(statement).replaceAll("$1'***'");
  }
}
