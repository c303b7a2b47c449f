package io.decant.converter.convert;

/**
 * What a conversion may cost, declared before any row moves.
 *
 * @param code upper case, for reports and {@code --loss allow:CODE}: {@code TIME_ZONE}, {@code
 *     NEG_ZERO}
 * @param effect what happens to a value that is hit
 * @param note in words, for the plan
 * @param certain it hits every value that is not NULL
 */
public record Loss(String code, Effect effect, String note, boolean certain) {

  /** What happens to a value that is hit. */
  public enum Effect {
    /** It is stored differently, and counted. */
    CHANGES,
    /** Its row is refused. */
    REFUSES
  }

  /** The same, NULL being stored instead of the row being refused. */
  Loss asNull() {
    return new Loss(code, Effect.CHANGES, note + "; NULL is stored", certain);
  }
}
