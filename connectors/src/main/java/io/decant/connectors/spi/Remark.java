package io.decant.connectors.spi;

/**
 * One thing in a schema that will not be as it was.
 *
 * @param object what it is about
 * @param outcome changed or left out
 * @param code upper case, for reports: {@code PARTIAL_INDEX}, {@code DEFAULT_EXPRESSION}
 * @param reason in words
 */
public record Remark(ObjectRef object, Outcome outcome, String code, String reason) {

  /** What becomes of the object. */
  public enum Outcome {
    CHANGED,
    SKIPPED
  }
}
