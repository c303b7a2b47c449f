package io.decant.cli.terminal;

/**
 * Colours and signs, as far as the reader sees them.
 *
 * @param colour colours may be used
 * @param unicode more than ASCII may be used
 */
public record Style(boolean colour, boolean unicode) {

  public String good(String text) {
    return paint("32", text);
  }

  public String bad(String text) {
    return paint("31", text);
  }

  public String strong(String text) {
    return paint("1", text);
  }

  /** Between a message and what to do next. */
  public String arrow() {
    return unicode ? "→" : "->";
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
