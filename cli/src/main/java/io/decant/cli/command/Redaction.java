package io.decant.cli.command;

import java.util.regex.Pattern;

/**
 * Takes passwords out of text that we did not write ourselves: picocli's messages repeat arguments,
 * and a bug's message may repeat anything.
 */
final class Redaction {
  private static final Pattern USER_INFO = Pattern.compile("(://[^\\s/:@]*):\\S*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)(passw(?:or)?d\\w*\\s*[=:]\\s*)[^\\s&,;]+");

  private Redaction() {}

  static String of(String text) {
    String withoutUserInfo = USER_INFO.matcher(text).replaceAll("$1:***@");
    return PARAMETER.matcher(withoutUserInfo).replaceAll("$1***");
  }
}
