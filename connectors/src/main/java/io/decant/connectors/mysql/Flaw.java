package io.decant.connectors.mysql;

import java.nio.charset.StandardCharsets;

/**
 * What is wrong with a value that was read.
 *
 * @param code as in {@link io.decant.converter.row.RowProblem}
 * @param shown the beginning of the value, in quotes
 */
record Flaw(String code, String shown) {
  /** Nothing is. */
  static final Flaw NONE = new Flaw("", "");

  private static final int SHOWN_BYTES = 64;

  /** Of a value as text; {@link #NONE} where the code is empty. */
  static Flaw of(String code, byte[] text, int offset, int length) {
    return code.isEmpty()
        ? NONE
        : of(code, new String(text, offset, Math.min(SHOWN_BYTES, length), StandardCharsets.UTF_8));
  }

  static Flaw of(String code, String text) {
    return new Flaw(code, "'" + text + "'");
  }
}
