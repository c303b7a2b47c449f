package io.decant.connectors.sql;

/** It is not certain that the SQL means the same in another engine. The message says why. */
public final class Uncertain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Uncertain(String reason) {
    super(reason, null, false, false);
  }

  /** Why, in words for the report. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
